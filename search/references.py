"""Finds what a text cites: 文号 and 《titles》, and the short names that it gives them.

Official documents write 《title》（文号，以下简称《short name》）; from there on the short name
stands for the title. What nobody can tell from others (《意见》 without such a rule) is no
reference, nor is what is attached to the document itself (《…表》（附件1）).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.folding import Folded, fold
from search.naming import bare, tells
from search.recognise import document_numbers

#: A title's bare form -> its number, or a number -> its title.
Names = dict[str, str]

#: A longer title is two with a mark missing between them (characters).
_LONGEST = 150
# What every reference has: 《…》 or …号.
_MAY_CITE = re.compile(r"[《︽号號]")
_STOPS = "\n\t。；;"
# An issuer stands so near before its title (characters).
_BEFORE = 60
_BRACKETS = {"(": ")", "〔": "〕", "[": "]", "【": "】", "{": "}"}
# A longer bracket says other things than a number and a short name (characters).
_LONGEST_BRACKET = 80
# （附件1）, （见附表2）, （样式见附件）: what a bracket begins with behind a title that is attached
_ATTACHED = re.compile(r"\s*(?:见|详见)?(?:附件|附表|附录|附后|样式见|格式见|附(?=\d|[)]))")
# 工程（2015）3号楼 is no 文号.
_NOT_BEHIND = frozenset("楼线路机井门院桥")
# 以下简称《意见》, 简称为“《意见》”
_SHORT = re.compile(r"简称(?:为|作)?[:：]?[\"“]?《(?P<short>[^《》\n\t]{2,40})》")
# 》，以下简称《意见》
_SHORT_BEHIND = re.compile(rf"[,，、]?\s*(?:以下)?{_SHORT.pattern}")
# What stands before an organ's sign and is not of it: 印发的冀科办, 财政部国科发财字
_BEFORE_SIGN = re.compile(
    r".*(?:[的日被们依]|办公[厅室]|委员会|部门|通知|办法|规定|意见|方案|措施|符合|总局|总署|[\u4e00-\u9fff]{2}部(?=..))"
    r"(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something cited at [start, end) of a text.

    ``title`` (without its marks) and ``number`` (canonical) name it; where a text gives both,
    《…》（国发〔2017〕35号）, each of the two places has both. ``is_number`` says which of them
    stands here. ``before`` is what stands in front of the title: its issuer, perhaps.
    """

    start: int
    end: int
    title: str
    number: str
    is_number: bool
    before: str = ""

    @property
    def key(self) -> str:
        """The same for all references to one thing in one document."""
        return self.number or bare(self.title)


def references(text: str) -> tuple[Reference, ...]:
    """What a text cites, in order; none inside another."""
    return read([text])[0]


def read(texts: Iterable[str]) -> list[tuple[Reference, ...]]:
    """What each of the passages of a document cites, read one after the other."""
    reader = _Reader()
    return [tuple(reader.read(text)) for text in texts]


def completed(passages: Sequence[tuple[Reference, ...]]) -> list[tuple[Reference, ...]]:
    """The same with the number that the document gives to a title elsewhere, where it is always
    the same; and with its title beside a number.
    """
    pairs = {
        (bare(each.title), each.number): each.title
        for references in passages
        for each in references
        if each.title and each.number
    }
    numbers = _only(pairs)
    titles = _only((number, title) for (_, number), title in pairs.items())
    return [tuple(_complete(each, numbers, titles) for each in found) for found in passages]


class _Reader:
    """Remembers the short names that a document has given so far, by their bare form.

    None stands for what is no reference: a paper that is attached, a title that tells nothing.
    """

    def __init__(self) -> None:
        self._short: dict[str, Reference | None] = {}

    def read(self, text: str) -> list[Reference]:
        """What the next passage cites, in order."""
        if not _MAY_CITE.search(text):
            return []
        folded = fold(text)
        found = (
            replace(each, start=start, end=end)
            for each in self._found(folded, text)
            for start, end in [folded.span(each.start, each.end)]
        )
        return sorted(found, key=lambda each: each.start)

    def _found(self, folded: Folded, printed: str) -> Iterator[Reference]:
        """References whose places are those of the folded text."""
        text = folded.text
        titles = list(_titles(text))
        numbers = {
            number.start: number
            for number in _numbers(text)
            if not any(start < number.start < end for start, end in titles)
        }
        for start, end in titles:
            behind = _read_behind(text, end, numbers.values())
            named = _title(text, start, end, printed[slice(*folded.span(start, end))])
            title = self._meant(named, behind)
            if title:
                yield title
            if title and behind.number:
                numbers[behind.number.start] = replace(behind.number, title=title.title)
            if behind.short:
                self._short[bare(behind.short)] = title
        yield from numbers.values()

    def _meant(self, title: Reference, behind: _Behind) -> Reference | None:
        """What a title stands for where it stands; None where it is no reference."""
        name = bare(title.title)
        if behind.attached:
            return None
        if name in self._short:
            meant = self._short[name]
            return meant and replace(meant, start=title.start, end=title.end)
        if behind.number:
            return replace(title, number=behind.number.number)
        return title if tells(name) else None


@dataclass(frozen=True, slots=True)
class _Behind:
    """What the brackets behind a title say: its 文号, its short name, that it is attached."""

    number: Reference | None
    short: str
    attached: bool


def _read_behind(text: str, at: int, numbers: Iterable[Reference]) -> _Behind:
    number, short, attached = None, "", False
    while bracket := _bracket(text, at):
        start, at = bracket
        inside = [each for each in numbers if start <= each.start and each.end < at]
        if number is None and len(inside) == 1 and not text[start : inside[0].start].strip():
            number = inside[0]
        said = _SHORT.findall(text[start : at - 1])
        short = said[0] if len(said) == 1 else short
        attached = attached or bool(_ATTACHED.match(text[start:at]))
    comma = _SHORT_BEHIND.match(text, at)
    return _Behind(number, comma["short"] if comma else short, attached)


def _bracket(text: str, at: int) -> tuple[int, int] | None:
    """Where the inside of a bracket begins that opens at a place, and where the bracket ends."""
    while text[at : at + 1] == " ":
        at += 1
    opening = text[at : at + 1]
    closing = _BRACKETS.get(opening)
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST_BRACKET)) if closing else ():
        depth += (text[place] == opening) - (text[place] == closing)
        if not depth:
            return at + 1, place + 1
    return None


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Where titles stand, marks included; the outermost where one holds another. What is not
    closed soon and in its sentence is none.
    """
    at = text.find("《")
    while at >= 0:
        end = _end_of_title(text, at)
        if end:
            yield at, end
        at = text.find("《", end or at + 1)


def _end_of_title(text: str, start: int) -> int:
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        char = text[place]
        if char in _STOPS:
            return 0
        depth += (char == "《") - (char == "》")
        if not depth:
            return place + 1
    return 0


def _title(text: str, start: int, end: int, printed: str) -> Reference:
    before = re.split(r"[\n\t。;]", text[max(0, start - _BEFORE) : start])[-1]
    return Reference(start, end, printed[1:-1].strip(), "", False, before)


def _numbers(text: str) -> Iterator[Reference]:
    for number in document_numbers(text):
        ahead = _BEFORE_SIGN.match(number.organ)
        cut = ahead.end() if ahead else 0
        if len(number.organ) - cut > 1 and text[number.end : number.end + 1] not in _NOT_BEHIND:
            yield Reference(number.start + cut, number.end, "", number.canonical[cut:], True)


def _complete(each: Reference, numbers: Names, titles: Names) -> Reference:
    number = each.number or numbers.get(bare(each.title), "")
    return replace(each, number=number, title=each.title or titles.get(number, ""))


def _only(pairs: Iterable[tuple[str, str]]) -> Names:
    """What each is paired with, where that is always the same."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {one: others.pop() for one, others in found.items() if len(others) == 1}
