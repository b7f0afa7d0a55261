"""What an engine's files give and take: records by key, and each block's places of each term.

A block is what one batch has added: passages that are numbered from 0, and for each term the
places it begins at, packed in one value (``search.block``). An engine that holds such values by
term, and commits at once what was put and dropped, needs nothing more to be searched.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Put(Protocol):
    """What is to be put into one block, which has nothing yet."""

    @property
    def number(self) -> int:
        """The block's number."""

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Its records, by keys that are unique in the block."""

    def terms(self) -> Iterator[tuple[str, str, bytes]]:
        """Field, term and what is packed of it; fields and terms ascending, each term once."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one commit does: blocks are dropped with all they have, then others are put."""

    drop: frozenset[int]
    put: Sequence[Put]


class View(ABC):
    """One committed state. Not safe to share between threads: who reads it takes turns."""

    @abstractmethod
    def record(self, block: int, key: str) -> bytes:
        """A record of a block; raises KeyError where there is none."""

    @abstractmethod
    def packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        """What each block has packed of a term, in any order; nothing where it is unknown."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files."""


class Store(ABC):
    """The files of one index, in a folder.

    All methods may raise OSError, and on damaged files any Exception: who calls them translates.
    """

    @abstractmethod
    def version(self) -> Hashable:
        """Something that is another thing after each commit, whoever made it."""

    @abstractmethod
    def view(self) -> View:
        """The last committed state."""

    @abstractmethod
    def commit(self, changes: Changes) -> None:
        """Make changes at once, on the disk when this returns, or none of them where it raises.

        For who holds the folder's lock.
        """


class Stores(Protocol):
    """How an engine makes and opens the stores that lie in a folder."""

    @property
    def prefix(self) -> str:
        """What the engine's addresses begin with."""

    def create(self, folder: Path, name: str) -> None:
        """Begin a store of a name, without a record."""

    def open(self, folder: Path, name: str) -> Store:
        """Open a store that is there."""
