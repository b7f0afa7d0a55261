"""Answers a query over an archive: matches, counts, orders and shows.

Engines that can list their postings share this; they differ only in where these come from.
"""

from __future__ import annotations

from dataclasses import replace

from search.archive import Archive
from search.asking import Asked, Asking
from search.breakdown import Leaf, leaves
from search.corrections import corrections
from search.counts import TrendCell
from search.diagnosis import diagnosis
from search.facets import Facets
from search.filters import filters
from search.folding import phrase_tokens
from search.found import find, remark, spaced
from search.hitlist import hits, partial_hits
from search.numbercards import cards
from search.query import ALL_WORDS, Nothing, Query, Run, Variants
from search.results import Completion, Facet, Message, Offer, Results, Term
from search.selection import Selection
from search.sentence import N_, Sentence, say, series
from search.spotting import numbers
from search.timeline import timeline
from search.trend import trend as trend_cells
from search.wording import label, wording


def answer(query: Query, archive: Archive) -> Results:
    """The results of a query, with everything that helps to understand and to mend it."""
    asking = Asking(archive)
    asked = asking.ask(query)
    node, found, left = asked.parsed.node, asked.found, asked.narrowed.left()
    partial, partial_total = partial_hits(asked, archive)
    terms = tuple(_term(leaf, asked) for leaf in leaves(node))
    extra = None if found.extra is None else asked.left(found.extra)
    return Results(
        query=query,
        mode=found.mode,
        total=left.total,
        documents=len(left.documents),
        literal_extra=extra,
        hits=hits(asked, archive),
        facets=Facets(archive.columns, query, asked.narrowed).count(),
        messages=tuple(_messages(asked, terms, archive)),
        nothing_asked=isinstance(node, Nothing),
        literal_query=f'"{node.text}" -{node.text}' if isinstance(node, Run) and extra else None,
        complete=asked.left(found.complete),
        partial=partial,
        partial_total=partial_total,
        searched=asked.parsed.searched,
        shown=asked.shown,
        terms=terms,
        cards=cards(node, query, archive, asking.total),
        offers=_offers(asked, asking),
        timeline=timeline(archive.columns, query, asked.narrowed),
    )


def _messages(asked: Asked, terms: tuple[Term, ...], archive: Archive) -> list[Message]:
    said = [*asked.parsed.messages]
    expanded = [_also(term) for term in terms if term.variants]
    if expanded:
        forms = say("一并检索其他写法：%(forms)s。", forms=series(expanded, N_("；")))
        said.append(Message("expanded", "info", forms))
    special = remark(asked.found, asked.parsed.node)
    # Of passages that the filters leave none of, nothing is said.
    if special and asked.narrowed.left().total:
        said.append(special)
    if not asked.found.complete.any() and asked.found.mode != "literal":
        said += archive.listing.messages(asked.parsed.node)
    return said


def _also(term: Term) -> Sentence:
    forms = series(term.variants, N_("”“"))
    return say("“%(typed)s”也作“%(forms)s”", typed=term.text, forms=forms)


def _offers(asked: Asked, asking: Asking) -> tuple[Offer, ...]:
    """Filters that the query names; better spellings; and where nothing was found, why not."""
    node, query, archive = asked.parsed.node, replace(asked.query, match=ALL_WORDS), asking.archive
    complete = asked.left(asked.found.complete)
    named = filters(node, query, archive.columns, asking.total)
    loosened = _is_loosened(asked)
    strict = _only_complete(asked, complete, asking, loosened)
    if loosened:
        return (*named, *strict)
    whole = asking.complete_total
    spelt = corrections(node, query, complete, archive.speller, whole)
    helped = () if complete else diagnosis(node, query, whole)
    return (*named, *strict, *spelt, *helped)


def _is_loosened(asked: Asked) -> bool:
    """Whether some of its words answer a query, as a question or a long run, also unasked."""
    found = asked.found
    if found.reason == "asked":
        found = find(asked.parsed.node, asked.matcher)
    return found.reason in ("question", "long")


def _only_complete(
    asked: Asked, complete: int, asking: Asking, loosened: bool
) -> tuple[Offer, ...]:
    """Among partial hits, the query for those that hold all words."""
    if asked.found.mode != "partial" or not complete:
        return ()
    query = replace(asked.query, match=ALL_WORDS, page=1)
    if loosened:
        query = replace(query, text=wording(spaced(asked.parsed.node)))
    # What is searched within is narrower, too, where all of its words are required.
    count = asking.total(query)
    return (Offer("complete", say("只看含全部词的"), query, count),) if count else ()


def _term(leaf: Leaf, asked: Asked) -> Term:
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


def complete(text: str, limit: int, archive: Archive) -> tuple[Completion, ...]:
    """What a text that is being typed could become; words with what they would find."""
    asking = Asking(archive)
    found = (_counted(each, asking) for each in archive.completer.complete(text, limit))
    return tuple(each for each in found if each.count != 0)


def _counted(completion: Completion, asking: Asking) -> Completion:
    if completion.count is None:
        return completion
    return replace(completion, count=asking.total(Query(completion.text)))


def facet(query: Query, name: str, archive: Archive) -> Facet:
    """All values of a facet for what a query finds, its own choice left out."""
    return Facets(archive.columns, query, Asking(archive).ask(query).narrowed).whole(name)


def trend(query: Query, archive: Archive) -> tuple[TrendCell, ...]:
    """What a query finds by year and category, beside all that its filters leave.

    Passages with some of the words count only where they were asked for.
    """
    asked, columns = Asking(archive).ask(query), archive.columns
    found = asked.found
    partial = found.mode == "partial" and found.reason != "asked"
    masks = (found.complete if partial else found.mask, columns.is_passage)
    hits, base = (Selection(columns, asked.narrowing.narrow(mask)) for mask in masks)
    return trend_cells(columns, hits, base)
