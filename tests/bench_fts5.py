"""SQLite's FTS5 with words cut beforehand, facets by GROUP BY.

The same words as for tantivy, with the same limits. A word with a point in it (3.5) stays whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from search import cutter
from search.document import Edition
from search.query import FACETS
from tests.bench_queries import Asked
from tests.bench_rows import facet_values, spaced, spaced_title
from tests.material import all_passages

_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS passage (id INTEGER PRIMARY KEY, {", ".join(FACETS)});
CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (
    text, title, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '.'"
);
"""
_FROM = "FROM found JOIN passage ON passage.id = found.rowid WHERE found MATCH ?"
_BEST = "SELECT found.rowid, snippet(found, 0, '【', '】', '…', 32)"


class Fts5:
    """The index in a file of a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        cutter.warm_up()
        self._held = sqlite3.connect(folder / "fts5.db")
        self._held.executescript(_SCHEMA)
        self._count = self._held.execute("SELECT count(*) FROM passage").fetchone()[0]

    def add(self, editions: Iterable[Edition]) -> None:
        marks = ", ".join("?" * len(FACETS))
        with self._held:
            for document, passage in all_passages(*editions):
                self._count += 1
                facets = facet_values(document, passage)
                row = (self._count, *(facets[name] for name in FACETS))
                self._held.execute(f"INSERT INTO passage VALUES (?, {marks})", row)
                texts = (spaced(passage.text), spaced_title(document.title))
                insert = "INSERT INTO found (rowid, text, title) VALUES (?, ?, ?)"
                self._held.execute(insert, (self._count, *texts))

    def ask(self, asked: Asked) -> int:
        query = " ".join(_written(asked))
        where = f"{_FROM} AND kind = 'paragraph'" if asked.kind == "in paragraphs" else _FROM
        self._rows(f"{_BEST} {where} ORDER BY rank LIMIT 10", query)
        for name in FACETS:
            self._rows(f"SELECT {name}, count(*) {where} GROUP BY 1", query)
        return int(self._rows(f"SELECT count(*) {where}", query)[0][0])

    def close(self) -> None:
        self._held.close()

    def _rows(self, statement: str, query: str) -> list[tuple[object, ...]]:
        return self._held.execute(statement, (query,)).fetchall()


def _written(asked: Asked) -> Iterator[str]:
    """The query in FTS5's syntax, piece by piece."""
    first, *rest = asked.terms
    cut = spaced(first) if asked.phrase else first
    yield f'{"title" if asked.kind == "in the title" else "text"} : "{cut}"'
    between = {"either of two": "OR", "exclusion": "NOT"}
    yield from (f'{between.get(asked.kind, "AND")} text : "{term}"' for term in rest)


def connect(folder: Path, _mode: str) -> Fts5:
    """The index."""
    return Fts5(folder)
