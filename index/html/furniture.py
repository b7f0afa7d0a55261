"""Knows what on a web page is furniture: navigation, tools, credits; by words and by names."""

from __future__ import annotations

import re

from index.gazette.lettering import compact
from index.markup import Tag, attribute

# Every pattern is of a line without its white space. A longer line is text, whatever it says.
_LONGEST = 160

# 当前位置：首页>政务公开 · 您现在的位置：… · 您的位置 · 首页>>公报>>2023年
_PLACE = r"(?:您?(?:当前|现在|目前|所在)?的?(?:所在)?位置|首页[>›»＞/\-→·]|网站首页).*"
# 【字体：大中小】 · 字号：[大中小] · A-A+ · 【大中小】
_SIZE = (
    r"[【\[(（]?(?:(?:文字|字体|字号|浏览字号|字体大小|字号调整)[:：]?)?[\[【(（]?"
    r"(?:超大|特大|加大|默认|标准|正常|缩小|放大|还原|[大中小+\-A|｜/\[\]【】])+[)）]?"
)
# 【打印本页】【关闭窗口】 · 打印 关闭 收藏 · [打印] · 返回顶部 · 我要纠错
_TOOL = (
    r"打印(?:本页|页面|文章|正文)?|关闭(?:窗口|(?:本|当前)?页面?)?|(?:加入)?收藏(?:本页)?|(?:全文)?下载|"
    r"保存(?:本页)?|推荐|转发|复制(?:链接)?|朗读|播放|暂停|(?:语音|智能)(?:播报|朗读)|听全文|(?:我要)?纠错|"
    r"返回(?:顶部|列表|首页|上一页|主页)?|回到顶部|顶部|置顶|TOP|无障碍(?:浏览|阅读)?|关怀版|长者模式|"
    r"繁体|简体|English|手机版|移动版|微信|微博|新浪微博|腾讯微博|QQ空间?|QQ好友|人人网|更多|分享|点赞|"
    r"(?:[Ww]ord|PDF|pdf|OFD|TXT|HTML|图片|文本)版?|赞|评论|发表评论|订阅|RSS|字体|放大|缩小|[大中小X×<>]"
)
_TOOLS = rf"(?:[【\[(（|｜·]*+(?>{_TOOL})[】\])）|｜·]*+)++"
# 【字体：大中小】打印 · 字号：[大中小][打印][关闭]
_BAR = rf"(?>{_SIZE})[】\])）]?(?:{_TOOLS})"
# 分享到： · 分享：微信 · 转发到 · 一键分享
_SHARE = (
    r"(?:一键)?(?:分享|转发)(?:到|至|给)?[:：]?"
    r"(?:微信|微博|新浪|腾讯|QQ|空间|朋友圈|更多|好友|[0-9])*"
)
# 责任编辑：张三 · （责编：李四） · 【编辑：王五】 · 校对：… · 初审：…
_EDITOR = (
    r"[（(【\[]*(?:责任编辑|责编|编辑|审核|审校|校对|初审|复审|终审|监制|信息员|(?:文章)?录入(?:人|员|者)?|"
    r"值班编辑|网站编辑|上传者?|编审)[:：].{0,40}"
)
# 扫一扫在手机打开当前页 · 扫码阅读 · 用微信扫描二维码
_SCAN = r".{0,8}(?:扫一扫|扫码|扫描(?:下方|上方|左侧|右侧)?二维码|二维码).{0,30}"
# 上一篇：… · 下一条：没有了 · 上一页
_NEIGHBOURS = r"[【\[<«‹]*[上下前后]一(?:篇|条|页|则)(?:文章|新闻|信息)?(?:[:：】\]>»›].{0,120})?"
# 共3页 首页 上一页 [1] [2] 3 … 下一页 尾页 跳转到
_PAGER = (
    r"(?=.{0,80}(?:[上下]一页|[首末尾]页|共[0-9]+页))"
    r"(?>共[0-9]+[页条]|第?[0-9]+(?:/[0-9]+)?页?|[上下]一页|[首末尾]页|当前(?:为|是)?|[转跳](?:转)?[到至]|页|"
    r"GO|…|[\[\](（)）【】<>«»‹›|｜,，:：./])++"
)
# 浏览次数：123 · 点击数：[45] · 阅读量 · 访问次数： · 来访量
_COUNT = (
    r"[（(【\[|]*(?:本[页文]|总|被)?(?:浏览|点击|阅读|访问|来访|查看|播放)(?:次数|量|数|人数|率)?"
    r"[:：]?[\[【(（]?[0-9,]*次?[\]】)）]*"
)
# 主办：某市人民政府办公室 · 版权所有 · 备案号：京ICP备… · 网站标识码：…
_FOOT = (
    r"(?:.{0,12}(?:本网|本站|网站).{0,12}[，,])?转载(?:时?请|须)(?:注明|标明)(?:来源|出处)?.{0,10}|"
    r".{0,60}(?:ICP备|ICP证|免责声明[:：]|公网安备|网安备|网站标识码|版权所有|版权声明|Copyright|AllRightsReserved|"
    r"技术支持|网站地图|站点地图|政府网站找错|隐私声明|网站声明|建议使用.{0,30}(?:浏览|分辨率)|最佳浏览).*|"
    r"(?:主办|承办|协办|运维|维护|开发)(?:单位)?[:：].{0,80}|"
    r"(?:关于我们|联系我们|网站纠错|法律声明|设为首页|使用帮助|无障碍)[|｜].{0,60}"
)
# 正在加载，请稍候... · 数据加载中… · 加载中
_LOADING = r"(?:数据|内容)?(?:正在|努力)?(?:加载|载入|读取)中?(?:[，,]?请稍[候等后])?[.…。]*"
# 相关链接 · 相关阅读： · 【相关稿件】 · 延伸阅读 · 热点推荐 · 友情链接 · 附件下载
_RELATED = (
    r"[【\[■●◆>]*(?:(?:相关|关联)(?:链接|阅读|稿件|新闻|文章|信息|报道|解读|文件|内容|推荐|附件(?:下载)?|"
    r"专题|政策)?|(?:文件|附件)(?:下载|信息|列表)|延伸阅读|热点(?:推荐|新闻|文章)|推荐阅读|猜你喜欢|"
    r"友情链接|站内导航|网站导航|热门(?:文章|推荐|新闻)|最新(?:文章|信息))[:：】\]>]*"
)
# 版权与免责声明 · 版权声明： · 免责声明
_DISCLAIMER = re.compile(r"(?:版权|著作权)?(?:与|及|和)?(?:免责|版权|法律)?声明[:：]?")
_LATER = (_NEIGHBOURS, _PAGER, _COUNT, _FOOT, _LOADING, _RELATED)
_LINE = re.compile(
    "|".join((_PLACE, _SIZE, _TOOLS, _BAR, _SHARE, _EDITOR, _SCAN, *_LATER)),
    re.IGNORECASE,
)
_PAGES = re.compile(_PAGER, re.IGNORECASE)
_BELOW = re.compile("|".join((_RELATED, _NEIGHBOURS)))
# Posted on 2023年5月1日 by admin
# 来源：新华社 · 信息来源：市政府办公室 · 发布时间：2023-05-01 10:00 · 时间 · 作者：…
_SOURCE = re.compile(
    r"[（(【\[]*(?:(?:信息|文章|稿件|新闻)?(?:来源|出处)|"
    r"(?:发布|发表|发文|更新|录入|添加|公开|生成|成文|创建|上传|上网|印发|文章)?(?:日期|时间)|时间发布|"
    r"发布(?:人|者|机构|单位|部门)?|作者|撰稿|供稿|记者|点击|浏览|阅读|访问)(?:次数|量|数)?"
    r"(?:[:：]|(?=[0-9]{4}[-年/.])).*|"
    r"(?:[Pp]osted(?:on)?|[Pp]ublished(?:on)?|发[表布]于)[:：]?(?=[0-9]{4}[-年/.]).*"
)
# Where such a line goes on: [大中小]来源：新华社 · …网www.pingyuan.gov.cn发布时间：2023-05-01
_SOURCE_LABEL = re.compile(
    r"(?:(?:信息|文章|稿件|新闻)?来源|(?:发布|发表|更新|录入|添加|公开|创建|上传|上网)?(?:日期|时间)|时间发布|"
    r"作者|(?:浏览|点击|阅读|访问)(?:次数|量|数))[:：]"
)
# 平原市人民政府门户网站 · 平原市人民政府门户网站www.pingyuan.gov.cn
SITE_NAME = (
    r"(?:[\u4e00-\u9fff·“”]{2,30}(?:网|网站|门户|平台|客户端|公众号))?[\s\u3000|｜]*"
    r"(?:(?:https?://)?(?:[A-Za-z0-9-]{1,30}\.){1,5}(?:cn|com|net|org)/?)?"
)
_SITE = re.compile(SITE_NAME)
# 2023-05-01 · 2023-05-01 10:23:45 · [2023年5月1日]
_DAY = re.compile(
    r"[\[【(（]*[0-9]{4}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?"
    r"(?:[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9.]+)?)?[\]】)）]*"
)
_ENDS = ("。", "；")
_CALLED = (
    "share bdshare bdsharebuttonbox bdsharebutton bshare jiathis socialshare sharebox fenxiang"
    " breadcrumb breadcrumbs crumb crumbs location position dqwz curpos weizhi mianbaoxie"
    " nav navbar navigation topnav leftnav menu header top footer foot bottom copyright banquan"
    " sidebar rightbar toolbar pagetool pagetools articletool print dayin fontsize zihao"
    " pagination pager prevnext related relation xgbd xgwz xgyd xglj qrcode ewm erweima codebox"
    " search login banner friendlink friendlinks yqlj sitemap float popup modal"
)
_NAMES = frozenset(_CALLED.split())
# A part of a name that says it all: m-comment · article_share · list-pagination
_PARTS = frozenset(
    {"share", "comment", "comments", "breadcrumb", "breadcrumbs", "pagination", "pager", "related"}
    | {"qrcode", "ewm", "erweima"}
)
_BORDER = re.compile(r"[-_\s]+")


def is_furniture(text: str) -> bool:
    """True for a line that is a page's and not a document's: 【打印】 · 当前位置：首页>公报."""
    bare = compact(text)
    if len(bare) > _LONGEST:
        return False
    return not bare or _LINE.fullmatch(bare) is not None


def is_source_line(text: str) -> bool:
    """True for the line near a title that says when and by whom: 来源：新华社 2023-05-01."""
    bare = compact(text)
    day = _DAY.match(bare)
    rest = bare[day.end() :].lstrip("|｜") if day else bare
    if len(bare) > _LONGEST or bare[-1:] in _ENDS:
        return False
    if (day and (not rest or is_furniture(rest))) or _SOURCE.match(rest):
        return True
    label = _SOURCE_LABEL.search(rest)
    before = rest[: label.start()] if label else ""
    return bool(before and (_SITE.fullmatch(before) or is_furniture(before)))


def is_day(text: str) -> bool:
    """True for a line that is one day and no more: 2023-05-01 · 2023年5月1日."""
    return _DAY.fullmatch(compact(text)) is not None


def ends_the_body(text: str) -> bool:
    """True for a line below which no more of a document stands: 相关链接 · 上一篇：…"""
    bare = compact(text)
    return len(bare) <= _LONGEST and _BELOW.fullmatch(bare) is not None


def is_pager(text: str) -> bool:
    """True for the links to the other pages of a text: 共3页 上一页 1 2 3 下一页."""
    bare = compact(text)
    return "下一页" in bare and "2" in bare and _PAGES.fullmatch(bare[:_LONGEST]) is not None


def is_disclaimer(text: str) -> bool:
    """True for the heading of what a site says of itself below a text: 版权与免责声明."""
    return len(text) < 20 and _DISCLAIMER.fullmatch(compact(text)) is not None


def is_furniture_name(tag: Tag) -> bool:
    """True for an element that its id, class or own name says to be furniture."""
    if tag.name in ("nav", "footer", "header", "aside"):
        return True
    named = f"{attribute(tag, 'id')} {attribute(tag, 'class')}".lower()
    if _PARTS.intersection(_BORDER.split(named)):
        return True
    return any(re.sub(r"[-_\d]", "", name) in _NAMES for name in named.split())
