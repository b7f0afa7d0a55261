"""The names under which other texts cite a document, and when two names are the same.

What gazettes do is general: a notice is known by its title, with or without its issuer, and by
what it prints (关于印发《X》的通知 is cited as 《X》 too); a statute with or without its country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.folding import fold

#: Ranks of a name: of the document itself; of what it prints or has attached; of what it passes
#: on and another has issued.
OWN, PRINTED, PASSED_ON = range(3)

#: A shorter name is nobody's alone (《意见》, 《实施方案》), unless it is a statute's (《公司法》).
SHORTEST = 6
#: Tables and lists attached to notices are called alike; a part's name has to say more.
_SHORTEST_PART = 8
_COUNTRY = "中华人民共和国"
# 公司法, 民法典, 出版管理条例; not 办法
_STATUTE = re.compile(r".*(?:(?<![办方做用])法|法典|条例)")
# 实施意见, 若干政策措施, 重点任务分工方案: words that any office uses for any document
_GENERIC = re.compile(
    r"(?:本|该|实施|指导|若干|工作|暂行|试行|管理|总体|行动|具体|重点|主要|任务|分工|贯彻|落实|政策|"
    r"专项|年度|发展|建设|改革|试点|应急|评价|评估|考核|配套|三年|五年|十三五|十四五|有关|相关|问题|审批|"
    r"服务|推进|推广|统计|监督|检查|技术|项目|申报|申请|补充|修订|最终|征求|进度|安排|责任|部门|目标)*"
    r"(?:意见|方案|办法|目录|通知|规定|规划|计划|决定|纲要|细则|指南|标准|清单|报告|要点|措施|公告|批复|"
    r"章程|准则|规则|制度|名单|通报|规范|政策|协议|合同|导则|意见稿|年报|预案|文件|草案)"
    r"|(?:本|该|实施|管理|暂行)*(?:条例|法典|法)"
)
# 残疾人证, 减免税申请表, 行政处罚决定书: papers that are filled in
_FORM = re.compile(
    r".*(?:证|证书|表|回执)"
    r"|.*(?:申报|申请|通知|决定|确认|承诺|责任|任务|委托|告知|证明|同意|合同|协议)书"
)
_OPEN, _CLOSE = "《〈<＜", "》〉>＞"
# 关于印发《X》的通知, 国务院办公厅转发…意见的通知, 关于公布X的公告: what it carries
_CARRIES = re.compile(
    r"(?P<before>.*?)(?:关于)?(?:(?P<prints>印发|发布|公布|颁发|颁布|下发)|转发|批转)"
    r"(?P<what>.+?)的(?:通知|决定|公告|通告|函|令)"
)
# 〈A〉, 〈A〉〈B〉, 〈A〉和〈B〉, 省卫生计生委等部门〈A〉; not 〈A〉实施细则, not 贯彻〈A〉
_MARKED = re.compile(
    rf"(?P<who>(?:[^{_OPEN}]*[部委厅局院会署办室门府])?)[{_OPEN}](?P<titles>.+)[{_CLOSE}](?:等.{{0,8}})?"
)
# 科技部等六部门印发《关于…, 国办转发发展改革委关于…: what stands before 关于 is no issuer
_NO_ISSUER = re.compile(rf"[{_OPEN}{_CLOSE}]|印发|发布|公布|颁发|颁布|下发|转发|批转")
# 〈 · 、 · a space: no letter, no figure
_SIGNS = re.compile(r"[\W_]+")
# 〉〈, 》和《: between two titles that are printed together
_BETWEEN = re.compile(rf"[{_CLOSE}][、，,和及与]{{0,2}}[{_OPEN}]")
# Where a title may hold another one: behind these words it begins, behind those it ends.
_SEAMS = re.compile(
    r"[\W_]+|(?<=印发|发布|公布|颁发|颁布|下发|转发|批转|修改|修订|废止|实施|执行|贯彻|落实|适用|推进|关于)"
    r"|(?<=办法|条例|意见|规定|方案|规划|通知|决定|纲要|计划|指南|标准|制度|细则|目录|法典)"
    rf"|(?<=[^办]法)(?![典院律规制人治定学])|{_COUNTRY}"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a document: ``text`` as names are compared, ``printed`` as it is written.

    Where ``issuer`` (compared alike) is not empty, the name is the document's only behind it:
    国务院《关于…的意见》, for others have issued documents of that name as well.
    """

    text: str
    printed: str
    issuer: str
    rank: int


@lru_cache(maxsize=8192)
def bare(title: str) -> str:
    """A title as titles are compared: folded, without signs and spaces, a statute without
    中华人民共和国. What stands in brackets counts: （试行） or （2016—2020年） is another document.
    """
    text = _SIGNS.sub("", fold(title).text)
    return text.removeprefix(_COUNTRY) if is_statute(text) else text


def is_statute(text: str) -> bool:
    """Whether a name is that of a law or an ordinance, which keeps it when it is amended."""
    return bool(_STATUTE.fullmatch(text))


def tells(text: str) -> bool:
    """Whether a bare name tells a document from others; 《意见》 and 《实施方案》 do not."""
    long = len(text) >= SHORTEST or (len(text) >= 2 and is_statute(text))
    return long and not (_GENERIC.fullmatch(text) or _FORM.fullmatch(text))


def names(title: str, issuer: str | None = None, parts: Iterable[str] = ()) -> tuple[Name, ...]:
    """The names of a document with a title, an issuer, and parts attached to it; best first."""
    found = [*_of(_closed_up(title), issuer or "", OWN), *_attached(parts)]
    best: dict[tuple[str, str], Name] = {}
    for name in sorted(found, key=lambda each: each.rank):
        if tells(name.text):
            best.setdefault((name.text, name.issuer), name)
    return tuple(best.values())


def pieces(printed: str) -> tuple[str, ...]:
    """The stretches of a title that have no sign in them however it is printed: 〈 〉 may stand
    about a title inside, or not. Lone characters are left out where there is more.
    """
    found = [piece for piece in _SEAMS.split(fold(printed).text) if piece]
    return tuple(piece for piece in found if len(piece) > 1) or tuple(found)


def _closed_up(title: str) -> str:
    return "".join(title.split())


def _attached(parts: Iterable[str]) -> Iterator[Name]:
    for part in parts:
        if len(text := bare(part)) >= _SHORTEST_PART:
            yield Name(text, part, "", PRINTED)


def _of(title: str, issuer: str, rank: int) -> Iterator[Name]:
    """The names of a title, and of what it carries, as deep as that goes."""
    before, about, rest = title.partition("关于")
    if not before and about:
        # Without its issuer it is anybody's.
        yield from _behind(title, issuer, rank)
    else:
        yield Name(bare(title), title, "", rank)
        if rest and not _NO_ISSUER.search(before):
            yield from _behind(about + rest, before, rank)
    carries = _CARRIES.fullmatch(title)
    if carries:
        printer = (carries["before"] or issuer) if carries["prints"] else ""
        rank = max(rank, PRINTED if carries["prints"] else PASSED_ON)
        for inner in _titles(carries["what"]):
            yield from _of(inner, printer, rank)


def _behind(title: str, issuer: str, rank: int) -> Iterator[Name]:
    if issuer:
        yield Name(bare(issuer + title), issuer + title, "", rank)
        yield Name(bare(title), title, bare(issuer), rank)


def _titles(what: str) -> list[str]:
    """The titles in what a notice carries: those in marks, or all of it."""
    marked = _MARKED.fullmatch(what)
    if not marked:
        return [what]
    titles = _BETWEEN.split(marked["titles"])
    return [marked["who"] + title if title.startswith("关于") else title for title in titles]
