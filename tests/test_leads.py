"""Remarks in brackets are shown with the passage that they belong to."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from search.document import Block, Document, Footnote
from search.engine import open_engine
from search.query import Query
from search.results import Hit
from search.snippet import Snippet
from tests import gazette
from tests.material import sample_edition
from web import create_app
from web.results.leads import is_remark, leads

TASK = "建立数据平台。" * 30


def document(*texts: str, kind: str = "paragraph") -> Document:
    blocks = (Block("title", "p0", "题", 0),)
    blocks += tuple(Block(kind, f"p{i}", text) for i, text in enumerate(texts, start=1))
    return Document("d", "i", "题", blocks=blocks, footnotes=(Footnote("1", "n1", "（注）"),))


def hit(anchor: str, text: str, kind: str = "paragraph", of: str = "d") -> Hit:
    held = Document(of, "i", "题")
    return Hit(held, gazette.ISSUE, anchor, kind, (), text, (), Snippet(()), 1.0)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("（牵头单位：省委组织部；配合单位：省科技厅）", True),
        ("(省科技厅负责)。", True),
        ("（一）加强（全面）领导（略）", False),
        ("（省（市）科技厅）", True),
        ("（省科技厅）和（市科技厅）", False),
        ("（没有结束", False),
        ("省科技厅）", False),
        ("〔2017〕", True),
        (f"（{'长' * 200}）", False),
        ("", False),
        ("）", False),
    ],
)
def test_what_is_a_remark(text: str, remark: bool) -> None:
    assert is_remark(text) is remark


@settings(deadline=None)
@given(st.text(alphabet="（）()〔〕[]。一二 ", max_size=20))
def test_a_remark_begins_and_ends_with_its_brackets(text: str) -> None:
    if is_remark(text):
        bare = text.strip().rstrip("。；;.")
        assert bare[0] in "（(〔[【"
        assert bare[-1] in "）)〕]】"


def test_a_remark_is_led_by_what_stands_before_it() -> None:
    held = document("短任务。", "（甲负责）", TASK, "（乙负责）", "（丙配合）")
    found = leads(
        [hit("p2", "（甲负责）"), hit("p5", "（丙配合）"), hit("p1", "短任务。")], lambda _: held
    )
    assert found["d", "p2"] == "短任务。"
    assert found["d", "p5"] == TASK[:90] + "…"
    assert ("d", "p1") not in found


def test_nothing_leads_what_stands_first_or_behind_a_table() -> None:
    remarks = document(*["（甲负责）"] * 9)
    assert leads([hit("p9", "（甲负责）")], lambda _: remarks)["d", "p9"] == ""
    table = document("表\t1", kind="table")
    table = Document("d", "i", "题", blocks=(*table.blocks, Block("paragraph", "p2", "（注）")))
    assert leads([hit("p2", "（注）")], lambda _: table)["d", "p2"] == ""
    # Other kinds are shown with a context of their own, and a document may just have gone.
    assert leads([hit("n1", "（注）", kind="footnote")], lambda _: remarks) == {}
    assert leads([hit("p2", "（注）")], lambda _: None) == {}


def test_few_documents_are_read_for_a_page() -> None:
    read: list[str] = []

    def reading(document_id: str) -> None:
        read.append(document_id)

    leads([hit("p1", "（注）", of=f"d{i % 50}") for i in range(100)], reading)
    assert len(read) == len(set(read)) == 20


@pytest.mark.slow
def test_the_task_stands_above_its_remark(tmp_path: object) -> None:
    engine = open_engine(f"whoosh:{tmp_path}/index", "write")
    engine.add([sample_edition()])
    found = engine.search(Query('"牵头单位：省委组织部"')).hits
    assert [is_remark(each.text) for each in found] == [True]
    page = create_app(engine).test_client().get('/?q="牵头单位：省委组织部"').text
    (lead,) = BeautifulSoup(page, "html.parser").select(".lead-in")
    whole = engine.document(found[0].document.id)
    assert whole
    texts = [" ".join(block.text.split()) for block in whole.blocks]
    place = next(i for i, block in enumerate(whole.blocks) if block.anchor == found[0].anchor)
    said = lead.get_text().removeprefix("上文：").rstrip("…")
    assert len(said) > 10
    assert texts[place - 1].startswith(said)
    engine.close()
