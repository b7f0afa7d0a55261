"""Which blocks an archive is made of, what of them is gone, and which are to be made one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from math import log
from typing import Any

from search.block import MOST_PASSAGES

#: The record that holds the state, in a block of its own.
STATE_BLOCK, STATE = 0, "state"
#: So many blocks of like size are made one, and each size is so many times the one below.
FACTOR = 8
#: Blocks of so many passages are left as they are: making them one would take long.
FULL = 16_384


@dataclass(frozen=True, slots=True)
class BlockState:
    """A block of an archive. ``passages`` are all that were put in it, ``dead`` those of them
    whose documents are gone; ``gone`` and ``gone_issues`` are places in the block, ascending.
    """

    number: int
    passages: int
    documents: int
    issues: int
    gone: tuple[int, ...] = ()
    gone_issues: tuple[int, ...] = ()
    dead: int = 0

    @property
    def alive(self) -> int:
        """The passages that are there."""
        return self.passages - self.dead

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is left."""
        return len(self.gone) == self.documents and len(self.gone_issues) == self.issues

    def without(self, documents: Iterable[int], issues: Iterable[int], dead: int) -> BlockState:
        """The block when more of it is gone."""
        return replace(
            self,
            gone=tuple(sorted({*self.gone, *documents})),
            gone_issues=tuple(sorted({*self.gone_issues, *issues})),
            dead=self.dead + dead,
        )


@dataclass(frozen=True, slots=True)
class State:
    """The blocks of an archive, in the order in which they were written."""

    blocks: tuple[BlockState, ...] = ()
    following: int = STATE_BLOCK + 1

    def dump(self) -> bytes:
        """The state as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, record: bytes) -> State:
        """The state that ``dump`` wrote."""
        fields = json.loads(record)
        blocks = tuple(_block(each) for each in fields["blocks"])
        return cls(blocks, fields["following"])

    def untidy(self) -> tuple[BlockState, ...]:
        """Blocks to be written anew as one: many of like size, or one that is mostly gone."""
        for block in self.blocks:
            if block.dead > block.alive:
                return (block,)
        sizes: dict[int, list[BlockState]] = {}
        for block in self.blocks:
            if block.alive < FULL:
                sizes.setdefault(int(log(block.alive + 1, FACTOR)), []).append(block)
        many = next((like for like in sizes.values() if len(like) >= FACTOR), [])
        total = accumulate(block.alive for block in many)
        return tuple(b for b, so_far in zip(many, total, strict=True) if so_far <= MOST_PASSAGES)


def _block(fields: dict[str, Any]) -> BlockState:
    gone, gone_issues = tuple(fields.pop("gone")), tuple(fields.pop("gone_issues"))
    return BlockState(**fields, gone=gone, gone_issues=gone_issues)
