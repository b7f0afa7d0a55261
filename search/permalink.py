"""Gives every passage a short address that survives a new index, and finds the passage again.

The address says which document and, by a hash, what text: it does not hang on a passage's place,
so that a document which is read better next time keeps the addresses of what it still says.
"""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from search.document import Document, passages
from search.folding import fold

_LENGTH = 6


def codes(document: Document) -> dict[str, str]:
    """Anchor -> code, for all passages of a document; unique within the document.

    The second passage with the same text has another code than the first.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for passage in passages(document):
        again = 0
        while (code := _code(passage.text, again)) in taken:
            again += 1
        taken.add(code)
        found[passage.anchor] = code
    return found


def anchor_of(document: Document, code: str) -> str | None:
    """The anchor of the passage with a code; None where the document has no such text (now)."""
    wanted = code.lower()
    return next((anchor for anchor, each in codes(document).items() if each == wanted), None)


def _code(text: str, again: int) -> str:
    """Marks, spaces and width do not count: they are what a second OCR reads differently."""
    said = "".join(char for char in fold(text).text if char.isalnum()) or text
    digest = sha256(f"{again}\n{said}".encode("utf-8", "replace")).digest()
    return b32encode(digest).decode()[:_LENGTH].lower()
