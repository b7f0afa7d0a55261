"""How well web pages are read: `make measure-pages` prints titles, dates and bodies against gold.

A title is right where it is the gold title but for white space, a date where it is the same day.
A body is compared by the longest common subsequence of the characters of both, white space left
out: recall is its length by that of the gold body, precision by that of the body that was read;
both are averaged over the pages. So text that is missing, added or out of order costs.

Three gold bodies leave out the tables that stand in the same element: there all that its tags
hold is gold. The prose alone, without the rows of tables, is held against the gold bodies as they
are. The gold title and date are those of the page's own meta tags. Where it has none,
its title is that of <title> and its date that beside 发布日期 in its metadata table, both read by
a plain pattern and not by the reader.

The second and the third table read the same pages after they were robbed of what tells where
things are; the date then counts only where the page still says it, since many a PubDate is
another day than the one that the page shows.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

from index.html.body import WELL_KNOWN
from index.html.page import read_html
from index.transcript import Transcript
from tests.material import ROOT

FOLDER = ROOT.parent / "shared" / "html"
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_NAMED = re.compile(r"""\s(?:id|class)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_UCAP = re.compile(r"(</?)ucap\w+", re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_PUBLISHED = re.compile(r"发布日期：</b></td>\s*<td>(\d{4})年(\d\d)月(\d\d)日")


@dataclass(frozen=True, slots=True)
class Gold:
    """What is true of a page: None and "" where nobody says."""

    path: Path
    title: str
    published: date | None
    body: str
    prose: str


@dataclass(frozen=True, slots=True)
class Result:
    """What was read of a page, against what is true of it: None where nobody says."""

    name: str
    title: bool | None
    published: bool | None
    recall: float | None
    precision: float | None
    prose_recall: float | None
    prose_precision: float | None
    said: str


def gold_pages(folder: Path = FOLDER) -> list[Gold]:
    """The pages of a folder that holds a gold.jsonl."""
    rows = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
    return [_gold(folder / row["file"], row) for row in rows]


def _gold(path: Path, row: dict[str, object]) -> Gold:
    meta = dict(row["meta"])  # type: ignore[call-overload]
    text = path.read_text("utf-8", "replace")
    day = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", meta.get("PubDate", ""))
    day = day or _PUBLISHED.search(text)
    title = meta.get("ArticleTitle") or _titled(text)
    published = date(*map(int, day.groups())) if day else None
    whole = _cell(text)
    body = whole if "<table" in whole else str(row["gold_body"])
    prose = unescape(str(row["gold_body"]))
    return Gold(path, title, published, unescape(_TAG.sub(" ", body)), prose)


def _cell(text: str) -> str:
    """What stands between the tags of the table cell that is named UCAP-CONTENT."""
    found = re.search(r"<td[^>]*\bid=\"UCAP-CONTENT\"[^>]*>", text)
    depth, start = 1, found.end() if found else len(text)
    for tag in re.finditer(r"<(/?)td\b", text[start:]):
        depth += -1 if tag[1] else 1
        if not depth:
            return text[start : start + tag.start()]
    return ""


def _titled(text: str) -> str:
    """What <title> says before the site's name."""
    found = _TITLE.search(text)
    return re.split(r"\s*[_|]|-\s*$", unescape(found[1]))[0] if found else ""


def bare(text: str) -> str:
    """A text without any white space."""
    return "".join(text.split())


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence of two texts (Crochemore et al., 2001)."""
    places: dict[str, int] = {}
    for i, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << i
    row = whole = (1 << len(one)) - 1
    for char in other:
        hits = row & places.get(char, 0)
        row = (row + hits | row - hits) & whole
    return len(one) - row.bit_count()


def judge(gold: Gold, read: Transcript) -> Result:
    """A page's transcript against what is true of it."""
    stated = read.stated
    assert stated is not None
    whole = _alike(gold.body, "".join(line.text for line in read.lines))
    prose = _alike(gold.prose, "".join(line.text for line in read.lines if not line.is_row))
    return Result(
        gold.path.name,
        bare(stated.title or "") == bare(gold.title) if gold.title else None,
        stated.published == gold.published if gold.published else None,
        *whole,
        *prose,
        f"{stated.title} | {stated.published}",
    )


def _alike(gold: str, read: str) -> tuple[float | None, float | None]:
    """Recall and precision of a text; None for both where there is no gold."""
    want, got = bare(gold), bare(read)
    shared = common(want, got)
    return (shared / len(want), shared / max(len(got), 1)) if want else (None, None)


def without_known(text: str) -> str:
    """A page without its meta tags and the well-known names of bodies."""

    def robbed(match: re.Match[str]) -> str:
        names = re.sub(r"[-_\d]", "", match[1] or match[2] or "").lower().split()
        return "" if WELL_KNOWN & set(names) else match[0]

    return _NAMED.sub(robbed, _UCAP.sub(r"\1div", _META.sub("", text)))


def without_names(text: str) -> str:
    """A page without its meta tags and without any id and class."""
    return _NAMED.sub("", _UCAP.sub(r"\1div", _META.sub("", text)))


#: What is printed of the results.
COLUMNS = ("title", "published", "recall", "precision", "prose_recall", "prose_precision")
#: What is done to a page before it is read.
ROBBERIES: dict[str, Callable[[str], str]] = {
    "the pages as they are": lambda text: text,
    "without meta tags and well-known body names": without_known,
    "without meta tags and without any id and class": without_names,
}


@cache
def results(robbery: str) -> tuple[Result, ...]:
    """All pages of the collection, read after a robbery."""
    return tuple(measure(gold_pages(), ROBBERIES[robbery]))


def measure(pages: Iterable[Gold], robbed: Callable[[str], str]) -> Iterable[Result]:
    """The results of some pages, each read after it was robbed."""
    for gold in pages:
        text = gold.path.read_bytes().decode("utf-8", "surrogateescape")
        left = robbed(text)
        if left != text and not _says(left, gold.published):
            gold = replace(gold, published=None)
        yield judge(gold, read_html(left.encode("utf-8", "surrogateescape")))


def _says(text: str, day: date | None) -> bool:
    """True for a page that says a day, in whatever way, outside of its scripts and comments."""
    if day is None:
        return False
    shown = re.sub(r"(?s)<script.*?</script>|<!--.*?-->|<[^>]*>", "", text)
    pattern = rf"{day.year}\s*[-/.年]\s*0?{day.month}\s*[-/.月]\s*0?{day.day}(?!\d)"
    return re.search(pattern, shown) is not None or f"{day:%Y-%m-%d}" in shown


def share(values: Iterable[float | bool | None]) -> tuple[float, int]:
    """The mean of what is known, and of how many."""
    known = [float(value) for value in values if value is not None]
    return sum(known) / max(len(known), 1), len(known)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    pages = gold_pages(folder)
    for name, robbed in ROBBERIES.items():
        found = list(measure(pages, robbed))
        print(f"\n{name}: {len(found)} pages, none raised")
        for column in COLUMNS:
            value, known = share(getattr(result, column) for result in found)
            print(f"  {column.replace('_', ' '):<15} {value:7.2%} of {known}")
        for result in found:
            wrong = result.title is False or result.published is False
            if wrong or min(result.recall or 1, result.precision or 1) < 0.97:
                print(
                    f"    {result.name[:36]:<36} {result.recall} {result.precision} {result.said}"
                )


if __name__ == "__main__":
    main()
