"""Page numbers: what furniture says, and on which printed page text is said to stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.gazette.issue
from index.gazette.pagemarks import page_mark
from index.parse import parse_text
from search.document import Document, Edition, passages

MARKS = [
    ("— 18 —", 18),
    ("·18·", 18),
    ("· 18 ·", 18),
    ("-18-", 18),
    ("— １８ —", 18),
    ("第18页", 18),
    ("第 18 页 共 50 页", 18),
    ("18/50", 18),
    ("18", 18),
    ("1234", 1234),
    ("吉林省人民政府公报 2018·6 18", 18),
    ("18 吉林省人民政府公报 2018年第6期", 18),
    ("吉林省人民政府公报 2018年第6期（总第770期） 第18页", 18),
    ("2018.12 · 18 · 省政府文件", 18),
    ("省政府文件 18", 18),
    ("2018", None),  # a year
    ("0", None),
    ("省政府文件", None),
    ("吉林省人民政府公报 2018·6", None),
    ("吉林省人民政府公报 2018年第6期", None),
    ("吉林省人民政府公报 2018年3月30日出版", None),
    ("第3号 吉林省人民政府公报 12 18", None),  # which of the two?
    ("公报 18 省政府文件", None),
]


@pytest.mark.parametrize(("text", "page"), MARKS)
def test_what_a_line_of_furniture_says(text: str, page: int | None) -> None:
    mark = page_mark(text)
    assert (mark.page if mark else None) == page


# A made issue: every paragraph says in its text on which page it was printed.

HEAD = ("江南省人民政府关于做好工作的意见", "江政发〔2020〕3号", "各市人民政府：")
FILLER = (
    "各级人民政府应当加强组织领导，健全工作机制，落实各项措施，保障所需经费，按期完成任务。" * 2
)
_SAYS = re.compile(r"印在第(\d+)面")
DASHED = "— {} —".format
BARE = str


def paragraphs(page: int) -> list[str]:
    return [f"此段印在第{page}面。{FILLER}"] * 4


def issue(
    pages: Iterable[int],
    side: str = "foot",
    form: Callable[[int], str] | None = DASHED,
    *,
    feeds: bool = False,
    lost: Iterable[int] = (),
    wrong: dict[int, int] | None = None,
    front: Iterable[str] = (),
) -> str:
    """The text of an issue: its pages with their numbers, but for those that the OCR lost or
    read wrong.
    """
    sheets = []
    for n, page in enumerate(pages):
        mark = [form((wrong or {}).get(page, page))] if form and page not in lost else []
        text = [*(HEAD if n == 0 else ()), *paragraphs(page)]
        sheets.append("\n".join(mark + text if side == "head" else text + mark))
    return "\n".join([*front, ("\n\f" if feeds else "\n").join(sheets)])


def told(edition: Edition) -> dict[int, set[int | None]]:
    """For every page on which text was printed, the pages that its blocks have."""
    found: dict[int, set[int | None]] = {}
    for document in edition.documents:
        for block in document.blocks:
            if said := _SAYS.search(block.text):
                found.setdefault(int(said[1]), set()).add(block.page)
    return found


def right(*pages: int) -> dict[int, set[int | None]]:
    return {page: {page} for page in pages}


CONTENTS = ("江南省人民政府公报", "2020年第2期", "目录", f"{HEAD[0]}……（18）")
SHAPES = {
    "at the foot": issue(range(18, 22)),
    "at the foot, from page 1": issue(range(1, 4)),
    "at the head": issue(range(18, 22), "head"),
    "bare": issue(range(18, 22), form=BARE),
    "bare, at the head": issue(range(18, 22), "head", BARE),
    "form feeds, at the foot": issue(range(18, 22), feeds=True),
    "form feeds, at the head": issue(range(18, 22), "head", BARE, feeds=True),
    "beside a running head": issue(
        range(18, 22), form="江南省人民政府公报 2020·2 {}".format, front=CONTENTS
    ),
    "beside a running head, at the head": issue(
        range(18, 22), "head", "江南省人民政府公报 2020·2 {}".format, front=CONTENTS
    ),
    "above a running head": issue(
        range(18, 22), form="· {} ·\n江南省人民政府公报 2020年第2期".format, front=CONTENTS
    ),
    "above a running head with a number": issue(
        range(18, 22), form="· {} ·\n江南省人民政府公报 2020 2".format, front=CONTENTS
    ),
    "a long page 1": issue(range(1, 5)).replace(HEAD[2], "\n".join([HEAD[2], *paragraphs(1)])),
    "a long page where the contents list begins": "\n".join(
        [*CONTENTS, issue(range(18, 22)).replace(HEAD[2], "\n".join([HEAD[2], *paragraphs(18)]))]
    ),
    "numbers of four figures": issue(range(1231, 1235)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_page_is_told(name: str) -> None:
    found = told(parse_text(SHAPES[name]))
    assert found == right(*found)
    assert len(found) in (3, 4)


def test_the_contents_list_tells_foot_from_head() -> None:
    shapes = [issue(range(18, 22), side, lost=[21], front=CONTENTS) for side in ("foot", "head")]
    foot, head = (told(parse_text(text)) for text in shapes)
    assert foot == right(18, 19, 20) | {21: {None}}
    assert head == right(18, 19) | {20: {None}, 21: {None}}
    two = issue(range(18, 20), "head", front=(*CONTENTS, "江南省财政厅关于乙事项的通知……（20）"))
    more = "\n".join(
        [DASHED(20), "江南省财政厅关于乙事项的通知", "江财〔2020〕5号", *paragraphs(20), DASHED(21)]
    )
    assert told(parse_text(f"{two}\n{more}\n此段印在第21面。{FILLER}")) == right(18, 19, 20, 21)


def test_a_lost_number_leaves_its_neighbours_known_and_its_own_pages_not() -> None:
    found = told(parse_text(issue(range(18, 26), lost=[21])))
    assert found == right(18, 19, 20, 23, 24, 25) | {21: {None}, 22: {None}}


def test_form_feeds_make_up_for_lost_numbers() -> None:
    assert told(parse_text(issue(range(18, 26), lost=[21, 23], feeds=True))) == right(
        *range(18, 26)
    )


@pytest.mark.parametrize("misread", [91, 2, 190, 22, 20])
@pytest.mark.parametrize("feeds", [False, True])
def test_a_number_that_contradicts_its_neighbours_is_ignored(misread: int, feeds: bool) -> None:
    found = told(parse_text(issue(range(18, 26), wrong={21: misread}, feeds=feeds)))
    assert {page for pages in found.values() for page in pages} <= {None, *range(18, 26)}
    assert all(pages <= {page, None} for page, pages in found.items())
    assert {18, 19, 24, 25} <= {page for page, pages in found.items() if pages == {page}}


def test_misread_numbers_hide_no_others() -> None:
    text = issue(range(18, 24), wrong={19: 91, 21: 92})
    assert told(parse_text(text)) == right(*range(18, 24))


def test_a_misread_number_that_seems_to_follow_is_ignored_where_form_feeds_tell() -> None:
    text = issue(range(18, 26), lost=[20], wrong={21: 20}, feeds=True)
    assert told(parse_text(text)) == right(*range(18, 26))


@pytest.mark.parametrize("misread", [91, 2, 200])
def test_a_last_number_that_is_far_off_is_ignored(misread: int) -> None:
    found = told(parse_text(issue(range(18, 24), wrong={23: misread})))
    assert found == right(*range(18, 23)) | {23: {None}}


NOTHING = {
    "no number": issue(range(18, 22), form=None),
    "form feeds alone": issue(range(18, 22), form=None, feeds=True),
    "one number alone": issue(range(18, 22), lost=[18, 20, 21]),
    "every page counts from 1 again": issue(range(18, 22), wrong={19: 18, 20: 18, 21: 18}),
    "years": issue(range(2016, 2020), form=BARE),
    "bare, without other evidence": issue(range(18, 22), form=BARE, lost=[21]),
    "below running heads, without other evidence": issue(
        range(18, 22), form="省政府文件\n— {} —".format, lost=[21]
    ),
    "one witness for the head, against the custom": "\n".join(
        [
            *(*CONTENTS, "江南省财政厅关于乙事项的通知", "江财〔2020〕5号", paragraphs(17)[0]),
            issue(range(18, 21), "head"),
        ]
    ),
    "beside running heads, without other evidence": issue(
        range(18, 22), form="江南省人民政府公报 2020·2 {}".format, front=CONTENTS[:2], lost=[21]
    ),
    "another count than the contents list's": issue(
        range(18, 22), wrong={n: n + 4 for n in range(18, 22)}, feeds=True, front=CONTENTS
    ),
}


@pytest.mark.parametrize("name", NOTHING)
def test_without_evidence_no_page_is_told(name: str) -> None:
    found = told(parse_text(NOTHING[name]))
    assert len(found) == 4
    assert {page for pages in found.values() for page in pages} == {None}, found


def test_the_figures_of_a_list_are_no_pages() -> None:
    rows = [line for n in range(30, 60) for line in (str(n), "粮食产量", "万吨", "比上年增长")]
    (document,) = parse_text("\n".join([*HEAD, *paragraphs(1), *rows, "60"])).documents
    assert {block.page for block in document.blocks} == {None}


def test_two_columns_with_a_form_feed_each() -> None:
    pages = [[*paragraphs(n)[:2], "\f" + paragraphs(n)[2], DASHED(n)] for n in range(18, 22)]
    text = "\n".join([*HEAD, *("\n".join(page) for page in pages)])
    found = told(parse_text(text))
    assert all(pages <= {page, None} for page, pages in found.items())
    assert all(found[page] == {page} for page in (19, 20, 21))


def test_a_block_stands_where_it_begins() -> None:
    cut, rest = f"此段印在第19面。{FILLER}本段一直写到下", f"一页，到此为止。{FILLER}"
    mark = DASHED(19)
    (document,) = parse_text(issue(range(18, 22)).replace(mark, f"{cut}\n{mark}\n{rest}")).documents
    (block,) = (block for block in document.blocks if cut in block.text)
    assert (block.text, block.page) == (cut + rest, 19)


def test_the_contents_list_tells_the_page_of_a_title_alone() -> None:
    text = "\n".join([*CONTENTS, "江南省财政厅关于乙事项的通知……（25）", *HEAD, *paragraphs(18)])
    (document,) = parse_text(text).documents
    assert [block.page for block in document.blocks] == [18] + [None] * (len(document.blocks) - 1)


def test_a_contents_list_out_of_order_tells_nothing() -> None:
    second = ("江南省财政厅关于乙事项的通知", "江财〔2020〕5号", "请执行。")
    text = "\n".join([*CONTENTS, f"{second[0]}……（5）", *HEAD, *paragraphs(18), *second])
    documents = parse_text(text).documents
    assert [document.page for document in documents] == [18, 5]
    assert {block.page for document in documents for block in document.blocks} == {None}


def test_where_numbers_and_contents_list_differ_for_one_document_its_page_is_not_told() -> None:
    titles = [f"江南省财政厅关于第{n}件事项的通知" for n in "甲乙丙丁"]
    front = ["江南省人民政府公报", "2020年第2期", "目录"]
    listed = dict(zip(titles, (18, 19, 21, 21), strict=True))  # the third is printed on page 20
    body = [
        line
        for page, title in enumerate(titles, 18)
        for line in (title, f"江财〔2020〕{page}号", *paragraphs(page), DASHED(page))
    ]
    text = "\n".join([*front, *(f"{t}……（{n}）" for t, n in listed.items()), *body])
    edition = parse_text(text)
    assert told(edition) == right(18, 19, 21) | {20: {None}}
    assert [document.blocks[0].page for document in edition.documents] == [18, 19, None, 21]


@pytest.mark.parametrize(("listed", "page"), [(20, 20), (40, None)])
def test_what_a_contents_list_says_must_fit_the_pages_around(listed: int, page: int | None) -> None:
    title = "江南省财政厅关于乙事项的通知"
    front = (*CONTENTS, f"{title}……（{listed}）")
    text = issue(range(18, 24), lost=[20], front=front)
    first = paragraphs(20)[0]
    text = text.replace(first, f"{title}\n江财〔2020〕5号\n{first}", 1)
    documents = parse_text(text).documents
    assert [document.page for document in documents] == [18, listed]
    assert documents[1].blocks[0].page == page


def test_a_footnote_stands_on_the_page_of_its_first_mark() -> None:
    marked = f"此段印在第19面[1]。{FILLER}"
    text = (
        issue(range(18, 21))
        .replace(paragraphs(19)[1], marked, 1)
        .replace(DASHED(20), f"[1] 注释。\n{DASHED(20)}")
    )
    (document,) = parse_text(text).documents
    note = passages(document)[-1]
    assert (note.kind, note.page) == ("footnote", 19)


def test_two_lines_of_one_number_on_two_pages_have_no_page() -> None:
    text = issue(range(18, 22), lost=[19], feeds=True).replace("\n\f", "\f")
    assert told(parse_text(text)) == right(18, 21) | {19: {19, None}, 20: {20, None}}


# Anything at all


def pageless(document: Document) -> Document:
    return replace(document, blocks=tuple(replace(b, page=None) for b in document.blocks))


LINES = st.sampled_from(
    [
        *(DASHED(n) for n in (1, 2, 3, 4, 7)),
        *("1", "2", "3", "第5页", "·6·", "\f", "\f8", "18/50", "１９", "1999"),
        *("江南省人民政府公报", "江南省人民政府公报 2020·2 5", "省政府文件 6", "目录"),
        *(f"{HEAD[0]}（3）", *HEAD, "江政发〔2020〕4号", "江南省财政厅关于乙事项的通知"),
        *(f"此段。{FILLER}", "此段没有写完，", "[1] 注释。", "正文[1]。", "甲\t乙", "表1：计划"),
        *("附件1", "江南省人民政府", "2020年3月1日", "一、总体要求"),
        *("抄送：省委各部门。", "江南省人民政府办公厅2020年3月2日印发"),
    ]
)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=40))
def test_pages_ascend_and_change_no_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    edition = parse_text(text)
    for document in edition.documents:
        pages = [block.page for block in document.blocks if block.page is not None]
        assert pages == sorted(pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.gazette.issue, "printed_pages", lambda *_: {})
        without = parse_text(text)
    assert without.issue == edition.issue
    assert without.documents == tuple(map(pageless, edition.documents))


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(
    first=st.integers(1, 300),
    count=st.integers(1, 9),
    lost=st.sets(st.integers(1, 8)),
    head=st.booleans(),
    bare=st.booleans(),
    feeds=st.booleans(),
)
def test_no_page_is_told_wrong(
    first: int, count: int, lost: set[int], head: bool, bare: bool, feeds: bool
) -> None:
    text = issue(
        range(first, first + count),
        "head" if head else "foot",
        BARE if bare else DASHED,
        feeds=feeds,
        lost={first + n if head else first + count - 1 - n for n in lost},
    )
    found = told(parse_text(text))
    assert all(pages <= {page, None} for page, pages in found.items())
    if not lost and count > 1:
        assert found == right(*range(first, first + count))
