"""Blocks as one state has them: where their passages begin, and what of them is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from search.block import ROWS, Block, Held
from search.columns import Bools
from search.document import Issue
from search.state import BlockState, State
from search.store import View


@dataclass(frozen=True, slots=True)
class Part:
    """A block in a state: its passages begin at ``base``; ``alive`` are those of documents that
    are there, None for all.
    """

    block: Block
    state: BlockState
    base: int
    alive: Bools | None

    def documents(self) -> Iterator[tuple[int, Held]]:
        """The documents that are there, each with its place in the block."""
        gone = set(self.state.gone)
        return ((i, held) for i, held in enumerate(self.block.documents) if i not in gone)

    def issues(self) -> Iterator[tuple[int, Issue]]:
        """The issues that are there, each with its place in the block."""
        gone = set(self.state.gone_issues)
        return ((i, issue) for i, issue in enumerate(self.block.issues) if i not in gone)


def parts(state: State, view: View, known: Mapping[int, Block]) -> Iterator[tuple[int, Part]]:
    """The blocks of a state by their numbers; those that are ``known`` are not read again."""
    base = 0
    for each in state.blocks:
        block = known.get(each.number) or Block(each.number, view.record(each.number, ROWS))
        yield each.number, Part(block, each, base, _alive(block, each))
        base += block.size


def _alive(block: Block, state: BlockState) -> Bools | None:
    if not state.gone:
        return None
    alive = np.ones(block.size, dtype=np.bool_)
    for place in state.gone:
        held = block.documents[place]
        alive[held.first : held.first + len(held.kinds)] = False
    return alive
