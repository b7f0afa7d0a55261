"""Links in a document's text: where each 文号 and title that it cites leads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.citations import Citation
from search.document import Document
from search.query import Query
from search.references import Reference
from web.saying import counted
from web.speech import gettext as _
from web.text.inline import Target, TextLink
from web.urls import document_url, search_url

# In a quoted text these would end it or be looked for as they are.
_QUOTES = re.compile('["“”＂]')
_SIGNS = re.compile("[<>＜＞]+")
# A document's own title and number are no links.
_OWN_KINDS = ("title", "number")


def text_links(
    document: Document, citations: Iterable[Citation]
) -> dict[str, tuple[TextLink, ...]]:
    """The links in a document's text, by the anchors of its passages."""
    own = {block.anchor for block in document.blocks if block.kind in _OWN_KINDS}
    found: dict[str, list[TextLink]] = {}
    for each in citations:
        anchor, reference = each.passage.anchor, each.reference
        if anchor not in own:
            link = (reference.start, reference.end, target(each))
            found.setdefault(anchor, []).append(link)
    return {anchor: tuple(links) for anchor, links in found.items()}


def target(citation: Citation) -> Target:
    """The document that is cited, where it is held and certain; else a search for it."""
    held, reference = citation.held, citation.reference
    if len(held) == 1:
        document = held[0].document
        said = " ".join(filter(None, (document.title, document.number)))
        return Target(document_url(document.id), True, said)
    asked = _search(reference)
    if held:
        said = counted("收录了其中 %(count)s 份文件，检索“%(text)s”", len(held), text=asked)
    elif citation.uncertain:
        said = _("不能确定是哪一份文件，检索“%(text)s”", text=reference.title)
    else:
        said = _("未收录，检索“%(text)s”", text=reference.number or reference.title)
    return Target(search_url(Query(asked)), False, said)


def _search(reference: Reference) -> str:
    """A query for what is cited; its title to the letter, whatever brackets are inside it."""
    if reference.number:
        return reference.number
    parts = _SIGNS.split(_QUOTES.sub(" ", reference.title))
    return " ".join(f'"{part.strip()}"' for part in parts if part.strip())
