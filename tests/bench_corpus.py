"""The archive that engines are measured with: a corpus' first passages, an issue at a time.

It is read once into a file of pickled editions, and every measured process streams that file: so
none of them holds the corpus, and reading it costs all alike.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path

from index.collection import read_corpus
from search.document import Block, Document, Edition, Issue, passages
from tests.archive_of_issues import texts

#: A file of JSON lines has no issues; a gazette's has about so many documents.
_DOCUMENTS = 20
#: Documents of the made corpus and their length in paragraphs.
_MADE = 8_000
_PARAGRAPHS = 60
_CATEGORIES = ("综合类", "经济类", "社会类", "农业类", "人事类")
_ISSUERS = ("海东省人民政府", "海东省人民政府办公厅", "海东省财政厅")


def corpus(paths: Sequence[str]) -> Iterator[Edition]:
    """The editions of some corpora one after the other; without any, those of a made one."""
    found = chain.from_iterable(map(read_corpus, paths)) if paths else made()
    return chain.from_iterable(map(_issues, found))


def _issues(edition: Edition) -> Iterator[Edition]:
    """An edition as issues of a gazette's size: a corpus' editions have hundreds of documents."""
    if len(edition.documents) <= _DOCUMENTS:
        yield edition
        return
    for number in range(0, len(edition.documents), _DOCUMENTS):
        issue = replace(edition.issue, id=f"{edition.issue.id}-{number // _DOCUMENTS + 1}")
        some = edition.documents[number : number + _DOCUMENTS]
        yield Edition(issue, tuple(replace(document, issue=issue.id) for document in some))


def made() -> Iterator[Edition]:
    """An invented province's gazette out of the bundled issue's sentences, the same each time."""
    rng = random.Random(31)
    prose = sorted({paragraph for text in texts(None) for paragraph in text.paragraphs})
    sentences = [part + "。" for paragraph in prose for part in paragraph.split("。") if part]
    for number in count(1):
        if number * _DOCUMENTS > _MADE:
            return
        issue = Issue(f"made-{number}", "海东省人民政府公报", 1990 + number // 24, number % 24 + 1)
        some = (_document(rng, sentences, issue, place) for place in range(_DOCUMENTS))
        yield Edition(issue, tuple(some))


def _document(rng: random.Random, sentences: list[str], issue: Issue, place: int) -> Document:
    title = f"关于{rng.choice(sentences).split('，')[0][:12].strip('。')}的通知"
    body = ("".join(rng.choices(sentences, k=rng.randint(1, 4))) for _ in range(_PARAGRAPHS))
    paragraphs = [Block("paragraph", f"p{at}", text) for at, text in enumerate(body, 1)]
    return Document(
        f"{issue.id}-{place}",
        issue.id,
        title,
        category=rng.choice(_CATEGORIES),
        issuer=rng.choice(_ISSUERS),
        issued=date(1990, 1, 1) + timedelta(days=rng.randrange(10_000)),
        blocks=(Block("title", "p0", title, level=0), *paragraphs),
    )


def size(edition: Edition) -> int:
    """How many passages an edition has."""
    return sum(len(passages(document)) for document in edition.documents)


def first_passages(editions: Iterable[Edition], most: int) -> Iterator[Edition]:
    """Editions up to so many passages; the last document is whole."""
    left = most
    for edition in editions:
        kept = []
        for document in edition.documents:
            if left > 0:
                kept.append(document)
                left -= len(passages(document))
        if kept:
            yield replace(edition, documents=tuple(kept))
        if left <= 0:
            return


def store(editions: Iterable[Edition], path: Path) -> int:
    """Write editions to a file; returns how many passages they have."""
    held = 0
    with path.open("wb") as file:
        for edition in editions:
            pickle.dump(edition, file)
            held += size(edition)
    return held


def stored(path: Path, most: int) -> Iterator[Edition]:
    """A file's editions up to so many passages, one at a time."""
    return first_passages(_stored(path), most)


def _stored(path: Path) -> Iterator[Edition]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
