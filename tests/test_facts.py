"""The facts above a document."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from search.document import Document
from tests import gazette
from web.link import Link
from web.reading.facts import facts
from web.saying import Said, quoted

MANY = tuple(f"第{i}县人民政府" for i in range(1, 31))


def test_what_is_known_is_said_and_nothing_else() -> None:
    found = {fact.name: str(fact.value) for fact in facts(gazette.NOTICE, gazette.ISSUE, ())}
    assert found == {
        "刊载": "长春市人民政府公报 2020年第1期 第3页起",
        "发文机关": "长春市人民政府",
        "成文日期": "2020-01-09",
        "主送": "各县（市）区人民政府、市直各部门",
    }
    assert list(facts(Document("d", "i", "题"), None, ())) == []


def test_what_a_gazette_says_is_told_from_what_the_page_says() -> None:
    found = {fact.name: fact.value for fact in facts(gazette.NOTICE, gazette.ISSUE, ())}
    assert isinstance(place := found["刊载"], Said)
    assert [(p.text, p.quoted) for p in place.parts] == [
        ("长春市人民政府公报 2020年第1期", True),
        (" ", False),
        ("第3页起", False),
    ]
    assert found["主送"] == quoted("各县（市）区人民政府、市直各部门")


def test_the_issue_and_the_issuer_lead_on() -> None:
    ways = {f.name: unquote(f.href) for f in facts(gazette.NOTICE, gazette.ISSUE, ()) if f.href}
    assert ways == {
        "刊载": f"/issues/{gazette.ISSUE.id}",
        "发文机关": "/?issuer=长春市人民政府&sort=newest&view=documents",
    }
    # A page alone leads nowhere.
    paged = Document("d", "i", "题", page=3)
    assert [(str(f.value), f.href) for f in facts(paged, None, ())] == [("第3页起", "")]


def test_a_number_that_is_not_printed_is_a_fact() -> None:
    bare = replace(gazette.NOTICE, blocks=gazette.NOTICE.blocks[:1])
    assert {f.name: str(f.value) for f in facts(bare, None, ())}["文号"] == "长府发〔2020〕7号"


def test_a_long_list_of_addressees_is_folded() -> None:
    found = next(
        f for f in facts(replace(gazette.NOTICE, addressees=MANY), None, ()) if f.name == "主送"
    )
    assert (found.folded, str(found.value), found.items) == (
        True,
        "第1县人民政府等 30 个单位",
        MANY,
    )


def test_who_was_sent_a_copy_is_a_fact() -> None:
    copied = replace(gazette.NOTICE, copied=("省委各部门", "省人大常委会办公厅"))
    found = {fact.name: str(fact.value) for fact in facts(copied, None, ())}
    assert found["抄送"] == "省委各部门、省人大常委会办公厅"


def test_one_long_addressee_is_not_folded() -> None:
    one = ("各市（州）人民政府、长白山管委会、长春新区管委会及省政府各厅委办、各直属机构",)
    found = next(
        f for f in facts(replace(gazette.NOTICE, addressees=one), None, ()) if f.name == "主送"
    )
    assert (found.folded, str(found.value)) == (False, one[0])


def test_attachments_are_links_and_many_are_folded() -> None:
    few = [f for f in facts(gazette.NOTICE, None, [("方案", "p7")]) if f.name == "附件"]
    assert [(f.folded, f.links) for f in few] == [(False, (Link(quoted("方案"), "#p7"),))]
    many = [(f"表{i}", f"p{i}") for i in range(9)]
    folded = [f for f in facts(gazette.NOTICE, None, many) if f.name == "附件"]
    assert [(f.folded, f.value, len(f.links)) for f in folded] == [(True, "9 份", 9)]
