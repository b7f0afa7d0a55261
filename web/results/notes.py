"""What the engine says of a query, a line each, with the link that undoes it or goes further."""

from __future__ import annotations

from dataclasses import dataclass

from search.query import Query
from search.results import Message, Results
from search.sentence import N_, say
from web import labels
from web.changes import asking, expanding
from web.link import Link
from web.results import offers
from web.saying import Text, counted, quoted, said, said_of
from web.speech import gettext as _
from web.urls import search_url


@dataclass(frozen=True, slots=True)
class Note:
    """A line about the query; ``level`` is info or warning."""

    level: str
    text: Text
    link: Link | None = None


def notes(query: Query, results: Results) -> tuple[Note, ...]:
    """The engine's messages, then what the words hide."""
    dropped = any(term.role == "dropped" for term in results.terms)
    # What was dropped is struck out among the terms, where it can be asked for.
    messages = (m for m in results.messages if not (m.code == "dropped" and dropped))
    said = [_message(query, results, message) for message in messages]
    if results.literal_extra and results.literal_query:
        said.append(_literal(query, results.literal_extra, results.literal_query))
    return tuple(said)


def _message(query: Query, results: Results, message: Message) -> Note:
    if message.code == "expanded":
        # Which forms these are stands beside each term.
        link = Link(_("只检索所输文字"), search_url(expanding(query, False)))
        return Note(message.level, _("也检索了其他写法。"), link)
    if message.code == "partial":
        return Note(message.level, said(message.said), _wider(results))
    if message.query is None:
        return Note(message.level, said(message.said))
    return _corrected(query, message, message.query)


def _corrected(query: Query, message: Message, text: str) -> Note:
    """A message that offers another query: where its text ends with it, the link stands there."""
    href, sentence = search_url(asking(query, text)), said(message.said)
    if sentence.ends_with(text):
        return Note(message.level, sentence.without_end(text), Link(quoted(text), href))
    label: Text = said(say("改为检索 %(query)s", query=text))
    if message.code == "syntax":
        label = _("采用改后的查询")
    return Note(message.level, sentence, Link(label, href))


def _wider(results: Results) -> Link | None:
    """The words in one document, where no passage has them all."""
    found = (offer for offer in results.offers if offer.kind == "scope")
    return next((offers.link(offer, N_("放宽到同篇")) for offer in found), None)


def _literal(query: Query, count: int, text: str) -> Note:
    # The literal query quotes the run that was searched, without what was left out of it.
    run = labels.shortened(text.split('"')[1])
    link = Link(counted("查看这 %(count)s 段", count), search_url(asking(query, text)))
    sentence = said_of("另有 %(count)s 段含有“%(run)s”，但不是作为词出现。", count, run=run)
    return Note("info", sentence, link)
