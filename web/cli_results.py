"""Prints the answer to a query on a terminal: hits, and all that is said about them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

import click

from search.query import DOCUMENTS, SAME_DOCUMENT, Query
from search.results import Hit, Message, NumberCard, Offer, Piece, Results, Term
from web.sources import place_name

# An offer's kind -> how it is introduced.
_OFFERS = {
    "spelling": "您要找的是不是",
    "complete": "含全部词的",
    "word": "单独检索",
    "pair": "两词同段",
    "filter": "放宽筛选",
    "scope": "放宽范围",
    "unquoted": "去掉引号",
    "expanded": "其他写法",
    "date": "可改为筛选",
    "amount": "可改为筛选",
    "issuer": "可改为筛选",
    "category": "可改为筛选",
    "number": "相近的文号",
}


def print_results(results: Results) -> None:
    """Messages to standard error, all else to standard output."""
    for message in results.messages:
        click.secho(_said(message), err=True, fg="yellow")
    for card in results.cards:
        click.echo("\n".join(_card(card)))
    click.echo(_count(results))
    if len(results.terms) > 1 or any(term.variants for term in results.terms):
        click.secho("  ".join(map(_term, results.terms)), dim=True)
    if results.query.view == DOCUMENTS:
        _print_documents(results.hits)
    else:
        for hit in results.hits:
            click.echo("\n".join(["", *_lines(hit)]))
    _print_hidden(results)
    for line in _offers(results.offers):
        click.echo(line)
    _print_facets(results)


def _print_documents(hits: tuple[Hit, ...]) -> None:
    """Each document once, its best passages under it, and how many more it has."""
    for _, group in groupby(hits, key=lambda hit: hit.document.id):
        best = tuple(group)
        click.echo("\n".join(["", *_about(best[0])]))
        for hit in best:
            click.echo("\n".join(_passage(hit)))
        if best[0].found > len(best):
            click.secho(f"本文件另有 {best[0].found - len(best)} 段", dim=True)


def _count(results: Results) -> str:
    if results.mode != "partial":
        return f"共 {results.total} 段，见于 {results.documents} 份文件"
    partial = f"只含部分词的 {results.total - results.complete} 段"
    whole = f"含全部词的 {results.complete} 段" if results.complete else "没有含全部词的段落"
    return f"{whole}，{partial}"


def _print_hidden(results: Results) -> None:
    """What the words did not find: partial hits, and passages that hold the letters."""
    if results.partial:
        click.echo(f"\n只含部分词的另有 {results.partial_total} 段，最贴近的：")
        for hit in results.partial:
            click.echo("\n".join(["", *_lines(hit)]))
    if results.literal_extra and results.literal_query:
        click.echo(
            f"\n另有 {results.literal_extra} 段含“{results.query.text}”，但不是作为词出现；"
            f"检索 {results.literal_query} 可以列出"
        )


def _print_facets(results: Results) -> None:
    for facet in results.facets:
        counts = "  ".join(f"{value.label} {value.count}" for value in facet.values[:8])
        if facet.name not in ("issue", "document") and counts:
            click.secho(f"\n{counts}", dim=True, nl=False)
    click.echo()


def _said(message: Message) -> str:
    offered = message.query and message.query not in message.text
    return f"{message.text} 可检索：{message.query}" if offered else message.text


def _term(term: Term) -> str:
    """A term with its count: 创新 12, -医疗, ~~的~~."""
    if term.role == "dropped":
        return f"（{term.text}：未作要求）"
    name = f"-{term.text}" if term.role == "excluded" else term.text
    also = f"（也作 {'、'.join(term.variants)}）" if term.variants else ""
    return f"{name} {term.count}{also}"


def _card(card: NumberCard) -> Iterator[str]:
    for held in card.held:
        yield f"▸ {card.number}  {click.style(held.document.title, bold=True)}"
        place = [place_name(held.issue), f"文件 id {held.document.id}"]
        yield "  " + "，".join(filter(None, place))
    for listed in card.listed:
        yield f"▸ {card.number} 见于 {listed.issue.label} 目录：{listed.entry.title}（正文未收录）"
    if not card.held:
        cited = f"，有 {card.cited} 段提到它" if card.cited else ""
        near = "、".join(offer.label for offer in card.nearest)
        yield f"▸ 没有收录 {card.number}{cited}" + (f"；相近的有 {near}" if near else "")


def _offers(offers: tuple[Offer, ...]) -> Iterator[str]:
    """One line for each sort of offer."""
    for kind, said in _OFFERS.items():
        found = [offer for offer in offers if offer.kind == kind]
        if found:
            yield f"\n{said}：" + "；".join(map(_offer, found))


def _offer(offer: Offer) -> str:
    label = offer.query.text if offer.kind == "complete" else offer.label
    return f"{label}（{offer.count} 段{_options(offer.query)}）"


def _options(query: Query) -> str:
    """How a filter is set on the command line, where the query's text does not say it."""
    options = [f"--since {query.since}"] if query.since else []
    options += [f"--until {query.until}"] if query.until else []
    options += [f"--within '{text}'" for text in query.within]
    options += [f"--issuer {value}" for value in query.issuer]
    options += [f"--category {value}" for value in query.category]
    options += [f"--year {value}" for value in query.year]
    options += [f"--issue {value}" for value in query.issue]
    options += ["--scope document"] if query.scope == SAME_DOCUMENT else []
    return "".join(f" {option}" for option in options)


def _lines(hit: Hit) -> list[str]:
    return [*_about(hit), *_passage(hit)]


def _about(hit: Hit) -> list[str]:
    """The document of a hit: its title, and what identifies it."""
    document = hit.document
    place = place_name(hit.issue)
    facts = (document.category, document.number, document.issuer, document.issued, place)
    return [
        click.style(document.title, bold=True),
        click.style(" · ".join(str(fact) for fact in facts if fact), dim=True),
    ]


def _passage(hit: Hit) -> list[str]:
    lines = [click.style(" › ".join(hit.headings), dim=True)] if hit.headings else []
    lines.append(_marked(hit))
    if hit.missing:
        lines.append(click.style(f"缺：{'、'.join(hit.missing)}", dim=True))
    return lines


def _marked(hit: Hit) -> str:
    fragments = ("".join(_piece(piece) for piece in each) for each in hit.snippet.fragments)
    before = "…" if hit.snippet.cut_before else ""
    return before + " … ".join(fragments) + ("…" if hit.snippet.cut_after else "")


def _piece(piece: Piece) -> str:
    if not piece.matched:
        return piece.text
    on_terminal = sys.stdout.isatty()
    return click.style(piece.text, fg="red", bold=True) if on_terminal else f"【{piece.text}】"
