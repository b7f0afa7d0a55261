"""Gives documents their ids, and says what of a copy is compared with the copies of others.

Of two texts of one document the better one wins: the longer one in steps of a tenth (the other
lacks an annex, or a page), where an unreadable character takes ten from a text, the words around
it being lost, too; then the one with fewer unreadable characters; then the one printed in a
gazette, which is the standard text (立法法 and 行政法规制定程序条例 say so of statutes), before a
web page; then HTML before plain text and Markdown, and these before PDF, whose tables and reading
order are guessed; then the longer one; then the first by name.
"""

from __future__ import annotations

import math
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from index.gazette.patterns import fold
from index.gazette.titles import opens_with_agency
from search.document import Document
from search.sources import Copy

#: A shorter title (人事任免) may be that of any office's document of the same day.
SHORTEST_TITLE = 8
_TENTH = math.log(1.1)
_UNREADABLE = "\ufffd"
_SPOILT = 10  # characters around one that is unreadable


def document_id(document: Document, issue: str) -> str:
    """Stable while the document's 文号, or else its title and date, stay the same; of a document
    that tells too little, while its issue and title do.
    """
    if document.number:
        return _id(document.number)
    return alias(document) or _id(f"{issue}\n{fold(document.title)}\n{_day(document) or ''}")


def alias(document: Document) -> str:
    """The id by title, date and, where the title does not name one, issuer; "" for too little."""
    title, day = fold(document.title), _day(document)
    if day is None or len(title) < SHORTEST_TITLE:
        return ""
    issuer = "" if opens_with_agency(document.title) else fold(document.issuer or "")
    return _id(f"{title}\n{day}\n{issuer}")


def distinct(ids: Iterable[str]) -> list[str]:
    """No two documents of an issue share an id: the second gets -2."""
    seen: Counter[str] = Counter()
    found = []
    for name in ids:
        seen[name] += 1
        found.append(f"{name}-{seen[name]}" if seen[name] > 1 else name)
    return found


def form_of(name: str, online: bool) -> int:
    """How surely the format of a source tells its text."""
    return 2 if online else int(not name.lower().endswith(".pdf"))


def copy_of(document: Document, printed: bool, form: int) -> Copy:
    """What is kept of a document as one source has it.

    ``printed``: in a gazette's issue; ``form`` is that of ``form_of``.
    """
    texts = [block.text for block in document.blocks] + [n.text for n in document.footnotes]
    length = sum(map(len, texts))
    unreadable = sum(text.count(_UNREADABLE) for text in texts)
    size = int(math.log(max(length - _SPOILT * unreadable, 0) + 1) / _TENTH)
    return Copy(
        document=document.id,
        alias=alias(document),
        title=document.title,
        numbered=document.number is not None,
        weight=(size, -unreadable, int(printed), form, length),
    )


def _day(document: Document) -> date | None:
    online = document.publication.published if document.publication else None
    return document.issued or online


def _id(key: str) -> str:
    return "d" + b32encode(sha256(key.encode("utf-8", "replace")).digest()).decode()[:10].lower()
