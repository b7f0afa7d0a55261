"""Reads the front pages: what issue this is, and the lines of its masthead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index.gazette.lettering import compact
from index.gazette.patterns import (
    CONTENTS_HEAD,
    CUMULATIVE,
    ISSUE_NUMBER,
    ORDER_TITLE,
    is_gazette_title,
)
from index.plaintext import Line
from search.recognise import DATE, han_number, parse_date

#: So many lines may stand before the contents list or the first document.
FRONT_LINES = 120
_YEAR = re.compile(r"[（(]?\s*((?:19|20)[0-9]{2})\s*年?\s*[)）]?$")
_MONTH_DAY = re.compile(r"\s*([0-9０-９]{1,2})\s*月\s*([0-9０-９]{1,2})\s*日\s*(?:出版|出刊)?\s*")
_DATE_NOISE = re.compile(r"(?:出版|出刊|发行|日期|[（）():：\s])")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front pages say of the issue."""

    title: str | None = None
    year: int | None = None
    number: int | None = None
    cumulative: int | None = None
    published: date | None = None

    @property
    def known(self) -> bool:
        """True where a gazette's title and the issue's number are both there."""
        return self.title is not None and self.number is not None


def issue_facts(lines: Sequence[Line]) -> Facts:
    """The facts of an issue, read from the lines before its contents list or first document."""
    texts = [line.text for line in lines[:FRONT_LINES] if len(line.text) <= 80]
    number, year = _issue_number(texts)
    published = _published(texts) or _published_in(texts, year or _lone_year(texts))
    return Facts(
        _title(texts, strict=number is None),
        year or _lone_year(texts) or (published.year if published and number else None),
        number,
        _cumulative(texts),
        published,
    )


def _title(texts: Iterable[str], strict: bool) -> str | None:
    for text in texts:
        head = ISSUE_NUMBER.sub("", CUMULATIVE.sub("", text)).strip("（()） \u3000")
        if is_gazette_title(head, strict):
            return compact(head)
    return None


def _issue_number(texts: Iterable[str]) -> tuple[int | None, int | None]:
    number = year = None
    above = ""
    for text in texts:
        match = ISSUE_NUMBER.search(CUMULATIVE.sub("", text))
        ordered, above = ORDER_TITLE.match(above) is not None, text
        if match and not ordered and _is_front_line(text, match):
            number = number or _figure(match[2])
            year = year or _figure(match[1])
    return number, year


def _is_front_line(text: str, match: re.Match[str]) -> bool:
    """第12号 is an issue's number only beside its year or alone; 文号 and orders have it too."""
    return match[0][-1] == "期" or match[1] is not None or len(text) <= 8


def _figure(figures: str | None) -> int | None:
    try:
        return han_number(figures) if figures else None
    except ValueError:
        return None


def _lone_year(texts: Iterable[str]) -> int | None:
    return next((int(m[1]) for text in texts if (m := _YEAR.match(text))), None)


def _cumulative(texts: Iterable[str]) -> int | None:
    return next((_figure(m[1]) for text in texts if (m := CUMULATIVE.search(text))), None)


def _published(texts: Iterable[str]) -> date | None:
    """The date that says 出版, else a date that stands alone."""
    dated = [text for text in texts if DATE.search(text)]
    said = [text for text in dated if "出版" in text or "出刊" in text]
    alone = [text for text in dated if not _DATE_NOISE.sub("", DATE.sub("", text))]
    return next(filter(None, map(parse_date, said + alone)), None)


def _published_in(texts: Iterable[str], year: int | None) -> date | None:
    """9月10日 alone on its line, in the issue's year."""
    found = next(filter(None, map(_MONTH_DAY.fullmatch, texts)), None)
    try:
        return date(year, han_number(found[1]), han_number(found[2])) if found and year else None
    except ValueError:
        return None


def masthead(lines: Iterable[Line], facts: Facts) -> tuple[str, ...]:
    """The front lines that say something else than the facts of the issue."""
    return tuple(line.text for line in lines if not _is_fact(line.text, facts))


def _is_fact(text: str, facts: Facts) -> bool:
    if len(text) > 80 or CONTENTS_HEAD.match(text):
        return len(text) <= 80
    rest = CUMULATIVE.sub("", text)
    rest = ISSUE_NUMBER.sub("", rest) if rest != text or facts.number is not None else rest
    if facts.published:
        rest = _DATE_NOISE.sub("", _MONTH_DAY.sub("", DATE.sub("", rest)))
    rest = compact(rest).replace(facts.title or "\0", "", 1)
    return not rest.strip("()（）·,，") or (facts.year is not None and rest == str(facts.year))
