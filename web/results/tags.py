"""What narrows or changes a search beside its words, as tags that can be taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.catalogue import Catalogue
from search.query import ALL_WORDS, FACETS, Query
from search.sentence import say
from web import labels
from web.changes import expanding, matching, out_of, toggled, undated
from web.issuename import short_name
from web.saying import Text, quoted, said
from web.speech import gettext as _
from web.speech import pgettext
from web.urls import search_url


@dataclass(frozen=True, slots=True)
class Tag:
    """A condition and the link that takes it off; ``name`` says what sort of condition it is."""

    name: str
    label: Text
    href: str


def tags(query: Query, catalogue: Catalogue) -> tuple[Tag, ...]:
    """What is chosen, whether or not the archive knows the value."""
    return (*_choices(query, catalogue), *_conditions(query))


def inside(query: Query) -> tuple[Tag, ...]:
    """The searches within which is searched; what is typed next searches there as well."""
    name = _("条件")
    return tuple(Tag(name, _within(t), search_url(out_of(query, t))) for t in query.within)


def _within(text: str) -> Text:
    return said(say("在 %(text)s 的结果中", text=labels.shortened(text)))


def _choices(query: Query, catalogue: Catalogue) -> Iterator[Tag]:
    for facet in FACETS:
        for value in query.chosen(facet):
            label = _label(facet, value, catalogue)
            name = _name(facet, value, catalogue)
            yield Tag(name, label, search_url(toggled(query, facet, value)))


def _name(facet: str, value: str, catalogue: Catalogue) -> str:
    issue = catalogue.issue(value) if facet == "issue" else None
    return pgettext("tag", "网页") if issue and issue.online else _(labels.FACETS[facet])


def _label(facet: str, value: str, catalogue: Catalogue) -> Text:
    """Issues and documents are chosen by ids and called as the archive calls them."""
    if facet == "document" and (holding := catalogue.holding(value)):
        return quoted(holding.document.title)
    if facet == "issue" and (issue := catalogue.issue(value)):
        return quoted(short_name(issue, catalogue))
    return value if facet == "year" else labels.choice(facet, value)


def _conditions(query: Query) -> Iterator[Tag]:
    if query.since or query.until:
        yield Tag(
            _("条件"), _("日期 %(period)s", period=_period(query)), search_url(undated(query))
        )
    if query.match != ALL_WORDS:
        yield Tag(_("条件"), _("也列含部分词的"), search_url(matching(query, ALL_WORDS)))
    if not query.expand:
        yield Tag(_("条件"), _("只按所输文字检索"), search_url(expanding(query, True)))


def _period(query: Query) -> str:
    """2017-12-01 至 2017-12-31; 2017-12-01 起; 至 2017-12-31; 2017-12-24."""
    if query.since == query.until:
        return str(query.since)
    if query.since is None:
        return _("至 %(day)s", day=query.until)
    if query.until is None:
        return _("%(day)s 起", day=query.since)
    return _("%(since)s 至 %(until)s", since=query.since, until=query.until)
