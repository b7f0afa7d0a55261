"""What narrows or changes a search beside its words, as tags that can be taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.query import FACETS, MATCHES, Query
from search.results import Results
from web import labels
from web.changes import expanding, matching, out_of, toggled, undated
from web.urls import search_url


@dataclass(frozen=True, slots=True)
class Tag:
    """A condition and the link that takes it off; ``name`` says what sort of condition it is."""

    name: str
    label: str
    href: str


def tags(query: Query, results: Results) -> tuple[Tag, ...]:
    """What is chosen, whether or not the results know the value."""
    return (*_choices(query, results), *_conditions(query))


def inside(query: Query) -> tuple[Tag, ...]:
    """The searches within which is searched; what is typed next searches there as well."""
    said = ((text, f"在 {labels.shortened(text)} 的结果中") for text in query.within)
    return tuple(Tag("条件", label, search_url(out_of(query, text))) for text, label in said)


def _choices(query: Query, results: Results) -> Iterator[Tag]:
    names = labels.values(results)
    for facet in FACETS:
        for value in query.chosen(facet):
            label = names.get((facet, value)) or labels.choice(facet, value)
            yield Tag(labels.FACETS[facet], label, search_url(toggled(query, facet, value)))


def _conditions(query: Query) -> Iterator[Tag]:
    if query.since or query.until:
        yield Tag("条件", f"日期 {_period(query)}", search_url(undated(query)))
    if query.match != MATCHES[0]:
        yield Tag("条件", "也列含部分词的", search_url(matching(query, MATCHES[0])))
    if not query.expand:
        yield Tag("条件", "只按所输文字检索", search_url(expanding(query, True)))


def _period(query: Query) -> str:
    """2017-12-01 至 2017-12-31; 2017-12-01 起; 至 2017-12-31; 2017-12-24."""
    if query.since == query.until:
        return str(query.since)
    if query.since is None:
        return f"至 {query.until}"
    return f"{query.since} 至 {query.until}" if query.until else f"{query.since} 起"
