"""Takes an entry of a contents list apart: title, author, 文号, page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.contents_place import LEADERS
from index.gazette.lettering import compact
from index.gazette.names import is_person
from index.gazette.patterns import GENRES, number_line
from index.plaintext import join
from search.document import ContentsEntry
from search.recognise import document_numbers

# （省政府令第265号）
_ORDER_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}令\s*第?\s*[0-9０-９]{1,5}\s*号")
# （国家税务总局公告2019年第6号） · 国家税务总局令2019年第44号
_YEARLY = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:公告|通告|令)\s*[（(〔\[]?[0-9０-９]{4}\s*年?[）)〕\]]?\s*第\s*[0-9０-９]{1,5}\s*号"
)
# …减免政策的通知|财税〔2019〕13号: the organ begins behind the title's last word
_GENRE_WORDS = "|".join(re.findall(r"(?<![^|])[\u4e00-\u9fff]{2,}(?![^|])", GENRES))
_TITLE_END = re.compile(rf"[\u4e00-\u9fff]*(?:{_GENRE_WORDS}|的函|的令)(?=[\u4e00-\u9fff])")
_BYLINE = re.compile(r"本刊\S{0,10}|新华社\S{0,6}")


def contents_entry(
    lines: Sequence[str], category: str | None, page: int | str | None
) -> ContentsEntry:
    """The entry that some lines of a contents list make up; page and leaders are off already."""
    title, number = _number_below(lines) or _split_number(join(lines).strip(LEADERS))
    title, author = _split_author(title)
    return ContentsEntry(category, title, author, number, page)


def _number_below(lines: Sequence[str]) -> tuple[str, str] | None:
    """Title and 文号 where the last line is the 文号 and nothing else."""
    last = lines[-1].strip() if len(lines) > 1 else ""
    if not number_line(last):
        return None
    title = join(lines[:-1]).strip(LEADERS)
    return (title, _canonical(last.strip("（() ）"))) if title else None


def _canonical(number: str) -> str:
    found = document_numbers(number)
    return found[0].canonical if found else compact(number)


def _split_number(text: str) -> tuple[str, str | None]:
    span = _number_span(text)
    if span is None:
        return text, None
    start, end = span
    number = _canonical(text[start:end])
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith(("（", "(")) and after.startswith(("）", ")")):
        before, after = before[:-1], after[1:]
    elif after.strip(LEADERS) or not before:
        return text, number
    return (before.strip() + after).strip(LEADERS), number


def _number_span(text: str) -> tuple[int, int] | None:
    if found := document_numbers(text):
        start, end = found[-1].start, found[-1].end
        title = _TITLE_END.match(text, start, end)
        return (title.end() if title else start), end
    match = _YEARLY.search(text) or _ORDER_NUMBER.search(text)
    return match.span() if match else None


def _split_author(title: str) -> tuple[str, str | None]:
    head, _, last = title.rpartition(" ") if " " in title else title.rpartition("\u3000")
    if len(compact(head)) >= 4 and (is_person(last) or _BYLINE.fullmatch(last)):
        return head.strip(), last
    return title, None
