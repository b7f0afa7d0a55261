"""What an archive holds, by id, issue, number and name; and the names of documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue, Holding, read_number
from search.document import Document, Issue
from search.naming import OWN, PASSED_ON, PRINTED, bare, names, pieces, tells

ISSUE = Issue("one")


def catalogue(*documents: Document) -> Catalogue:
    return Catalogue((ISSUE,), (Holding(each, ISSUE, 1) for each in documents))


def numbered(*numbers: str) -> Catalogue:
    return catalogue(*(Document(number, "one", "题", number=number) for number in numbers))


def ids(holdings: tuple[Holding, ...]) -> list[str]:
    return [holding.document.id for holding in holdings]


def named(*found: tuple[str, str, int]) -> set[tuple[str, str, int]]:
    return set(found)


def all_names(title: str, issuer: str | None = None, *parts: str) -> set[tuple[str, str, int]]:
    return {(name.text, name.issuer, name.rank) for name in names(title, issuer, parts)}


def test_by_id_and_by_issue() -> None:
    held = catalogue(Document("a", "one", "题"), Document("b", "one", "题"))
    holding = held.holding("b")
    assert holding is not None
    assert holding.document.id == "b"
    assert held.holding("c") is None
    assert held.issue("one") is ISSUE
    assert held.issue("two") is None
    assert ids(held.of_issue("one")) == ["a", "b"]
    assert held.of_issue("two") == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("江政发〔2018〕5号", ["江政发〔2018〕5号"]),
        ("江政發〔2018〕5号", ["江政发〔2018〕5号"]),
        ("江政发〔2018〕05号", ["江政发〔2018〕5号"]),
        ("江政发〔2017〕5号", []),
        ("政发〔2018〕5号", []),
        ("江政任〔2018〕22号", ["江政任〔2018〕22—24号"]),
        ("江政任〔2018〕23号", ["江政任〔2018〕22—24号"]),
        ("江政任〔2018〕22—24号", ["江政任〔2018〕22—24号"]),
        ("江政任〔2018〕25号", []),
        # 34、36号 are two numbers and not three.
        ("江政函〔2018〕34、36号", ["江政函〔2018〕34号", "江政函〔2018〕36号"]),
        ("江政函〔2018〕35号", ["江政函〔2018〕35号"]),
        ("不是文号", []),
        ("", []),
    ],
)
def test_by_number(asked: str, found: list[str]) -> None:
    held = numbered(
        "江政发〔2018〕5号",
        "江政任〔2018〕22—24号",
        *(f"江政函〔2018〕{serial}号" for serial in (34, 35, 36)),
    )
    assert ids(held.numbered(asked)) == found


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=5))
def test_every_number_that_is_written_finds_its_document(serials: list[int]) -> None:
    held = numbered(*(f"江政发〔2018〕{serial}号" for serial in sorted(set(serials))))
    found = held.numbered(f"江政发〔2018〕{'、'.join(map(str, serials))}号")
    assert {read_number(h.document.number or "") for h in found} == {
        read_number(f"江政发〔2018〕{serial}号") for serial in serials
    }


def test_the_nearest_numbers() -> None:
    held = numbered(
        "江政发〔2018〕5号", "江政发〔2018〕9号", "江政发〔2017〕6号", "江政办发〔2018〕6号"
    )
    assert held.near("江政发〔2018〕6号", 2) == ("江政发〔2018〕5号", "江政发〔2018〕9号")
    assert held.near("没有", 2) == ()


@pytest.mark.parametrize(
    ("title", "others"),
    [
        ("中华人民共和国公司法", ["公司法", "《公司法》", "中華人民共和國公司法"]),
        ("农药管理条例", ["中华人民共和国农药管理条例", "农药 管理条例"]),
        ("江源省关于〈规划〉的意见", ["江源省关于<规划>的意见", "江源省关于《规划》的意见"]),
        ("江源省规划（2016—2020年）", ["江源省规划(2016-2020年)", "江源省规划〔2016－2020年〕"]),
        ("“互联网＋”行动计划", ["互联网+行动计划"]),
    ],
)
def test_the_same_name(title: str, others: list[str]) -> None:
    assert {bare(other) for other in others} == {bare(title)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江源省农药管理办法", "江源省农药管理办法（试行）"),
        ("江源省规划（2016—2020年）", "江源省规划（2021—2025年）"),
        ("江源省规划", "江源省规划（2021—2025年）"),
        ("江源省环境保护条例", "环境保护条例"),
    ],
)
def test_another_name(one: str, other: str) -> None:
    assert bare(one) != bare(other)


def test_a_document_is_named_by_its_title_and_behind_its_issuer_without_it() -> None:
    assert all_names("江源省人民政府关于发展农业的意见") == named(
        ("江源省人民政府关于发展农业的意见", "", OWN),
        ("关于发展农业的意见", "江源省人民政府", OWN),
    )


def test_a_title_without_its_issuer_tells_nothing_alone() -> None:
    assert all_names("关于发展农业的意见") == set()
    assert all_names("关于发展农业的意见", "江源省农业厅") == named(
        ("江源省农业厅关于发展农业的意见", "", OWN),
        ("关于发展农业的意见", "江源省农业厅", OWN),
    )


@pytest.mark.parametrize(
    ("title", "carried", "rank"),
    [
        ("国务院关于印发新一代人工智能发展规划的通知", "新一代人工智能发展规划", PRINTED),
        ("江源省财政厅关于公布《江源省收费目录清册》的公告", "江源省收费目录清册", PRINTED),
        ("关于印发<江源省水库条例>等3个文件的通知", "江源省水库条例", PRINTED),
        ("江源省转发国务院关于印发大气行动计划的通知的通知", "大气行动计划", PASSED_ON),
        ("转发省水利厅等部门《江源省水库管理规程》的通知", "江源省水库管理规程", PASSED_ON),
        ("关于印发〈中华人民共和国工会法〉实施细则的通知", "中华人民共和国工会法实施细则", PRINTED),
    ],
)
def test_a_notice_is_named_by_what_it_carries(title: str, carried: str, rank: int) -> None:
    assert (bare(carried), "", rank) in all_names(title)


def test_a_notice_is_named_by_each_thing_that_it_carries() -> None:
    found = all_names("关于印发<江源省水库条例>和<江源省河道条例>的通知")
    assert {text for text, _, rank in found if rank == PRINTED} == {
        "江源省水库条例",
        "江源省河道条例",
    }


@pytest.mark.parametrize(
    "title",
    [
        "关于贯彻落实《中华人民共和国农业法》的通知",
        "江源省实施《中华人民共和国农业法》办法",
        "关于印发〈农业法〉实施细则的通知",
        "关于印发贯彻落实《中华人民共和国农业法》的通知",
        "关于废止《中华人民共和国农业法》的决定",
    ],
)
def test_what_only_speaks_of_a_statute_does_not_bear_its_name(title: str) -> None:
    assert "农业法" not in {text for text, _, _ in all_names(title, "江源省农业厅")}


def test_attached_parts_name_a_document_where_they_tell_it_from_others() -> None:
    found = all_names(
        "江源省水利厅公告", None, "江源省水库大坝名录", "任务分工表", "重点任务分工方案"
    )
    assert {text for text, _, rank in found if rank == PRINTED} == {"江源省水库大坝名录"}


@pytest.mark.parametrize(
    "name",
    [
        "意见",
        "实施方案",
        "若干政策措施",
        "重点任务分工方案",
        "管理条例",
        "残疾人证明书",
        "申请表",
        "",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert not tells(bare(name))


@pytest.mark.parametrize("name", ["公司法", "宪法", "民法典", "政府信息公开条例", "江源省收费目录"])
def test_names_that_tell(name: str) -> None:
    assert tells(bare(name))


@given(st.text("印发关于《》〈〉<>的通知办法条例江源省 12", max_size=40), st.booleans())
def test_names_of_anything(title: str, with_issuer: bool) -> None:
    for name in names(title, "江源省农业厅" if with_issuer else None):
        assert tells(name.text)
        assert name.text == bare(name.printed) or name.issuer
        # The pieces by which a name is looked for are all in it, in order.
        rest = bare(name.printed)
        for piece in pieces(name.printed):
            _, there, rest = rest.partition("".join(filter(str.isalnum, piece)))
            assert there or not any(map(str.isalnum, piece)), (name, piece)


def test_several_documents_may_bear_a_name() -> None:
    held = catalogue(*(Document(i, "one", "江源省农业工作要点综述") for i in "ab"))
    assert [each.holding.document.id for each in held.named("《江源省农业工作要点综述》")] == [
        "a",
        "b",
    ]
    assert held.named("江源省农业工作") == ()
