"""Which runs are questions, and what is left out of them."""

from __future__ import annotations

import pytest

from search.query import Run
from search.syntax import parse
from search.wording import label

QUESTIONS = {
    "社会办医可以享受哪些税收优惠？": ["可以", "哪些"],
    "2017年粮食总产量是多少": ["是", "多少"],
    "企业怎样申请高新技术企业认定": ["怎样"],
    "人工智能产业规模?": [],
}
NO_QUESTIONS = ["人工智能产业", "如何办理", "是否公开", "什么", "多少", "知识产权质押融资"]


@pytest.mark.parametrize(("text", "dropped"), QUESTIONS.items())
def test_questions(text: str, dropped: list[str]) -> None:
    node = parse(text).node
    assert isinstance(node, Run)
    assert node.question
    assert list(node.dropped) == dropped
    assert len(node.parts) > 1


@pytest.mark.parametrize("text", ["人工智能是什么", "什么是人工智能", "人工智能吗"])
def test_what_asks_for_one_word_is_left_out(text: str) -> None:
    node = parse(text).node
    assert isinstance(node, Run)
    assert [label(part) for part in node.parts] == ["人工智能"]
    assert not node.question


@pytest.mark.parametrize("text", NO_QUESTIONS)
def test_other_runs_are_none(text: str) -> None:
    node = parse(text).node
    assert isinstance(node, Run)
    assert not node.question
    assert node.parts
