"""What is recognised in a line of an official document: a real example above every pattern.

The 文号 and dates that a query shares with a gazette are in ``search.recognise``; here are the
patterns that only reading needs. The layout follows GB/T 9704—2012 (党政机关公文格式).
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from index.gazette.lettering import compact
from search.recognise import DATE, DOCUMENT_NUMBER

_HAN = r"[\u4e00-\u9fff]"
# No number of a heading is longer.
_OPENING = 64
_HAN_NUMBER = r"[〇○零一二三四五六七八九十百]"
TERMINAL = "。！？；：!?;:…"
CLOSERS = '）)”’」』》〉】］]"'

# 一、综合 · 一．综合 · 十二、环境和安全生产
# （一）构建体系。 · (十四) 加强基础研究 · 1. 加强研究 · 2．完善 · （1）城市 · ①农村
# 第一章 总则 · 第三节 附则 · 第十二条 本办法所称…
HEADING_NUMBERS = (
    (1, re.compile(rf"第\s*{_HAN_NUMBER}{{1,5}}\s*[编篇章](?=\s|{_HAN}|$)")),
    (2, re.compile(rf"第\s*{_HAN_NUMBER}{{1,5}}\s*节(?=\s|{_HAN}|$)")),
    (
        3,
        re.compile(
            rf"第\s*(?:{_HAN_NUMBER}{{1,7}}|\d{{1,3}})\s*条(?:之{_HAN_NUMBER})?(?=[\s:：]|{_HAN}|$)"
        ),
    ),
    (1, re.compile(rf"{_HAN_NUMBER}{{1,4}}\s*[、.．]")),
    (2, re.compile(rf"[（(]\s*{_HAN_NUMBER}{{1,4}}\s*[)）]\s*、?")),
    (3, re.compile(r"[0-9０-９]{1,2}\s*(?:[.．](?![0-9０-９])|、)")),
    (4, re.compile(r"[（(]\s*[0-9０-９]{1,2}\s*[)）]\s*、?")),
    (5, re.compile(r"[\u2460-\u2473]")),
)
ARTICLE = HEADING_NUMBERS[2][1]

# 科技引领。面向未来，… · ——坚持创新驱动。牢固树立…
UNNUMBERED_RUN_IN = re.compile(
    r"(?:[—－-]{1,2}\s*)?[^\s，。；：、,;:!?！？（）()“”《》0-9—]{2,12}。(?=.)"
)
DASH_ITEM = re.compile(r"[—－─]{2}\s*\S")

# 吉林省 2017 年统计公报^[1] · 房地产业 ^[8] · [^3]
MARKED_NOTE = re.compile(
    r"(?:\^[\[［]\s*([0-9０-９]{1,3}|[*＊])\s*[\]］]|[\[［]\^([0-9]{1,3})[\]］])"
)
# 地区生产总值[2] — a reference only where a note of that mark is defined
PLAIN_NOTE = re.compile(r"[\[［]\s*([0-9０-９]{1,3}|[*＊])\s*[\]］]")
# [1] 本公报中数据均为初步统计数。 · [^1]: 同上
NOTE_DEFINITION = re.compile(r"[\[［]\s*\^?\s*([0-9０-９]{1,3}|[*＊])\s*[\]］]\s*[:：]?\s*(?=\S)")

# 表 1：2017 年居民消费价格总指数 · 表3-1 主要指标 · 附表2：
TABLE_CAPTION = re.compile(
    rf"附?表\s*(?:[0-9０-９]{{1,3}}(?:[-—.．][0-9０-９]{{1,2}})?|{_HAN_NUMBER}{{1,3}})(?:\s*[:：]|\s+(?=\S)|$)"
)
# 图 9: 2013—2017 年快递业务量及其增长速度
FIGURE_CAPTION = re.compile(
    rf"附?图\s*(?:[0-9０-９]{{1,3}}(?:[-—.．][0-9０-９]{{1,2}})?|{_HAN_NUMBER}{{1,3}})(?:\s*[:：]|\s+(?=\S)|$)"
)
# 单位：万元 · （单位：亿元、%） · 金额单位：元至角分
UNIT_LINE = re.compile(r"[（(]?\s*(?:计量|金额|货币|面积)?单\s*位\s*[:：]\s*\S[^。；]{0,24}$")

# 附件 · 附件1 · 附件一： · 附：
ATTACHMENT_MARK = re.compile(rf"附\s*件?\s*(?:[0-9０-９]{{1,2}}|{_HAN_NUMBER}{{1,3}})?\s*[:：]?$")
# 附件1：四川省重点项目清单 · 附件 2 工作方案 · 附：获奖名单
ATTACHMENT_TITLE = re.compile(
    rf"(?:附\s*件\s*(?:[0-9０-９]{{1,2}}|{_HAN_NUMBER}{{1,3}})?\s*(?:[:：]|\s)|附\s*[:：])\s*(?=\S)"
)
# （此件公开发布） · (此件有删减) · 抄送：省委办公厅。
AFTERWORD = re.compile(r"[（(]\s*此件|抄\s*送\s*[:：]|[（(]?(?:联系人|联系电话)")

# 第265号 · （第 265 号） · 第二十一号 · 2018年第31号
ORDER_SERIAL = re.compile(
    rf"[（(]?\s*(?:[0-9０-９]{{4}}\s*年\s*)?第\s*([0-9０-９]{{1,5}}|{_HAN_NUMBER}{{1,6}})\s*号\s*[)）]?$"
)
# 吉林省人民政府令 · 中华人民共和国国务院令 第698号 · 公 告
ORDER_TITLE = re.compile(
    rf"((?:{_HAN}\s*){{2,30}}(?:令|公\s*告))\s*(?:[（(]?\s*(第\s*[0-9０-９]{{1,5}}\s*号)\s*[)）]?)?$"
)
# 国家税务总局公告2019年第48号 · 商务部令 2020 年第 1 号
YEARLY_NUMBER = re.compile(
    rf"(?:{_HAN}|\s){{2,30}}(?:公告|通告|令)\s*[（(〔\[]?[0-9０-９]{{4}}\s*年?[）)〕\]]?\s*第\s*[0-9０-９]{{1,5}}\s*号$"
)

# What an official document is called at the end of its title (《党政机关公文处理工作条例》第八条,
# 《规章制定程序条例》第七条), and what a gazette prints beside them.
GENRES = (
    "通知|意见|决定|决议|公报|条例|办法|规定|规则|细则|命令|令|批复|函|通报|公告|通告|报告|议案|纪要|"
    "方案|规划|纲要|计划|要点|章程|制度|标准|目录|名单|清单|预案|指南|任免|任职|免职|职务|讲话|解读|"
    "措施|说明|准则|规程|决算|预算|分工|一览表|解释|修正案|宪法|(?<!方)法"
)
# …实施意见 · …的通知（试行）
GENRE_END = re.compile(rf"(?:{GENRES})(?:[（(][^（）()]{{1,20}}[)）])?$")

_BODY = (
    "人民政府|政府办公厅|政府办公室|办公厅|办公室|委员会|人民代表大会|常务委员会|人民法院|检察院|国务院|"
    "统计局|财政厅|教育厅|[厅局部署院委社会处]|总局|总署|总社|总队|总公司|公司|银行|支行|分行|中心|协会|联合会|"
    "指挥部|领导小组|管委会|政府|政协|法院|工会|大学|学院|集团|党组|省委|市委|党委|工委|纪委"
)
# 吉林省人民政府 · 四川省人民政府办公厅 · 国家发展改革委 · 中共吉林省委
AGENCY = re.compile(rf"(?:(?:{_HAN}|[（(]{_HAN}{{1,12}}[)）]){{1,28}}?)?(?:{_BODY})")
# What an issuing body's name opens with.
AGENCY_OPENING = re.compile(
    rf"(?:中共|中国共产党|中华人民共和国|国务院|国家|全国|中央|最高人民|教育部|财政部|{_HAN}{{2,7}}?(?:省|市|县|区|州|盟|旗)"
    rf"|{_HAN}{{2,9}}(?:部|委|厅|局|署|总局|委员会|人民政府|办公厅|办公室|银行)(?=关于|令|公告|通告|\s|$))"
)
_POST = r"(?:代\s*)?(?:[省市县区州部局厅行署院]\s*长|总\s*理|主\s*[席任])"
# 省长 景俊海 · 省　长：景俊海 · 主任 何立峰
PERSON_SIGNATURE = re.compile(rf"{_POST}\s*[:：]?\s*{_HAN}(?:\s*{_HAN}){{1,3}}$")
# 国家税务总局局长：王军 · 商务部部长：钟　山 · 中华人民共和国主席　习近平
OFFICE_SIGNATURE = re.compile(
    rf"(?:中华人民共和国|{_HAN}{{1,20}}[部委厅局署行院会办府省市县区州])(?:主席|主任|总理|[部局厅署行院省市县区州]长)"
    rf"(?:\s*[:：]\s*|\s+){_HAN}(?:\s*{_HAN}){{1,3}}$"
)

# 发展类文件 · 省政府文件 · 人事任免 · 政务要闻 · 卷首语 · 【省政府办公厅文件】
CATEGORY = re.compile(
    rf"(?:{_HAN}{{1,12}}(?:类文件|类|文件|规章|法规|任免|要闻|选登|选载|解读|资料|大事记|纪事|之窗|专栏|观点|"
    r"论坛|动态|文献|综述|特载|专稿|言论|公告栏)|卷首语|特载|人事|规章|法规|附录|大事记|人事任免|人事信息|任免事项|命令)$"
)
# 【省政府文件】 · ◆部门文件 · · 规章 ·
CATEGORY_BRACKETS = re.compile(
    r"(?:[【〖\[［◆●■◎☆★▲※]+|·(?=[^·]{2,18}·$))\s*([^【】〖〗]{2,16}?)\s*[】〗\]］◆●■◎☆★▲※·]*$"
)

# 编辑委员会 · 主 任: 于 亮 · 编辑出版: … · 电 话: 0431-88904752 · 国内统一刊号: CN22-1416/D
MASTHEAD_LINE = re.compile(
    r"[-—•·*\s]*(?:编\s*辑\s*委\s*员\s*会|(?:副\s*)?(?:主\s*任|主\s*编)(?:\s*委\s*员)?\s*[:：]|执行主编|责任编辑|委\s*员\s*[:：]|"
    r"本刊|编辑(?:出版|部|单位|室)?\s*[:：]|主\s*[办管](?:单位)?\s*[:：]|地\s*址\s*[:：]|邮\s*编|邮政编码|电\s*话\s*[:：]|"
    r"传\s*真|网\s*址|电子(?:信箱|邮箱|邮件)|E-?mail|国际标准|国内统一|国内刊号|刊\s*号|准印证|印\s*刷|发\s*行|定\s*价|"
    r"出版(?:单位|日期|发行)?\s*[:：]|编印|总编|顾\s*问\s*[:：])",
    re.IGNORECASE,
)

# 目录 · 目 录 · 目　次 · CONTENTS · 本期目录
CONTENTS_HEAD = re.compile(
    r"(?:[-—【\[]\s*)?(?:本期)?目\s*[录錄次]\s*(?:CONTENTS)?(?:\s*[】\]—-])?$|CONTENTS$",
    re.IGNORECASE,
)

# 国务院 2018 年 … 年度 · 2018年第6期 · 二〇一八年第六期
ISSUE_NUMBER = re.compile(
    rf"(?:([0-9０-９]{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年?\s*[·.,，/]?\s*)?第\s*([0-9０-９]{{1,3}}|{_HAN_NUMBER}{{1,5}})\s*[期号](?!令)"
)
# (复总第 770 期) · 总第1234期 · 累计第56期 · 总号：1612
CUMULATIVE = re.compile(
    r"(?:复?总|累计|总计)\s*(?:第|期数?\s*[:：]?|号\s*[:：]?)\s*([0-9０-９]{1,6})\s*[期号]?"
)
# 吉林省人民政府公报 · 四川政报 · 中华人民共和国国务院公报
GAZETTE_TITLE = re.compile(rf"(?:{_HAN}\s*){{2,24}}?(?:公\s*报|政\s*报)$")
_GAZETTE_BODY = re.compile(r"(?:政府|国务院|[部厅局署院]|委|委员会|总局|人大|政协|银行)公报$|政报$")
# 2017 年国民经济和社会发展统计公报 · 第七次全国人口普查公报: documents, not gazettes
_BULLETIN = re.compile(r"(?:统计|普查|调查|状况|质量|环境|水资源|会议|检查|核查|抽查)公报$")

# — 18 — · ·18· · - 18 - · 第 18 页 · 第18页 共50页 · — １８ —
PAGE_NUMBER = re.compile(
    r"(?:[—–\-－―─·•.~～*\s]+[0-9０-９]{1,4}[—–\-－―─·•.~～*\s]+|第\s*[0-9０-９]{1,4}\s*页(?:[\s,，/]*共\s*[0-9０-９]{1,4}\s*页)?"
    r"|[0-9]{1,4}\s*/\s*[0-9]{1,4})$"
)

# 18 · ２５
BARE_NUMBER = re.compile(r"[0-9０-９]{1,4}$")


def fold(text: str) -> str:
    """A title as it is compared: NFKC, lower case, letters and digits only, no note marks."""
    plain = normalize("NFKC", MARKED_NOTE.sub("", text)).lower()
    return "".join(filter(str.isalnum, plain))


def heading_number(text: str) -> tuple[int, int] | None:
    """Level and end of the heading number a text opens with; None where it opens otherwise.

    一、 and 第一章 are 1, （一） and 第一节 2, 1. and 第一条 3, （1） 4, ① 5: the order of
    GB/T 9704—2012, 7.3.3.
    """
    if text[:1] in "第（(" or text[:1].isnumeric():
        return _heading_number(text[:_OPENING])
    return None


@lru_cache(maxsize=4096)  # each line is asked about by several steps
def _heading_number(opening: str) -> tuple[int, int] | None:
    for level, pattern in HEADING_NUMBERS:
        if match := pattern.match(opening):
            return level, match.end()
    return None


def is_date_line(text: str) -> bool:
    """True for a line that holds a date and nothing else: 2017年12月24日 · （2018年1月2日）."""
    if len(text) >= 40 or "月" not in text:
        return False
    return DATE.fullmatch(text.strip("（()） \u3000")) is not None


def number_line(text: str) -> bool:
    """True for a line that holds one 文号 and nothing else, bracketed or not."""
    bare = text.strip()
    if len(bare) > 48 or bare[-1:] not in "号)）":
        return False
    if bare[:1] in "（(" and bare[-1:] in "）)":
        bare = bare[1:-1].strip()
    return bool(DOCUMENT_NUMBER.fullmatch(bare) or YEARLY_NUMBER.match(bare))


@lru_cache(maxsize=4096)  # the same bodies are asked about again and again
def is_agency(text: str) -> bool:
    """True where a text is the name of a body and nothing else: 吉林省统计局."""
    bare = compact(text)
    return 3 <= len(bare) <= 40 and AGENCY.fullmatch(bare) is not None


def is_signed(text: str) -> bool:
    """True where a person signs, with or without the body before the post."""
    text = text[:60]
    return bool(PERSON_SIGNATURE.match(text) or OFFICE_SIGNATURE.match(text))


def is_gazette_title(text: str, strict: bool = True) -> bool:
    """True for a gazette's own title. Strict demands a body before 公报, as in 国务院公报."""
    if len(text) > 60 or not GAZETTE_TITLE.fullmatch(text):
        return False
    bare = compact(text)
    return bool(_GAZETTE_BODY.search(bare)) if strict else not _BULLETIN.search(bare)


# 2019年第3期（总第1234期） · (复总第770期) · 2019年2月15日出版
_ISSUE_LINE = re.compile(
    r"[（(]?\s*(?:[0-9０-９]{4}\s*年?\s*)?(?:第\s*[0-9０-９]{1,3}\s*[期号]|(?:复总|总|累计)\s*第)|.{6,30}(?:出版|出刊)$"
)


# 江南省人民政府公报 2019年第3期 · 国务院公报2018·6
_NUMBERED_TITLE = re.compile(r"(.{2,30}?(?:公\s*报|政\s*报))[\s·.,，（(]*[0-9０-９]{4}[^。；]*$")


def is_issue_line(text: str) -> bool:
    """True for a line that says which issue this is: 吉林省人民政府公报 · 2019年第3期."""
    numbered = _NUMBERED_TITLE.match(text[:60])
    titled = is_gazette_title(numbered[1] if numbered else text)
    return len(text) < 60 and (titled or _ISSUE_LINE.match(text) is not None)
