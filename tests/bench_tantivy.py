"""tantivy alone, with words cut beforehand: a page of results, or barely the ten best.

Words and their parts are gongbao's, joined by blanks. Its snippets show them with the blanks, and
a phrase is found where it is cut alike; elsewhere (its border inside a word) it is missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from search import cutter
from search.document import Edition
from search.query import FACETS
from tests.bench_queries import Asked
from tests.bench_rows import facet_values, spaced, spaced_title, words
from tests.material import all_passages

_HITS = 10
#: As many values as gongbao lists of a facet that has many.
_VALUES = 50


class Tantivy:
    """The index in a folder. ``bare``: ten hits' numbers and one facet."""

    def __init__(self, folder: Path, bare: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        cutter.warm_up()
        self._schema, self._bare = _schema(), bare
        self._index = tantivy.Index(self._schema, path=str(folder))

    def add(self, editions: Iterable[Edition]) -> None:
        writer = self._index.writer()
        for document, passage in all_passages(*editions):
            fields = {"text": spaced(passage.text), "title": spaced_title(document.title)}
            writer.add_document(tantivy.Document(**fields, **facet_values(document, passage)))
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, asked: Asked) -> int:
        query, searcher = self._query(asked), self._index.searcher()
        found = searcher.search(query, _HITS)
        names = FACETS[:1] if self._bare else FACETS
        terms = {name: {"terms": {"field": name, "size": _VALUES}} for name in names}
        searcher.aggregate(query, terms)
        if not self._bare:
            marked = tantivy.SnippetGenerator.create(searcher, query, self._schema, "text")
            for _, address in found.hits:
                marked.snippet_from_doc(searcher.doc(address)).to_html()
        return int(found.count)

    def close(self) -> None:
        """Nothing is held."""

    def _query(self, asked: Asked) -> Query:
        first, *rest = (self._term("text", term) for term in asked.terms)
        if asked.phrase:
            cut = words(asked.terms[0])
            return Query.phrase_query(self._schema, "text", cut) if len(cut) > 1 else first
        if asked.kind == "in the title":
            first = self._term("title", asked.terms[0])
        if asked.kind == "in paragraphs":
            rest = [self._term("kind", "paragraph")]
        how = {"either of two": Occur.Should, "exclusion": Occur.MustNot}
        wanted = Occur.Should if asked.kind == "either of two" else Occur.Must
        others = [(how.get(asked.kind, Occur.Must), query) for query in rest]
        return Query.boolean_query([(wanted, first), *others]) if others else first

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="whitespace")
    builder.add_text_field("title", tokenizer_name="whitespace")
    for name in FACETS:
        builder.add_text_field(
            name, stored=True, fast=True, tokenizer_name="raw", index_option="basic"
        )
    return builder.build()


def connect(folder: Path, mode: str) -> Tantivy:
    """The index; ``bare`` is the other mode than write and read."""
    return Tantivy(folder, mode == "bare")
