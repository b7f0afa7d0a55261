"""Works out what a batch changes: blocks for what is added, and what is gone of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.block import MOST_PASSAGES, Content, bits, packed, records
from search.document import Document, Edition, Issue, passage_count
from search.inversion import Inversion
from search.parts import Part
from search.snapshot import Snapshot
from search.state import STATE, STATE_BLOCK, BlockState, State
from search.store import Changes, Put

#: Cuts and inverts documents, as ``search.inversion.invert``.
Inverting = Callable[[Sequence[Document]], Inversion]


@dataclass(frozen=True, slots=True)
class NewBlock:
    """A block that is to be put."""

    number: int
    content: Content
    inverted: Inversion

    def records(self) -> Iterator[tuple[str, bytes]]:
        """What is known of its documents and words, and the texts."""
        return records(self.content, self.inverted)

    def terms(self) -> Iterator[tuple[str, str, bytes]]:
        """Its postings."""
        width = bits(self.inverted)
        for field, listing in sorted(self.inverted.fields.items()):
            for term, data in packed(listing, width):
                yield field, term, data


@dataclass(frozen=True, slots=True)
class NewState:
    """The state, in the block of its own."""

    state: State
    number: int = STATE_BLOCK

    def records(self) -> Iterator[tuple[str, bytes]]:
        """The state."""
        yield STATE, self.state.dump()

    def terms(self) -> Iterator[tuple[str, str, bytes]]:
        """None."""
        return iter(())


def beginning() -> Changes:
    """What makes an empty store an archive without a block."""
    return Changes(frozenset(), (NewState(State()),))


class Writing:
    """One batch over an archive's last state."""

    def __init__(self, now: Snapshot, inverting: Inverting) -> None:
        self._now, self._inverting = now, inverting
        self._state = now.state
        self._dropped: set[int] = set()
        self._new: list[Put] = []

    def changes(self) -> Changes:
        """What is to be committed."""
        new = (*self._new, NewState(self._state))
        return Changes(frozenset({*self._dropped, STATE_BLOCK}), new)

    def replace_all(self, editions: dict[str, Edition]) -> None:
        """Put editions by issue id in place of what has their ids; a document has one home."""
        home = {d.id: issue for issue, edition in editions.items() for d in edition.documents}
        self.remove(set(editions), set(home))
        for content in _contents(editions, home):
            self._add(content)

    def remove(self, issues: set[str], documents: set[str]) -> None:
        """Let issues by id be gone with all their documents, and documents by id."""
        for part in self._now.parts.values():
            gone = [
                (place, len(held.kinds))
                for place, held in part.documents()
                if held.document.issue in issues or held.document.id in documents
            ]
            left = [place for place, issue in part.issues() if issue.id in issues]
            if gone or left:
                self._lessen(part.state, gone, left)

    def _lessen(self, old: BlockState, gone: list[tuple[int, int]], issues: list[int]) -> None:
        dead = sum(count for _, count in gone)
        new = old.without((place for place, _ in gone), issues, dead)
        blocks = [new if each is old else each for each in self._state.blocks]
        if new.is_empty:
            self._dropped.add(old.number)
            blocks.remove(new)
        self._state = replace(self._state, blocks=tuple(blocks))

    def merge(self, blocks: Sequence[BlockState]) -> None:
        """Write what is left of some blocks anew as one."""
        parts = [self._now.parts[block.number] for block in blocks]
        self._dropped.update(block.number for block in blocks)
        kept = tuple(each for each in self._state.blocks if each not in blocks)
        self._state = replace(self._state, blocks=kept)
        self._add(_left(self._now, parts))

    def _add(self, content: Content) -> None:
        number = self._state.following
        inverted = self._inverting(content.documents)
        self._new.append(NewBlock(number, content, inverted))
        size = sum(map(len, inverted.letters))
        new = BlockState(number, size, len(content.documents), len(content.issues))
        self._state = State((*self._state.blocks, new), number + 1)


def _left(now: Snapshot, parts: Iterable[Part]) -> Content:
    """What is left of some blocks, in their order."""
    every = list(parts)
    issues = (issue for part in every for _, issue in part.issues())
    documents = (now.text(part, place) for part in every for place, _ in part.documents())
    return Content(tuple(issues), tuple(documents))


def _contents(editions: dict[str, Edition], home: dict[str, str]) -> Iterator[Content]:
    """What goes into each block: as many issues as it has room for, and one at least.

    An issue is never cut: a block that is written anew comes behind those that are not, and the
    documents of an issue stand in the order of their passages.
    """
    issues: list[Issue] = []
    documents: list[Document] = []
    room = MOST_PASSAGES
    for edition in editions.values():
        own = _at_home(edition, home)
        size = sum(map(passage_count, own))
        if documents and size > room:
            yield Content(tuple(issues), tuple(documents))
            issues, documents, room = [], [], MOST_PASSAGES
        issues.append(edition.issue)
        documents += own
        room -= size
    if issues:
        yield Content(tuple(issues), tuple(documents))


def _at_home(edition: Edition, home: dict[str, str]) -> list[Document]:
    """The documents that an issue keeps of those of its edition."""
    issue = edition.issue.id
    once = {each.id: each for each in edition.documents}.values()
    return [replace(document, issue=issue) for document in once if home[document.id] == issue]
