"""Times gongbao on the bundled issue, next to what tutorials would write, and on a large archive.

Run with ``make bench``. Absolute times drift from machine to machine; the ratios hold.
"""

from __future__ import annotations

import gzip
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jieba
from flask.testing import FlaskClient

from index.collection import read_corpus
from index.parse import parse_text
from search import analysis, cutter
from search.document import Edition
from search.engine import Engine, open_engine
from search.query import Query
from tests.bench_corpus import first_passages
from tests.bench_plain import Plain
from tests.bench_timing import timed
from tests.material import ROOT, SAMPLE, all_passages
from web import create_app

QUERIES = 200
LARGE = 100_000
LAWS = ROOT.parent / "shared" / "corpora" / "laws.jsonl.xz"
FIRST_ANSWER = """
from search.engine import open_engine
from search.query import Query
import sys
open_engine(sys.argv[1]).search(Query("人工智能 产业"))
"""


def queries(*editions: Edition) -> list[str]:
    """A fixed mix: one word, two, a run, without, either, near, a question, a phrase, a star."""
    rng = random.Random(7)
    texts = [p.text for _, p in all_passages(*editions) if len(p.text) > 20]
    texts = rng.sample(texts, min(len(texts), 500))
    mix = []
    for i in range(QUERIES):
        text = rng.choice(texts)
        words = [w.text for w in analysis.words(text) if len(w.text) > 1 and not w.part]
        one, other = rng.choice(words), rng.choice(words)
        start = rng.randrange(len(text) - 8)
        stretch = text[start : start + 6].replace('"', "")
        kinds = (
            *(one, f"{one} {other}", f"{one}{other}", f"{one} -{other}", f"{one} OR {other}"),
            *(f"{one} NEAR/10 {other}", f"{one}和{other}有哪些{rng.choice(words)}？"),
            *(f'"{stretch}"', f'"{stretch[:2]}*{stretch[4:]}"'),
        )
        mix.append(kinds[i % len(kinds)])
    return mix


def percentiles(search: Callable[[str], Any], mix: list[str]) -> tuple[float, float]:
    """p50 and p95 in milliseconds over two rounds, the second counted."""
    for text in mix:
        search(text)
    times = sorted(timed(lambda text=text: search(text))[0] * 1000 for text in mix)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def bundled() -> None:
    """The bundled issue, next to the plain index."""
    text = SAMPLE.read_text("utf-8")
    parsing, edition = timed(lambda: parse_text(text, SAMPLE.name))
    mix = queries(edition)
    with tempfile.TemporaryDirectory() as folder:
        plain = Plain(folder)
        plain_indexing, _ = timed(lambda: plain.add([edition]))
        plain_p50, plain_p95 = percentiles(plain.search, mix)
    with tempfile.TemporaryDirectory() as folder:
        address = f"whoosh:{Path(folder) / 'index'}"
        engine = open_engine(address, "write")
        indexing, _ = timed(lambda: engine.add([edition]))
        cold = sorted(timed(lambda text=text: engine.search(Query(text)))[0] * 1000 for text in mix)
        p50, p95 = percentiles(lambda text: engine.search(Query(text)), mix)
        completing = completions(engine, mix)
        client = create_app(engine).test_client()
        page_p50, page_p95 = percentiles(lambda text: client.get(f"/?q={quote(text)}"), mix)
        weights = sorted(map(partial(over_the_wire, client), mix))
        stats = engine.stats()
        engine.close()
        command = [sys.executable, "-c", FIRST_ANSWER, address]
        first, _ = timed(lambda: subprocess.run(command, check=True, cwd=ROOT))
    print(f"{stats.documents} documents, {stats.passages} passages, {len(text)} characters")
    rows = [
        ("parsing, s", parsing, None),
        ("indexing, s", indexing, plain_indexing),
        ("first asked, p95 ms", cold[int(len(cold) * 0.95)], None),
        ("query p50, ms", p50, plain_p50),
        ("query p95, ms", p95, plain_p95),
        ("completion p95, ms", completing, None),
        ("page of results p50, ms", page_p50, None),
        ("page of results p95, ms", page_p95, None),
        ("page, style and script p50, kB", weights[len(weights) // 2], None),
        ("page, style and script most, kB", weights[-1], None),
        ("first answer after start, s", first, None),
    ]
    show(rows)


def large() -> None:
    """The first hundred thousand paragraphs of a collection of laws."""
    if not LAWS.exists():
        print(f"\nThe large collection is not there ({LAWS.name}): left out.")
        return
    editions = list(first_passages(read_corpus(str(LAWS)), LARGE))
    mix = queries(*editions)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"whoosh:{Path(folder) / 'index'}", "write")
        indexing, _ = timed(lambda: engine.add(editions))
        engine.search(Query("公司"))
        cold = sorted(timed(lambda text=text: engine.search(Query(text)))[0] * 1000 for text in mix)
        p50, p95 = percentiles(lambda text: engine.search(Query(text)), mix)
        completing = completions(engine, mix)
        stats = engine.stats()
        engine.close()
    print(f"\n{stats.documents} laws, {stats.passages} passages")
    rows = [
        ("indexing, passages a second", stats.passages / indexing, None),
        ("first asked, p50 ms", cold[len(cold) // 2], None),
        ("first asked, p95 ms", cold[int(len(cold) * 0.95)], None),
        ("query p50, ms", p50, None),
        ("query p95, ms", p95, None),
        ("completion p95, ms", completing, None),
    ]
    show(rows)


def completions(engine: Engine, mix: list[str]) -> float:
    """p95 in milliseconds of completing the first characters of the queries, and some pinyin."""
    typed = [text[:size].strip('"') for text in mix for size in (1, 2, 3)]
    typed += ["r", "re", "ren", "fazhan", "fz", "chuangx", "jingji", "shzy"]
    for text in ("一", "yi"):
        engine.complete(text)
    times = sorted(timed(lambda text=text: engine.complete(text))[0] * 1000 for text in typed)
    return times[int(len(times) * 0.95)]


def over_the_wire(client: FlaskClient, text: str) -> float:
    """kB of a page of results with its style sheets and scripts, compressed."""
    unpacks = {"Accept-Encoding": "gzip"}
    page = client.get(f"/?q={quote(text)}", headers=unpacks).data
    files = re.findall(rb'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page))
    packed = (client.get(name.decode(), headers=unpacks, buffered=True).data for name in files)
    return (len(page) + sum(map(len, packed))) / 1000


def show(rows: list[tuple[str, float, float | None]]) -> None:
    """A table of figures, with those of the plain index and the ratio where there are any."""
    print(f"{QUERIES} queries, each with all facets and 20 snippets\n")
    print(f"{'':32}{'gongbao':>12}{'plain':>12}{'ratio':>8}")
    for name, ours, theirs in rows:
        other = f"{theirs:12.2f}{theirs / ours:8.2f}" if theirs else ""
        print(f"{name:32}{ours:12.2f}{other}")


def main() -> None:
    """Print both tables."""
    jieba.initialize()
    cutter.warm_up()
    bundled()
    large()


if __name__ == "__main__":
    main()
