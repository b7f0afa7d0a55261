"""Which words stand behind others in an archive, and what is completed by that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.archive import Archive
from search.document import Edition, Issue
from search.following import following
from search.places import among
from search.stored_engine import StoredEngine
from search.whoosh_engine import connect
from tests.material import document

TEXTS = (
    "省科技厅负责。省科协配合，省里科研单位参加。各省。科研为先。",
    "吉林省科技厅的通知。",
    "我省科普工作。",
    "城市科技馆。",
    "上市科技公司。",
    "市科技局、市科技局。",
    "人工智能产业。节能产业，智能产品。GDP增长。省科技厅。",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredEngine]:
    folder: Path = tmp_path_factory.mktemp("following") / "index"
    made = [
        document(1, "科技工作的通知", *TEXTS[:4], issuer="省科技厅", category="科技类"),
        document(2, "产业工作的通知", *TEXTS[4:], issuer="市科技局", category="综合类"),
        document(3, "其他通知", "略", issuer="省科技厅", category="综合类"),
    ]
    engine = connect(str(folder), "write")
    engine.add([Edition(Issue("made", "公报", 2020, 1), tuple(made))])
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def archive(engine: StoredEngine) -> Archive:
    return engine._now()


@pytest.mark.parametrize(
    ("before", "words", "longer", "expected"),
    [
        ("省", ["科技厅", "科技", "科协", "科普", "科研", "增长"], [], [3, 3, 1, 1, 0, 0]),
        ("省", ["科技厅", "科普"], ["我省", "全省"], [3, 0]),
        ("市", ["科技"], [], [3]),
        ("市", ["科技"], ["城市"], [2]),
        ("市", ["科技"], ["城市", "上市"], [1]),
        ("人工智能", ["产业", "产品"], [], [1, 0]),
        ("智能", ["产业", "产品"], [], [1, 1]),
        ("gdp", ["增长"], [], [1]),
        ("火星", ["科技"], [], [0]),
        ("", ["科技"], [], [0]),
        ("省", [], [], []),
    ],
)
def test_following(
    archive: Archive, before: str, words: list[str], longer: list[str], expected: list[int]
) -> None:
    assert following(archive, before, words, longer) == expected


def test_an_archive_completes_by_what_stands_in_its_passages(archive: Archive) -> None:
    found = [each for each in archive.completer.complete("省科") if each.kind == "word"]
    counts = [("省科技", 3), ("省科技厅", 3), ("省科协", 1)]
    assert [(each.text, each.count) for each in found] == counts


def test_an_archive_completes_fields_by_passages(engine: StoredEngine) -> None:
    assert [each.text for each in engine.complete("类别:")] == ["类别:综合类", "类别:科技类"]
    assert [each.text for each in engine.complete("机关:")] == ["机关:省科技厅", "机关:市科技局"]


@given(st.lists(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_values_are_found_in_an_ascending_array(values: list[int], held: set[int]) -> None:
    found = among(np.array(values, dtype=np.int64), np.array(sorted(held), dtype=np.int64))
    assert found.tolist() == [value in held for value in values]
