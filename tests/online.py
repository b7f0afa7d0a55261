"""A gazette's issue and web pages of two sites, made by hand, with documents that several have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from search.document import Block, ContentsEntry, Document, Edition, Issue, Publication
from search.sources import Copy, ParseWarning, Source

#: Where the files lie is told nowhere.
FOLDER = "/srv/private/haidong"
GAZETTE, SITE = "海东省人民政府公报", "海东省人民政府网站"
HOST, OTHER_HOST = "www.haidong.example", "jt.pingan.example"
BAD_URL = "javascript:alert(1)"


def _document(name: str, issue: str, title: str, *texts: str, **about: object) -> Document:
    said = tuple(Block("paragraph", f"p{i}", text) for i, text in enumerate(texts, 2))
    blocks = (Block("title", "p1", title, 0), *said)
    return Document(name, issue, title, blocks=blocks, **about)  # type: ignore[arg-type]


def _copy(document: Document, size: int) -> Copy:
    return Copy(document.id, f"by title {document.title}", document.title, True, (0, size))


def _page(document: Document, url: str, site: str, size: int, file: str) -> Issue:
    published = document.publication.published if document.publication else None
    source = Source(
        f"{FOLDER}/{file}", digest=file, site=site, url=url, copies=(_copy(document, size),)
    )
    title = site or None
    return Issue(f"w{document.id[1:]}", title, published=published, online=True, sources=(source,))


WATER_URL = f"https://{HOST}/zfwj/2021/water.html"
GRAIN_URL = f"https://{HOST}/zfwj/2021/grain.html?id=5&lang=zh"
HEALTH_URL = f"http://{HOST}/zfwj/2021/health.html"
ROAD_URL = f"http://{OTHER_HOST}/tz/road.htm"

#: In the gazette and on a page; the text is the gazette's.
WATER = _document(
    "dwater",
    "hd-2021-03",
    "海东省人民政府关于加强农村供水工作的通知",
    "各地要保障农村供水，做好水质监测。",
    category="省政府文件",
    number="海政发〔2021〕5号",
    issuer="海东省人民政府",
    issued=date(2021, 1, 20),
    page=3,
)
#: On a page and in the gazette; the text is the page's.
GRAIN = _document(
    "dgrain",
    "wgrain",
    "海东省人民政府关于粮食安全的意见",
    "稳定粮食播种面积，加强粮食储备。",
    "建立粮食监测预警体系。",
    category="农业、林业、水利",
    number="海政发〔2021〕6号",
    issuer="海东省人民政府",
    issued=date(2021, 1, 25),
    publication=Publication(
        url=GRAIN_URL,
        site=SITE,
        column="政府文件",
        origin="省政府办公厅",
        published=date(2021, 1, 28),
        index_number="015000185/2021-00012",
        topic="农业、林业、水利",
    ),
)
#: In the gazette alone.
SEED = _document(
    "dseed",
    "hd-2021-03",
    "海东省人民政府关于种业振兴的决定",
    "扶持育种企业，保护种质资源。",
    category="省政府文件",
    number="海政发〔2021〕7号",
    issuer="海东省人民政府",
    issued=date(2021, 2, 1),
    page=15,
)
#: On a page of the same site alone.
HEALTH = _document(
    "dhealth",
    "whealth",
    "海东省卫生健康委员会关于社区医疗监测的公告",
    "社区医疗机构按月报送监测数据。",
    category="公告",
    issuer="海东省卫生健康委员会",
    issued=date(2021, 3, 2),
    publication=Publication(HEALTH_URL, SITE, "公告", published=date(2021, 3, 5)),
)
#: On a page of another site, which does not say what it is called; it has no date of its own.
ROAD = _document(
    "droad",
    "wroad",
    "平安市交通运输局公路养护监测工作安排",
    "对农村公路养护情况开展监测。",
    issuer="平安市交通运输局",
    publication=Publication(ROAD_URL, published=date(2021, 4, 8)),
)

GAZETTE_SOURCE = Source(
    f"{FOLDER}/2021.zip!/hd-2021-03.txt",
    digest="g",
    copies=(_copy(WATER, 9), _copy(GRAIN, 2), _copy(SEED, 5)),
    warnings=(
        ParseWarning(12, "目录所列《春耕侧记》正文不在本文件中", "missing"),
        ParseWarning(40, "注号〔3〕没有脚注", "mark"),
    ),
)
ISSUE = Issue(
    "hd-2021-03",
    GAZETTE,
    2021,
    3,
    published=date(2021, 2, 10),
    contents=(
        ContentsEntry("省政府文件", WATER.title, number=WATER.number, page=3, document=WATER.id),
        ContentsEntry("省政府文件", GRAIN.title, number=GRAIN.number, page=9, document=GRAIN.id),
        ContentsEntry("省政府文件", SEED.title, number=SEED.number, page=15, document=SEED.id),
        ContentsEntry("纪事", "春耕侧记", author="某某", page=30),
    ),
    sources=(GAZETTE_SOURCE,),
    shared=(GRAIN.id,),
)
WATER_PAGE = replace(
    _page(WATER, WATER_URL, SITE, 4, "pages/water.html"),
    published=date(2021, 1, 22),
    shared=(WATER.id,),
)
GRAIN_PAGE = _page(GRAIN, GRAIN_URL, SITE, 7, "pages/grain.html")
HEALTH_PAGE = _page(HEALTH, HEALTH_URL, SITE, 5, "pages/health.html")
ROAD_PAGE = _page(ROAD, ROAD_URL, "", 5, "other/road.htm")
#: A page that nothing could be read of; what it says of its address is no address.
EMPTY_PAGE = Issue(
    "wempty",
    online=True,
    sources=(
        Source(
            f"{FOLDER}/other/empty.html",
            digest="e",
            url=BAD_URL,
            warnings=(ParseWarning(1, "文件里没有可读的正文", "empty"),),
        ),
    ),
)

EDITIONS = (
    Edition(ISSUE, (WATER, SEED)),
    Edition(WATER_PAGE),
    Edition(GRAIN_PAGE, (GRAIN,)),
    Edition(HEALTH_PAGE, (HEALTH,)),
    Edition(ROAD_PAGE, (ROAD,)),
    Edition(EMPTY_PAGE),
)
PAGES = (WATER_PAGE, GRAIN_PAGE, HEALTH_PAGE, ROAD_PAGE, EMPTY_PAGE)
#: The site's pages alone: an archive without a gazette.
ONLY_PAGES = EDITIONS[2:]
