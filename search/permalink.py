"""Gives every passage a short address that survives a new index, and finds the passage again.

The address says which document and, by a hash, what text: it does not hang on a passage's place,
so that a document which is read better next time keeps the addresses of what it still says. Nor
does it hang on tables that change from version to version, such as those of OpenCC: of all that
is done to a text here, Unicode promises that it stays (UAX #15, section 3).
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections import Counter
from hashlib import sha256
from unicodedata import normalize

from search.document import Document, passages

#: So many characters of a passage's hash tell it from the others of its document, as a rule.
LENGTH = 6
_WHOLE = 16
# Marks, spaces and width do not count: they are what a second OCR reads differently. The point
# in 5.5 does, or 增长5.5% would have the address of 增长55%.
_SAID = re.compile(r"[^\W_]|(?<=\d)\.(?=\d)")


def codes(document: Document, length: int = LENGTH) -> dict[str, str]:
    """Anchor -> code, for all passages of a document; unique within the document.

    A code is the beginning of a hash of the text, ``length`` characters or, where two hashes
    begin alike, so many as tell them apart. Passages of the same text are counted in reading
    order and no other passage has a say in a code.
    """
    hashes = _hashes(document)
    ordered = sorted(hashes.values())
    least: dict[str, int] = {}
    for one, next_one in zip(ordered, [*ordered[1:], ""], strict=True):
        shared = _shared(one, next_one) + 1
        least[one] = max(least.get(one, length), shared)
        least[next_one] = max(length, shared)
    return {anchor: each[: least[each]] for anchor, each in hashes.items()}


def anchor_of(document: Document, code: str, length: int = LENGTH) -> str | None:
    """The anchor of the passage with a code; None where the document has no such text (now).

    A code that was longer than it need be now still finds its passage; one that has become too
    short, because another hash begins like it, finds the first of the two.
    """
    wanted = code.lower()
    if not length <= len(wanted) <= _WHOLE:
        return None
    found = _hashes(document).items()
    return next((anchor for anchor, each in found if each.startswith(wanted)), None)


def _hashes(document: Document) -> dict[str, str]:
    """Anchor -> hash of what the passage says and of how many before it say the same."""
    before: Counter[str] = Counter()
    found: dict[str, str] = {}
    for passage in passages(document):
        said = _said(passage.text)
        digest = sha256(f"{before[said]}\n{said}".encode("utf-8", "replace")).digest()
        found[passage.anchor] = b32encode(digest).decode()[:_WHOLE].lower()
        before[said] += 1
    return found


def _said(text: str) -> str:
    plain = "".join(normalize("NFKC", text).lower().split())
    return "".join(_SAID.findall(plain)) or text


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
