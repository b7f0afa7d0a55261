"""Example queries drawn from what the archive holds; each is tried before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.engine import Engine
from search.query import Query
from search.results import Stats
from web import labels
from web.urls import search_url
from web.vocabulary import Vocabulary, draw


@dataclass(frozen=True, slots=True)
class Example:
    """A query worth trying: what it shows, how it reads, and its link."""

    shows: str
    label: str
    href: str


class Showcase:
    """The engine's examples, drawn again when what it holds has changed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._state: tuple[Stats, str] | None = None
        self._drawn: tuple[Vocabulary, tuple[Example, ...]] = (Vocabulary(), ())

    def vocabulary(self) -> Vocabulary:
        """Words that the archive holds."""
        return self._current()[0]

    def examples(self) -> tuple[Example, ...]:
        """Queries that find something, at most one of a sort."""
        return self._current()[1]

    def _current(self) -> tuple[Vocabulary, tuple[Example, ...]]:
        issues = self.engine.issues()
        state = (self.engine.stats(), issues[0].digest if issues else "")
        if state != self._state:
            vocabulary = draw(self.engine, issues)
            drawn = (vocabulary, tuple(_that_find(self.engine, vocabulary)))
            self._drawn, self._state = drawn, state
        return self._drawn


def _that_find(engine: Engine, words: Vocabulary) -> Iterator[Example]:
    """Of several candidates that show the same, the first that finds something."""
    shown: set[str] = set()
    for shows, label, query in _candidates(words):
        if shows not in shown and engine.search(replace(query, size=1)).total:
            shown.add(shows)
            yield Example(shows, label, search_url(query))


def _candidates(words: Vocabulary) -> Iterator[tuple[str, str, Query]]:
    if words.phrase:
        yield "原文短语", f'"{words.phrase}"', Query(f'"{words.phrase}"')
    if words.number:
        for text in (words.number, f"文号:{words.number}"):
            yield "文号", text, Query(text)
    if words.category:
        yield "类别", words.category, Query(category=(words.category,))
    if words.note:
        yield "脚注", words.note, Query(words.note, kind=("footnote",))
    elif words.kind:
        label = f"只看{labels.KINDS.get(words.kind, words.kind)}"
        yield "段落类型", label, Query(kind=(words.kind,))
    if words.phrase and words.other:
        for text in (f"{words.phrase} OR {words.other}", f"{words.phrase} NOT {words.other}"):
            yield "组合", text, Query(text)
