"""Answers a query over an archive: matches, counts, orders and shows.

Engines that can list their postings share this; they differ only in where these come from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from search.archive import Archive
from search.breakdown import Leaf, leaves
from search.columns import Bools
from search.corrections import corrections
from search.diagnosis import diagnosis
from search.facets import Facets
from search.filters import Count, filters
from search.folding import phrase_tokens
from search.found import Found, find, missing, remark, spaced
from search.listing import listed_only
from search.matching import Matcher
from search.narrowing import Narrowing
from search.numbercards import cards
from search.query import MATCHES, SORTS, And, Node, Nothing, Query, Run, Variants, join
from search.ranking import Ranker, page_of
from search.results import Completion, Hit, Message, Offer, Results, Term
from search.snippet import excerpt
from search.spotting import numbers
from search.syntax import Parsed, parse
from search.wording import label, wording

#: Behind fewer hits than this, passages are shown that hold some of the words.
FEW = 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as it was read, what it found, and its filters."""

    query: Query
    parsed: Parsed
    matcher: Matcher
    found: Found
    narrowing: Narrowing
    shown: Node

    def left(self, mask: Bools) -> int:
        """The number of passages of a mask that the filters leave."""
        return int(self.narrowing.narrow(mask).sum())


def _ask(query: Query, archive: Archive) -> _Asked:
    parsed = parse(query.text, query.expand)
    matcher = Matcher(archive.columns, archive, query.scope)
    found = find(parsed.node, matcher, query.match)
    texts = (parse(text, query.expand).node for text in query.within)
    within = [find(node, matcher, query.match) for node in texts]
    narrowing = Narrowing(archive.columns, query, [each.mask for each in within])
    shown = join(And, [found.node, *(each.node for each in within)])
    return _Asked(query, parsed, matcher, found, narrowing, shown)


def full(query: Query, archive: Archive) -> int:
    """How many passages answer a query with all that it asks for, or literally."""
    found = (asked := _ask(query, archive)).found
    return asked.left(found.complete if found.mode == "partial" else found.mask)


def total(query: Query, archive: Archive) -> int:
    """How many passages a query finds."""
    asked = _ask(query, archive)
    return asked.left(asked.found.mask)


def answer(query: Query, archive: Archive) -> Results:
    """The results of a query, with everything that helps to understand and to mend it."""
    asked = _ask(query, archive)
    node, found = asked.parsed.node, asked.found
    narrowed = asked.narrowing.narrow(found.mask)
    partial, partial_total = _partial(asked, narrowed, archive)
    terms = tuple(_term(leaf, asked) for leaf in leaves(node))

    def count(other: Query) -> int:
        return total(other, archive)

    return Results(
        query=query,
        mode=found.mode,
        total=int(narrowed.sum()),
        documents=len(np.unique(archive.columns.document[narrowed])),
        literal_extra=None if found.extra is None else asked.left(found.extra),
        hits=_hits(asked, narrowed, archive),
        facets=Facets(archive.columns, query, asked.narrowing).count(found.mask),
        messages=tuple(_messages(asked, terms, archive)),
        nothing_asked=isinstance(node, Nothing),
        literal_query=_literal_query(asked),
        complete=asked.left(found.complete),
        partial=partial,
        partial_total=partial_total,
        searched=asked.parsed.searched,
        shown=asked.shown,
        terms=terms,
        cards=cards(node, query, archive, count),
        offers=_offers(asked, archive, count),
    )


def _messages(asked: _Asked, terms: tuple[Term, ...], archive: Archive) -> list[Message]:
    said = [*asked.parsed.messages]
    expanded = [f"“{t.text}”也作“{'”“'.join(t.variants)}”" for t in terms if t.variants]
    if expanded:
        said.append(Message("expanded", "info", f"一并检索其他写法：{'；'.join(expanded)}。"))
    special = remark(asked.found, asked.parsed.node)
    if special:
        said.append(special)
    if not asked.found.complete.any() and asked.found.mode != "literal":
        said += listed_only(asked.parsed.node, archive.issues)
    return said


def _offers(asked: _Asked, archive: Archive, count: Count) -> tuple[Offer, ...]:
    """Filters that the query names; better spellings; and where nothing was found, why not."""
    node, query = asked.parsed.node, replace(asked.query, match=MATCHES[0])
    complete = asked.left(asked.found.complete)

    def whole(other: Query) -> int:
        return full(other, archive)

    strict = _only_complete(asked, complete)
    if asked.found.reason in ("question", "long"):
        return (*filters(node, query, archive.columns, count), *strict)
    spelt = corrections(node, query, complete, archive.speller, whole)
    helped = () if complete else diagnosis(node, query, whole)
    return (*filters(node, query, archive.columns, count), *strict, *spelt, *helped)


def _only_complete(asked: _Asked, complete: int) -> tuple[Offer, ...]:
    """Among partial hits, the query for those that hold all words."""
    if asked.found.mode != "partial" or not complete:
        return ()
    query = replace(asked.query, match=MATCHES[0], page=1)
    if asked.found.reason != "asked":
        query = replace(query, text=wording(spaced(asked.parsed.node)))
    return (Offer("complete", "只看含全部词的", query, complete),)


def _literal_query(asked: _Asked) -> str | None:
    """A query for the passages that hold a run literally but not as words."""
    node, extra = asked.parsed.node, asked.found.extra
    if not isinstance(node, Run) or extra is None or not asked.left(extra):
        return None
    return f'"{node.text}" -{node.text}'


def _term(leaf: Leaf, asked: _Asked) -> Term:
    variants: tuple[str, ...] = ()
    # A 文号 in its canonical form is no other way to say it.
    if isinstance(leaf.node, Variants) and not numbers(leaf.text):
        typed = phrase_tokens(leaf.text)
        others = (form for form in leaf.node.forms[1:] if phrase_tokens(label(form)) != typed)
        held = (form for form in others if asked.matcher.holds_any([form]).any())
        variants = tuple(dict.fromkeys(map(label, held)))
    return Term(
        text=leaf.text,
        role=leaf.role,
        variants=variants,
        count=asked.left(asked.matcher.mask(leaf.node)),
        exact=leaf.exact,
        without=leaf.without,
        excluded=leaf.excluded,
    )


def _hits(asked: _Asked, narrowed: Bools, archive: Archive) -> tuple[Hit, ...]:
    query = asked.query
    end = query.page * query.size
    page = _best(asked, narrowed, archive, query.sort, end)[end - query.size :]
    return tuple(_hit(asked, *each, archive) for each in page)


def _best(
    asked: _Asked, mask: Bools, archive: Archive, sort: str, end: int
) -> list[tuple[int, float]]:
    """The first passages of a mask in an order, each with its score."""
    scores = Ranker(archive.columns, asked.matcher).scores(asked.shown)
    return [(int(n), float(scores[n])) for n in page_of(mask, scores, archive.columns, sort, end)]


def _partial(asked: _Asked, narrowed: Bools, archive: Archive) -> tuple[tuple[Hit, ...], int]:
    """Behind few hits, passages with some of the words: the best of them, and how many."""
    found, total = asked.found, int(narrowed.sum())
    if found.mode != "words" or found.partial is None or total >= FEW:
        return (), 0
    partial = asked.narrowing.narrow(found.partial) & ~narrowed
    best = _best(asked, partial, archive, SORTS[0], FEW - total) if asked.query.page == 1 else []
    hits = (_hit(asked, *each, archive) for each in best)
    return tuple(hits), int(partial.sum())


def _hit(asked: _Asked, number: int, score: float, archive: Archive) -> Hit:
    row = archive.columns.rows[archive.columns.document[number]]
    passage = archive.passage(number)
    spans, snippet = excerpt(asked.shown, passage.text)
    whole = asked.found.complete[number] or asked.found.mode == "literal"
    return Hit(
        document=row.document,
        issue=row.issue,
        anchor=passage.anchor,
        kind=passage.kind,
        headings=passage.headings,
        text=passage.text,
        spans=spans,
        snippet=snippet,
        score=score,
        context=passage.context,
        missing=() if whole else missing(asked.found.loose, passage.text),
    )


def complete(text: str, limit: int, archive: Archive) -> tuple[Completion, ...]:
    """What a text that is being typed could become; words with what they would find."""
    found = (_counted(each, archive) for each in archive.completer.complete(text, limit))
    return tuple(each for each in found if each.count != 0)


def _counted(completion: Completion, archive: Archive) -> Completion:
    if completion.count is None:
        return completion
    return replace(completion, count=total(Query(completion.text), archive))
