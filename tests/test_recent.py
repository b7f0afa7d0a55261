"""What was asked for last is kept, and no more than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.recent import Recent

ROOM = 10


def test_a_kept_value_is_not_made_again() -> None:
    kept, made = Recent[str](ROOM, len), []
    for _ in range(3):
        assert kept.get("a", lambda: made.append("a") or "aaa") == "aaa"
    assert made == ["a"]


@given(st.lists(st.integers(1, 14), max_size=40))
def test_the_last_ones_that_fit_are_kept(asked: list[int]) -> None:
    """A key is its value's size."""
    kept: Recent[str] = Recent(ROOM, len)
    made: list[int] = []
    model: list[int] = []  # oldest first
    for key in asked:
        known = key in model
        before = len(made)
        assert kept.get(key, lambda key=key: made.append(key) or "x" * key) == "x" * key
        assert (len(made) > before) is not known
        model = [each for each in model if each != key] + [key]
        while sum(model) > ROOM and len(model) > 1:
            del model[0]


def test_a_value_larger_than_the_room_is_answered() -> None:
    kept: Recent[str] = Recent(ROOM, len)
    assert kept.get(1, lambda: "x" * 50) == "x" * 50
    assert kept.get(2, lambda: "y") == "y"
    assert kept.get(1, lambda: "z") == "z"
