"""The engines that are measured, by name, and what each has to be able to do."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from search import cutter
from search.document import Edition
from search.engine import ENGINES as PORT
from search.engine import open_engine
from search.query import Query
from tests.bench_queries import Asked, gongbao

HITS = 10


class Engine(Protocol):
    """An index in a folder, made or opened by the module's ``connect(folder, mode)``."""

    def add(self, editions: Iterable[Edition]) -> None:
        """Index some editions and commit."""

    def ask(self, asked: Asked) -> int:
        """Answer a query with all that a page of results shows; how many passages it finds."""

    def close(self) -> None:
        """Let go of files."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A row of the tables: ``module`` connects, ``mode`` says how it is searched.

    One that ``shares`` another's index is searched only.
    """

    name: str
    module: str
    needs: str
    mode: str = "read"
    shares: str = ""


CONTENDERS = (
    Contender("gongbao-whoosh", "whoosh:", "whoosh"),
    Contender("gongbao-tantivy", "tantivy:", "tantivy"),
    Contender("plain-whoosh", "tests.bench_plain", "whoosh"),
    Contender("plain-tantivy", "tests.bench_tantivy", "tantivy"),
    Contender("bare-tantivy", "tests.bench_tantivy", "tantivy", "bare", "plain-tantivy"),
    Contender("fts5", "tests.bench_fts5", "sqlite3"),
)
NAMES = tuple(contender.name for contender in CONTENDERS)


def missing(contender: Contender) -> str:
    """Why a contender cannot be measured here; empty where it can."""
    prefix, colon, _ = contender.module.partition(":")
    if colon and prefix not in PORT:
        return f"gongbao has no engine {prefix} yet"
    if importlib.util.find_spec(contender.needs) is None:
        return f"the package {contender.needs} is not installed"
    return ""


def connect(contender: Contender, folder: Path, mode: str) -> Engine:
    """Open a contender's index; ``mode`` is write or how it is searched."""
    if contender.module.endswith(":"):
        return Gongbao(f"{contender.module}{folder}", mode)
    engine: Engine = importlib.import_module(contender.module).connect(folder, mode)
    return engine


class Gongbao:
    """gongbao through its port."""

    def __init__(self, address: str, mode: str) -> None:
        cutter.warm_up()
        self._engine = open_engine(address, mode)

    def add(self, editions: Iterable[Edition]) -> None:
        self._engine.add(editions)

    def ask(self, asked: Asked) -> int:
        return self._engine.search(Query(gongbao(asked), size=HITS)).total

    def close(self) -> None:
        self._engine.close()
