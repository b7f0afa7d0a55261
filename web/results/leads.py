"""The passage that a remark in brackets belongs to: （牵头单位：…） says little by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from search.document import Document, passages
from search.results import Hit

#: A longer passage in brackets speaks for itself.
_SHORT = 120
# Documents that are read for one page, and remarks that may follow one another.
_MOST_DOCUMENTS = 20
_MOST_REMARKS = 3
#: So much of the passage before is shown.
_SHOWN = 90
_BRACKETS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_STOPS = "。；;."

#: Document id and anchor of a hit -> the beginning of the passage before it.
Leads = dict[tuple[str, str], str]


def leads(hits: Iterable[Hit], read: Callable[[str], Document | None]) -> Leads:
    """What stands before the hits that are remarks; ``read`` gives a document by its id."""
    remarks: dict[str, list[str]] = {}
    for hit in hits:
        if hit.kind == "paragraph" and is_remark(hit.text):
            remarks.setdefault(hit.document.id, []).append(hit.anchor)
    found: Leads = {}
    for document_id, anchors in list(remarks.items())[:_MOST_DOCUMENTS]:
        document = read(document_id)
        if document is not None:
            found |= {(document_id, anchor): _before(document, anchor) for anchor in anchors}
    return found


def is_remark(text: str) -> bool:
    """Whether a short text is one pair of brackets and nothing else."""
    text = text.strip().rstrip(_STOPS)
    closing = _BRACKETS.get(text[:1], "")
    if not closing or len(text) > _SHORT:
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == closing)
        if not depth:
            return place == len(text) - 1
    return False


def _before(document: Document, anchor: str) -> str:
    """The beginning of the last passage before an anchor that is no remark itself."""
    every = passages(document)
    place = next((i for i, passage in enumerate(every) if passage.anchor == anchor), 0)
    for passage in reversed(every[max(0, place - _MOST_REMARKS) : place]):
        if passage.kind not in ("paragraph", "heading"):
            return ""
        if not is_remark(passage.text):
            text = " ".join(passage.text.split())
            return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return ""
