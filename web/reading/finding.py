"""Finds a text to the letter in one document: all that stands there, as in a printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.document import Document
from search.engine import Engine
from search.folding import fold
from search.query import Query
from search.sentence import say
from search.snippet import marker
from web.labels import shortened
from web.link import Link
from web.reading.marks import MAX_LISTED, Marking, Marks, find_in
from web.saying import Text, counted, said
from web.speech import gettext as _
from web.text.inline import Span, Spans
from web.text.places import Place
from web.urls import found_url, is_blank, search_url

# In a quoted phrase these would end it, or stand for other words.
_SPECIAL = str.maketrans(dict.fromkeys('"＂“”*＊', " "))


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that is looked for in a document, and what leads on from there.

    ``back`` takes the text away again; ``everywhere`` looks for it in the whole archive: to the
    letter, or by its words where the archive does not have it to the letter; None where neither
    finds anything.
    """

    text: str
    back: Link
    everywhere: Link | None

    def spans(self) -> Spans:
        """Where a text is marked: see ``literal_spans``."""
        phrase = marker(to_the_letter(self.text))
        return lambda text: literal_spans(self.text, text, phrase(text))

    def marks(self, marked: Sequence[tuple[Place, ...]]) -> Marks:
        """How often the text stands in the document."""
        places = tuple(place for each in marked for place in each)
        ways = (self.everywhere, self.back) if self.everywhere else (self.back,)
        return Marks(
            text=f"“{self.text}”",
            said=_said(len(places), len(marked), self.everywhere is not None),
            first=places[0].id if places else "",
            count=len(places),
            listed=places[:MAX_LISTED],
            ways=ways,
        )


def marking(engine: Engine, document: Document, asked: Query, find: str) -> Marking | None:
    """What is marked in a document: a text that is looked for in it, else what a query finds."""
    if find:
        return finding(engine, document, find, asked)
    return None if is_blank(asked) else find_in(engine, document, asked)


def finding(engine: Engine, document: Document, text: str, asked: Query) -> Finding:
    """Look for a text in a document that was opened with a query, which may be blank."""
    back = Link(_way_back(asked), found_url(document.id, asked))
    return Finding(text, back, _everywhere(engine, text))


def _everywhere(engine: Engine, text: str) -> Link | None:
    for label, query in ((_("在全库逐字检索"), to_the_letter(text)), (_("在全库按词检索"), text)):
        count = engine.search(Query(text=query)).total
        if count:
            return Link(label, search_url(Query(text=query)), count=count)
    return None


def to_the_letter(text: str) -> str:
    """The query that takes a text to the letter."""
    return f'"{" ".join(text.translate(_SPECIAL).split())}"'


def literal_spans(wanted: str, text: str, phrase: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where a text stands in another.

    ``phrase`` is where the engine finds it as a quoted phrase, over punctuation and spaces;
    beside that every place counts that has the same characters, also inside a number or a word
    of letters, in any width, case and form of the characters.
    """
    spans = sorted({*phrase, *_same_characters(wanted, text)})
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _same_characters(wanted: str, text: str) -> Iterator[Span]:
    sought, folded = fold(wanted).text, fold(text)
    at = folded.text.find(sought) if sought else -1
    while at >= 0:
        yield folded.span(at, at + len(sought))
        at = folded.text.find(sought, at + len(sought))


def _said(places: int, passages: int, elsewhere: bool) -> str:
    if not places:
        return _("本文件中没有") if elsewhere else _("本文件中没有，全库检索也没有结果")
    inside = counted("%(count)s 段", passages)
    return counted("本文件中 %(count)s 处，在 %(passages)s中", places, passages=inside)


def _way_back(asked: Query) -> Text:
    words = asked.text or "、".join(asked.within)
    if is_blank(asked) or not words:
        return _("不再查找")
    return said(say("改回“%(query)s”的标记", query=shortened(words)))
