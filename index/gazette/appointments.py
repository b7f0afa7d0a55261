"""Reads who was appointed to, or removed from, which post (人事任免)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.gazette.lettering import compact, drop_han_spaces
from index.gazette.names import is_person
from index.gazette.patterns import is_date_line
from search.document import Appointment, Block, Document
from search.recognise import DATE, document_numbers, han_number, parse_date

_KINDS = ("paragraph", "heading", "date")
APPOINT, REMOVE = "任命", "免去"
_SUBJECT = re.compile(r"任免|任命|任职|免职|免去|聘任|解聘")
# 3月3日 省政府决定，… · 三月三日
_MONTH_DAY = re.compile(
    r"\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_VERB = re.compile(r"任命|免去|决定|不再")
_SAME_DAY = re.compile(r"\s*同\s*日")
_NUMBER_IN_BRACKETS = re.compile(
    r"[（(][^（）()]{0,20}[〔\[（(][0-9０-９]{4}[〕\])）][^（）()]{0,20}号\s*[)）]"
)
_CLAUSE = re.compile(r"[。；;\n]|(?<=职务)\s*[,，]|[,，](?=\s*(?:任命|免去|同时|其|不再))|[:：]")
# 于 亮: a name of two characters, spaced out to the width of three
_SPACED_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?=[为任的不等同、和，（(])"
)
_ACT_BEFORE = re.compile(r"(任命|免去)(?=\S)")
_NAME = r"[\u4e00-\u9fff·•]+(?:\s*[（(][^（）()]{1,12}[)）])?"
_NAMES = rf"(?P<names>{_NAME}(?:\s*[\s、和,，]\s*{_NAME}){{0,200}}?)"
# 任命杨凯为省安全生产监督管理局局长 · 李四任省财政厅副厅长
_TO = re.compile(rf"(?:.*?任命\s*)?{_NAMES}\s*(?:等?同志)?\s*(?:为|担任|任)\s*(?P<post>\S.*)$")
# 免去柴伟的省安全生产监督管理局局长职务
_FROM = re.compile(
    rf"(?:.*?免去\s*)?{_NAMES}?\s*(?:等?同志)?\s*的\s*(?P<post>\S.*?)\s*(?:职务|职)?$"
)
# 王五不再担任省水利厅厅长职务
_NO_MORE = re.compile(
    rf"{_NAMES}?\s*(?:同志)?\s*不再(?:担任|兼任|任)\s*(?P<post>\S.*?)\s*(?:职务)?$"
)
_HIS = re.compile(r"(?:.*?免去\s*)?其\s*(?P<post>\S.*?)\s*(?:职务)?$")
# 陈良 广东省公安厅副厅长, in a list below 任命：
_LISTED = re.compile(
    r"(?P<names>(?!任命|免去)[\u4e00-\u9fff·•]{2,12}|[\u4e00-\u9fff] [\u4e00-\u9fff]) "
    r"(?P<post>(?!为|任|的|同志|和|、)\S.*)$"
)
# 孙立明任省规划局局长 · 张三、李四同志兼任…
_TAKES = re.compile(
    r"([\u4e00-\u9fff·•]{2,12}?)(?:、[\u4e00-\u9fff·•]{2,12}?){0,200}(?:同志)?兼?任(?!命|免|职)[\u4e00-\u9fff]"
)
# Other words for the two acts: 聘任王建国为… · 解聘李大明的… · 撤销赵刚的…职务 ·
# 接受周小平辞去…职务 · 其…职务自然免除
_WORDINGS = (
    (re.compile(r"聘任(?=\S)"), APPOINT),
    (re.compile(r"(?:解聘|撤销)(?=\S)"), REMOVE),
    (
        re.compile(r"^.{0,40}?(?:接受|同意)([\u4e00-\u9fff·•]{2,12}?)(?:同志)?辞去(?=\S)"),
        rf"{REMOVE}\1的",
    ),
    (re.compile(r"^(.+职务)自然免除$"), rf"{REMOVE}\1"),
)
_CLAUSE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision: its paragraphs and the date and 文号 that hold for all of them."""

    day: date | tuple[int, int] | None
    number: str | None
    texts: tuple[str, ...]


def is_about_posts(document: Document) -> bool:
    """True for a document whose title or category speaks of appointments."""
    return _SUBJECT.search(f"{document.title} {document.category or ''}") is not None


def appointments(document: Document, year: int | None) -> list[Appointment]:
    """Every appointment and removal a document decides, in order.

    A date without year takes it from the decision's own 文号, else from the document's date,
    else ``year``, the issue's.
    """
    texts = [b.text for b in document.blocks[1:] if b.kind in _KINDS or _is_dated(b)]
    found: list[Appointment] = []
    for decision in _decisions(texts):
        number = decision.number or document.number
        day = _day(decision, number, document.issued, year)
        found += [replace(a, date=day, number=number) for a in _records(decision.texts)]
    return list(dict.fromkeys(found))


def _is_dated(block: Block) -> bool:
    """A date alone below the title opens the first of several sections."""
    return block.kind == "byline" and is_date_line(block.text)


def _decisions(texts: Iterable[str]) -> Iterator[_Decision]:
    """Cut at dates that open a paragraph, and after a 文号 in brackets."""
    day: date | tuple[int, int] | None = None
    gathered: list[str] = []
    for text in texts:
        opened = _opening_day(text)
        if (opened or _SAME_DAY.match(text)) and gathered:
            yield _Decision(day, None, tuple(gathered))
            gathered = []
        day = opened or day
        at = 0
        for match in _NUMBER_IN_BRACKETS.finditer(text):
            if numbers := document_numbers(match[0]):
                gathered.append(text[at : match.start()])
                yield _Decision(day, numbers[0].canonical, tuple(gathered))
                gathered, at = [], match.end()
        gathered.append(text[at:])
    yield _Decision(day, None, tuple(gathered))


def _opening_day(text: str) -> date | tuple[int, int] | None:
    """The date before the decision's first verb: 国务院2020年9月4日任命… · 3月3日 省政府决定，…"""
    head = _VERB.split(text[:60], maxsplit=1)[0]
    if DATE.search(head):
        return parse_date(head)
    match = _MONTH_DAY.match(text)
    try:
        return (han_number(match[1]), han_number(match[2])) if match else None
    except ValueError:
        return None


def _day(
    decision: _Decision, number: str | None, issued: date | None, year: int | None
) -> date | None:
    if not isinstance(decision.day, tuple):
        return decision.day or issued
    printed = re.search(r"〔(\d{4})〕", number or "")
    of = int(printed[1]) if printed else issued.year if issued else year
    try:
        return date(of, *decision.day) if of else None
    except ValueError:
        return None


def _records(texts: Sequence[str]) -> Iterator[Appointment]:
    act = ""
    for text in texts:
        last = ""  # 其 and 不再 speak of a person of the same paragraph
        for clause in _clauses(text):
            act = _act(clause, act)
            found = list(_clause_records(clause, APPOINT if _takes_up(clause) else act, last))
            last = found[-1].person if found else last
            yield from found


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(text):
        bare = clause.strip(" \u3000,，、")[: _CLAUSE_LENGTH + 1]
        for wording, act in _WORDINGS:
            bare = wording.sub(act, bare)
        bare = _ACT_BEFORE.sub(r"\1 ", bare)
        bare = " ".join(bare.split())
        bare = _SPACED_NAME.sub(r"\1\2", bare)
        if 0 < len(bare) <= _CLAUSE_LENGTH:
            yield bare


def _act(clause: str, act: str) -> str:
    """The act a clause names; 任命 and 免去 hold on for the clauses after it."""
    if "不再" in clause:
        return act
    places = {
        clause.rfind(word, 0, 40): name for word, name in ((APPOINT, APPOINT), (REMOVE, REMOVE))
    }
    latest = max(places)
    return places[latest] if latest >= 0 else act


def _clause_records(clause: str, act: str, last: str) -> Iterator[Appointment]:
    if act and (match := _LISTED.match(clause)) and is_person(compact(match["names"])):
        yield from _each(compact(match["names"]), match["post"], act)
        return
    for pattern, its_act in ((_NO_MORE, REMOVE), (_FROM, REMOVE), (_TO, APPOINT)):
        if (pattern is _FROM and act != REMOVE) or (pattern is _TO and act == REMOVE):
            continue
        if (pattern is _TO and not act) or (pattern is _NO_MORE and "不再" not in clause):
            continue
        if (match := _HIS.match(clause) if its_act == REMOVE and last else None) or (
            match := pattern.match(clause)
        ):
            names = match.groupdict().get("names") or last
            yield from _each(names, match["post"], its_act)
            return


def _takes_up(clause: str) -> bool:
    """True for 孙立明任…, which appoints whatever act the clauses before it named."""
    match = _TAKES.match(clause)
    return match is not None and is_person(match[1])


def _each(names: str, post: str, act: str) -> Iterator[Appointment]:
    post = drop_han_spaces(_close_brackets(post)).strip("，,。")
    for name in re.split(r"[、和,，\s]", names):
        person = _person(name)
        if person and post:
            yield Appointment(None, None, person, post, act)


def _close_brackets(post: str) -> str:
    """Without the space between a bracket and the word it stands beside."""
    return re.sub(r"(?<=[)）])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=[(（])", "", post)


def _person(name: str) -> str:
    bare = re.sub(r"[（(].*$|\s|等?同志$", "", name)
    bare = re.sub(r"^.*?(?:任命|免去|决定|同意|批准)", "", bare)
    bare = re.sub(r"(?<=..)兼$", "", bare)  # 李国强兼任…
    return bare if 2 <= len(bare) <= 16 else ""
