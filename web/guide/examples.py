"""Example queries drawn from what the archive holds; each is tried before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.counts import Stats
from search.engine import Engine
from search.query import Query
from search.sentence import N_, Sentence, quote, say
from search.sources import Source
from web import labels
from web.guide.vocabulary import Vocabulary, draw
from web.saying import Said, said
from web.speech import gettext as _
from web.urls import search_url


@dataclass(frozen=True, slots=True)
class Example:
    """A query worth trying: what it shows, how it reads, and its link."""

    shows: str
    label: Said
    href: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An example in no language yet: it is drawn once and shown to readers of all."""

    shows: str
    label: Sentence
    query: Query


class Showcase:
    """The engine's examples, drawn again when what it holds has changed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._state: tuple[Stats, tuple[Source, ...]] | None = None
        self._drawn: tuple[Vocabulary, tuple[_Drawn, ...]] = (Vocabulary(), ())

    def vocabulary(self) -> Vocabulary:
        """Words that the archive holds."""
        return self._current()[0]

    def examples(self) -> tuple[Example, ...]:
        """Queries that find something, at most one of a sort, in the reader's language."""
        drawn = self._current()[1]
        return tuple(Example(_(d.shows), said(d.label), search_url(d.query)) for d in drawn)

    def _current(self) -> tuple[Vocabulary, tuple[_Drawn, ...]]:
        issues = self.engine.issues()
        state = (self.engine.stats(), issues[0].sources if issues else ())
        if state != self._state:
            vocabulary = draw(self.engine, issues)
            drawn = (vocabulary, tuple(_that_find(self.engine, vocabulary)))
            self._drawn, self._state = drawn, state
        return self._drawn


def _that_find(engine: Engine, words: Vocabulary) -> Iterator[_Drawn]:
    """Of several candidates that show the same, the first that finds something."""
    shown: set[str] = set()
    for shows, label, query in _candidates(words):
        if shows not in shown and engine.search(replace(query, size=1)).total:
            shown.add(shows)
            yield _Drawn(shows, label, query)


def _candidates(words: Vocabulary) -> Iterator[tuple[str, Sentence, Query]]:
    if words.phrase:
        text = f'"{words.phrase}"'
        yield N_("原文短语"), quote(text), Query(text)
    if words.number:
        for text in (words.number, f"文号:{words.number}"):
            yield N_("文号"), quote(text), Query(text)
    if words.category:
        yield N_("类别"), quote(words.category), Query(category=(words.category,))
    if words.note:
        yield N_("脚注"), quote(words.note), Query(words.note, kind=("footnote",))
    elif words.kind:
        label = say("只看%(kind)s", kind=Sentence(labels.KINDS[words.kind]))
        yield N_("段落类型"), label, Query(kind=(words.kind,))
    if words.phrase and words.other:
        for text in (f"{words.phrase} OR {words.other}", f"{words.phrase} NOT {words.other}"):
            yield N_("组合"), quote(text), Query(text)
