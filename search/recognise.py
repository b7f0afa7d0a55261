"""Recognises 文号, dates, years and amounts in a line of text, and gives their canonical form.

Reading a gazette and reading a query need the same eye: both rooms use these patterns.
The form of a 文号 (机关代字 + 〔year〕 + serial + 号) follows GB/T 9704—2012, 7.2.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

_OPEN = r"[〔\[(（【〖［｛{〈<＜]"
_CLOSE = r"[〕\])）】〗］｝}〉>＞]"
_DIGIT = r"[0-9０-９]"
_YEAR = rf"(?:19|20|１９|２０){_DIGIT}{{2}}"

# 吉政发〔2017〕34号 · 吉政发[2017] 34 号 · 发改高技（2017）1529号 · 吉政干任[2018]22—24号
DOCUMENT_NUMBER = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{1,12}})\s*{_OPEN}\s*(?P<year>{_YEAR})\s*{_CLOSE}"
    rf"\s*第?\s*(?P<serial>{_DIGIT}{{1,5}}(?:\s*[—–\-－~～、至]\s*{_DIGIT}{{1,5}})*)\s*号"
)
# As people type it: 吉政发 2017 34 · 吉政发2017年34号 · 国发[2017]35 · 吉政发2017-34号
LOOSE_NUMBER = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{1,12}})\s*(?:(?P<open>{_OPEN})\s*(?P<bracketed>{_YEAR})\s*{_CLOSE}?"
    rf"|(?P<bare>{_YEAR}))\s*(?P<sign>年)?[\s\-－—第]*(?<!{_DIGIT})(?P<serial>{_DIGIT}{{1,5}})"
    rf"(?!{_DIGIT}|\s*[.．,%％‰年月日元]|[亿万个人期届次]|\s?[-－—/／.]\d)(?:\s*号)?"
)
# 国发 · 国办函 · 吉政干任 · 财税 · 教基一厅: an organ's short name and what sort of paper it sends
_SERIES_SIGN = re.compile(r"[\u4e00-\u9fff]{1,9}[发函办令字任规通电批复议文税综财建号]")
_NAMES_OF_RULES = ("法", "条例", "办法", "规定", "细则", "税", "年鉴", "标准")
_BARE_SIGN = re.compile(r"[\u4e00-\u9fff]{1,9}[发函令字任]")
# What stands before a 文号 in a sentence and is not its organ: 根据国发〔2015〕1号
_BEFORE_ORGAN = re.compile(
    r"^.*(?:根据|按照|依据|依照|落实|贯彻|执行|关于|印发|参照|参见|详见|废止|以及|同时|对照|转发|和|与|及|见|按|以|将|原|据|由)"
)
# 2017年12月24日 · 2018 年 3 月 28 日 · 二〇一七年十二月二十四日
_HAN_DIGIT = "〇○零一二三四五六七八九"
DATE = re.compile(
    rf"(?P<year>{_DIGIT}{{4}}|[{_HAN_DIGIT}]{{4}})\s*年\s*"
    rf"(?P<month>{_DIGIT}{{1,2}}|[元一二三四五六七八九十]{{1,3}})\s*月\s*"
    rf"(?P<day>{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[日号]"
)
# 2017年12月 · 2017年
MONTH_OR_YEAR = re.compile(
    rf"(?<!{_DIGIT})(?P<year>{_DIGIT}{{4}})\s*年(?:\s*(?P<month>{_DIGIT}{{1,2}})\s*月)?"
)
# 二〇一七年十二月 · 二○一七年
HAN_DATE_SHORT = re.compile(
    rf"(?<![{_HAN_DIGIT}])(?P<year>[一二][{_HAN_DIGIT}]{{3}})\s*年"
    rf"(?:\s*(?P<month>[元一二三四五六七八九十]{{1,3}})\s*月)?"
)
# 2017-12-24 · 2017/12/24 · 2017.12.24
ISO_DAY = re.compile(
    rf"(?<![0-9０-９A-Za-z.\-/])(?P<year>{_YEAR})(?P<sign>[-－/／.．])"
    rf"(?P<month>{_DIGIT}{{1,2}})(?P=sign)(?P<day>{_DIGIT}{{1,2}})(?![0-9０-９A-Za-z.\-/])"
)
# 2017-12 · 2017/12
ISO_MONTH = re.compile(
    rf"(?<![0-9０-９A-Za-z.\-/])(?P<year>{_YEAR})[-－/／]"
    r"(?P<month>0?[1-9]|1[0-2])(?![0-9０-９A-Za-z.\-/])"
)
# 12月24日 · 十二月二十四日
MONTH_DAY = re.compile(
    rf"(?<![{_HAN_DIGIT}十年0-9０-９])(?P<month>{_DIGIT}{{1,2}}|[元一二三四五六七八九十]{{1,3}})\s*月\s*"
    rf"(?P<day>{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[日号]"
)
# 第5条 · 第三十四号 · 第 2 期
ORDINAL = re.compile(
    rf"第\s*(?P<figures>{_DIGIT}{{1,3}}|[一二三四五六七八九十百零〇]{{1,5}})\s*"
    r"(?P<unit>[条款项章节编期届次号页类批])"
)
# 一千万元 · 五十亿元 · 三万人
HAN_AMOUNT = re.compile(
    rf"(?<![{_HAN_DIGIT}十百千万亿点第0-9])(?=[一二两三四五六七八九]{{0,2}}[十百千万亿])"
    r"(?P<figures>[一二两三四五六七八九十][一二三四五六七八九十百千零〇]{0,7})"
    r"(?P<scale>[万亿]{0,2})(?P<unit>元|美元|欧元|吨|亩|人|户|家|米|公里|平方米|立方米|千瓦时)"
)
# 5.3% · 5‰ · 百分之五 · 百分之五点三 · 千分之二
PERCENT = re.compile(
    rf"(?<![0-9０-９.．,，])(?P<figures>{_DIGIT}{{1,3}}(?:[.．]{_DIGIT}{{1,6}})?)\s*(?P<sign>[%％‰])"
    rf"|(?<![{_HAN_DIGIT}十百千万])(?P<base>[百千])分之(?P<han>[{_HAN_DIGIT}十百]{{1,4}}(?:点[{_HAN_DIGIT}]{{1,6}})?)(?![{_HAN_DIGIT}十百千万])"
)
# 15288.94 亿元 · 5.3% · 1.3张 · 100万千瓦时
AMOUNT = re.compile(
    rf"(?<![0-9０-９.．])(?:{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+|{_DIGIT}+)(?:[.．]{_DIGIT}+)?\s*"
    r"(?:[十百千万亿]*\s*(?:个百分点|平方公里|平方米|立方米|吨公里|人公里|千瓦时|标准煤|"
    r"公斤|千克|公顷|公里|千米|厘米|毫米|小时|分钟|美元|欧元|人次|周岁|[%％‰℃]|"
    r"[元吨亩米人户家个项件台辆张所座处名只头枚种部条套门股岁天日月年次倍册份])|[十百千万亿]+)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 文号 found at [start, end) of a text, its organ's sign, and its canonical form."""

    start: int
    end: int
    organ: str
    canonical: str


def document_numbers(text: str) -> list[DocumentNumber]:
    """All 文号 in a text, in order. 〔 〕 and half-width digits are canonical."""
    return [number for match in DOCUMENT_NUMBER.finditer(text) if (number := _number(match))]


def loose_numbers(text: str) -> list[DocumentNumber]:
    """What is typed as a 文号 with any brackets or none, with or without 号.

    Without a bracket around the year it has to look like one otherwise: 发改高技2017年1529号.
    """
    return [
        number
        for match in LOOSE_NUMBER.finditer(text)
        if (number := _number(match)) and _looks_like_one(match, number.organ)
    ]


def _looks_like_one(match: re.Match[str], organ: str) -> bool:
    """In brackets anything but a law; without them an organ's sign, or 年 and 号 in one run.

    Without 号 either, only the commonest signs: 增值税 2017 16 are three words.
    """
    numbered = match[0].endswith("号")
    if match["open"]:
        return numbered or not organ.endswith(_NAMES_OF_RULES)
    if match["sign"] and numbered and not re.search(r"\s", match[0]):
        return True
    return bool((_SERIES_SIGN if numbered else _BARE_SIGN).fullmatch(organ))


def _number(match: re.Match[str]) -> DocumentNumber | None:
    organ = _BEFORE_ORGAN.sub("", match["organ"])
    start = match.end("organ") - len(organ)
    return DocumentNumber(start, match.end(), organ, _canonical(organ, match)) if organ else None


def _canonical(organ: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    year = groups.get("year") or groups.get("bracketed") or groups["bare"]
    serial = re.sub(r"\s+", "", normalize("NFKC", match["serial"]))
    serial = re.sub(r"[–\-~至]", "—", serial)
    return f"{organ}〔{normalize('NFKC', year)}〕{serial}号"


def parse_date(text: str) -> date | None:
    """The first full date in a text, in Arabic or Chinese figures; None where there is none."""
    match = DATE.search(text)
    if match is None:
        return None
    try:
        return date(*(han_number(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None


def han_number(figures: str) -> int:
    """A whole number below ten thousand: 24, ２４, 二十四, 二〇一七 or 元 (the first month).

    Raises ValueError for anything else.
    """
    figures = normalize("NFKC", figures).strip()
    if figures.isdigit():
        return int(figures)
    if figures == "元":
        return 1
    try:
        if not _PLACES.search(figures):
            return int("".join(str(_VALUES[figure]) for figure in figures))
        return _by_places(figures)
    except KeyError:
        raise ValueError(f"not a number: {figures!r}") from None


_VALUES = {figure: i for i, figure in enumerate("〇一二三四五六七八九")}
_VALUES |= {"○": 0, "零": 0, "两": 2}
_PLACES = re.compile("[十百千]")


def _by_places(figures: str) -> int:
    """三百二十五, 十二, 一千零五; raises KeyError where the places do not descend, and for 二三十,
    which is twenty or thirty.
    """
    total, digit, last = 0, 0, 10_000
    for figure in figures:
        place = {"十": 10, "百": 100, "千": 1000}.get(figure)
        if place is None and not digit:
            digit = _VALUES[figure]
        elif place is None:
            raise KeyError(figure)
        elif place < last:
            total, digit, last = total + (digit or 1) * place, 0, place
        else:
            raise KeyError(figure)
    return total + digit
