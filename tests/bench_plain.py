"""A Whoosh index as the tutorials write it: ChineseAnalyzer, its own facets and highlights.

It does less than gongbao: a quoted phrase finds nothing where ChineseAnalyzer cuts words inside
words, and 民政 finds every 人民政府.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh import fields, highlight, qparser
from whoosh.index import create_in, exists_in, open_dir

from search.document import Edition
from search.query import FACETS
from tests.bench_queries import Asked
from tests.bench_rows import facet_values
from tests.material import all_passages


class Plain:
    """The index in a folder, opened where there is one; ``titles`` makes them a field, too."""

    def __init__(self, folder: str, hits: int = 20, titles: bool = False) -> None:
        self._hits, self._titles = hits, titles
        found = exists_in(folder)
        self._index = open_dir(folder) if found else create_in(folder, _schema(titles))

    def add(self, editions: Iterable[Edition]) -> None:
        writer = self._index.writer()
        for document, passage in all_passages(*editions):
            title = {"title": document.title} if self._titles else {}
            facets = facet_values(document, passage)
            writer.add_document(text=passage.text, **title, **facets)
        writer.commit()

    def search(self, text: str) -> int:
        with self._index.searcher() as searcher:
            query = qparser.QueryParser("text", self._index.schema).parse(text)
            results = searcher.search(query, limit=self._hits, groupedby=list(FACETS))
            results.fragmenter = highlight.ContextFragmenter()
            for name in FACETS:
                {value: len(found) for value, found in results.groups(name).items()}
            for hit in results:
                hit.highlights("text")
            return len(results)

    def ask(self, asked: Asked) -> int:
        return self.search(" ".join(_written(asked)))

    def close(self) -> None:
        self._index.close()


def _schema(titles: bool) -> fields.Schema:
    title = {"title": fields.TEXT(analyzer=ChineseAnalyzer())} if titles else {}
    return fields.Schema(
        text=fields.TEXT(analyzer=ChineseAnalyzer(), stored=True),
        **title,
        **{name: fields.ID(stored=True, sortable=True) for name in FACETS},
    )


def _written(asked: Asked) -> Iterator[str]:
    """The query in Whoosh's syntax, piece by piece."""
    first, *rest = asked.terms
    before = {"in the title": "title:", "in paragraphs": "kind:paragraph "}
    between = {"either of two": "OR ", "exclusion": "NOT "}
    yield f'"{first}"' if asked.phrase else before.get(asked.kind, "") + first
    yield from (between.get(asked.kind, "") + term for term in rest)


def connect(folder: Path, _mode: str) -> Plain:
    """The index for measuring: ten hits, titles a field."""
    folder.mkdir(parents=True, exist_ok=True)
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return Plain(str(folder), hits=10, titles=True)
