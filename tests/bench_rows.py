"""What the alternatives index: a passage's facets, and texts with their words cut beforehand."""

from __future__ import annotations

from functools import lru_cache

from search import analysis
from search.document import Document, Passage


def facet_values(document: Document, passage: Passage) -> dict[str, str]:
    """A passage's value of each of FACETS, empty where it has none."""
    return {
        "category": document.category or "",
        "kind": passage.kind,
        "issuer": document.issuer or "",
        "year": str(document.issued.year) if document.issued else "",
        "issue": document.issue,
        "document": document.id,
    }


def words(text: str) -> list[str]:
    """gongbao's words of a text and their parts, in order."""
    return [word.text for word in analysis.words(text)]


def spaced(text: str) -> str:
    """A text's words with blanks between them."""
    return " ".join(words(text))


#: A title stands beside each of its document's passages, and is cut once.
spaced_title = lru_cache(1024)(spaced)
