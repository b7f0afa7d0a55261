"""Makes a folder of gazette issues as large as a province's archive, the same one each time.

``python -m tests.archive_of_issues FOLDER`` fills issues of an invented province with the texts
of a corpus where one lies beside the checkout, else with the bundled issue's paragraphs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from tests.issue_layouts import CATEGORIES, PAGE, WRITERS, IssueMade, Printed, Text
from tests.material import ROOT, SAMPLE

LAWS = ROOT.parent / "shared" / "corpora" / "laws.jsonl.xz"
ISSUES = 950
_FIRST_YEAR = 1979
#: As many documents stand in an issue as a province's gazette prints of laws' length.
_DOCUMENTS = (3, 4, 5, 6, 6)
_SIGNS = ("海政发", "海政办发", "海财规")


def texts(corpus: Path | None) -> list[Text]:
    """The corpus' documents in a shuffled order, or documents of the bundled issue's paragraphs."""
    rng = random.Random(11)
    if corpus is None or not corpus.exists():
        return list(_recombined(rng))
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        found = [_text(json.loads(line)) for line in lines]
    rng.shuffle(found)
    return found


def _text(record: dict[str, str]) -> Text:
    title = " ".join(record["title"].split())
    lines = [line.strip() for line in record["text"].split("\n") if line.strip()]
    return Text(title, tuple(lines[lines[:1] == [title] :]))


def _recombined(rng: random.Random) -> Iterator[Text]:
    lines = [line.strip() for line in SAMPLE.read_text("utf-8").split("\n")]
    prose = [line for line in lines if len(line) > 60 and "\t" not in line and line[0] != "["]
    for number in range(1, 400):
        subject = rng.choice(prose).split("，")[0].split("。")[0][:12]
        yield Text(f"{subject}管理办法（第{number}号）", tuple(rng.choices(prose, k=60)))


def issues(count: int, corpus: Path | None = LAWS) -> Iterator[IssueMade]:
    """So many issues in order, twelve or twenty-four a year."""
    rng = random.Random(29)
    source = cycle(texts(corpus))
    year, number, a_year = _FIRST_YEAR, 0, 24
    for cumulative in range(1, count + 1):
        if number == a_year:
            year, number, a_year = year + 1, 0, rng.choice((12, 24, 24, 24))
        number += 1
        day = date(year, 1, 1) + timedelta(days=number * 360 // a_year)
        some = tuple(_documents(rng, source, day, number))
        yield IssueMade(year, number, cumulative, day, some, wrapped=rng.random() < 0.25)


def _documents(
    rng: random.Random, source: Iterator[Text], day: date, issue: int
) -> Iterator[Printed]:
    page = 3
    kinds = sorted(rng.choices(range(len(CATEGORIES)), k=rng.choice(_DOCUMENTS)))
    for place, kind in enumerate(kinds):
        text = next(source)
        sign = f"{_SIGNS[kind]}〔{day.year}〕{issue * 10 + place}号"
        when = day - timedelta(days=rng.randrange(10, 60))
        long = [p for p in text.paragraphs if len(p) > 30]
        note = rng.choice(long).split("。")[0] if long and rng.random() < 0.5 else ""
        yield Printed(text, kind, sign, when, page, tuple(_rows(rng)), note)
        page += 1 + sum(map(len, text.paragraphs)) // PAGE


def _rows(rng: random.Random) -> Iterator[tuple[str, ...]]:
    if rng.random() < 0.3:
        yield ("指标", "单位", "数量", "比上年增长（%）")
        for name in rng.sample(("粮食产量", "财政收入", "学校", "公路里程", "用电量", "床位"), 4):
            yield (name, "万", f"{rng.uniform(1, 9999):.2f}", f"{rng.uniform(-9, 20):.1f}")


def fill(
    folder: Path,
    count: int = ISSUES,
    corpus: Path | None = LAWS,
    formats: tuple[str, ...] = ("txt",),
) -> int:
    """Write so many issues below a folder, a folder a year; returns how many characters.

    The first of the formats is what most are written in; each other one has every tenth issue.
    """
    characters = 0
    for issue in issues(count, corpus):
        other = issue.cumulative % 10
        kind = formats[other] if other < len(formats) else formats[0]
        text = WRITERS[kind](issue)
        place = folder / str(issue.year) / f"{issue.year}-{issue.number:02}.{kind}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        characters += len(text)
    return characters


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=ISSUES)
    parser.add_argument("--corpus", type=Path, default=LAWS)
    parser.add_argument("--formats", default="txt", help="for example txt,html,md")
    asked = parser.parse_args()
    formats = tuple(asked.formats.split(","))
    if unknown := set(formats) - set(WRITERS):
        parser.error(f"unknown formats: {', '.join(sorted(unknown))}")
    characters = fill(asked.folder, asked.issues, asked.corpus, formats)
    print(f"{asked.issues} issues, {characters} characters in {asked.folder}")


if __name__ == "__main__":
    main()
