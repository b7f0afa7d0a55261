"""Where a link leads, by its address or by a script, and what it says where a list cuts it."""

from __future__ import annotations

import re

from index.markup import Tag, attribute

# window.open('content/t1.html','_blank') · javascript:show("view.jsp?id=1") · t1.html in data-href
_SCRIPTED = re.compile(
    r"""(?:^|['"(])\s*([^'"()\s<>]{1,300}?\.(?:s?html?|aspx?|jsp|php)(?:[?#][^'"()\s<>]{0,200})?)\s*(?:['")]|$)"""
)
_SCRIPTS = ("href", "onclick", "data-href", "data-url", "data-link")
_ENTRIES = frozenset({"li", "dd", "dt", "td", "p", "h3", "h4", "h5", "span"})
_NO_PAGE = re.compile(r"\s*(?:#|$|javascript:|mailto:|tel:|about:|data:)", re.IGNORECASE)
# 江南省人民政府关于公布第七批文物保护… · …文物保护...
_CUT = re.compile(r"\s*(?:…+|\.{2,6})$")
_LONGEST = 1000
_SHORTEST = 4


def link_target(tag: Tag) -> str:
    """Where a link leads: by its address, else by the script that follows it; "" for nowhere."""
    target = attribute(tag, "href").strip()
    return scripted(tag) if _NO_PAGE.match(target) else target


def scripted(tag: Tag) -> str:
    """The page that a script opens: location.href='t1.html'."""
    for name in _SCRIPTS:
        found = _SCRIPTED.search(attribute(tag, name)[:_LONGEST]) if name in tag.attrs else None
        if found:
            return found[1]
    return ""


def entry_target(tag: Tag, above: str) -> str:
    """Where an entry of a list leads that is no link but has a script; ``above`` is what the
    element around it says of itself.

    Other elements than entries may have the address of their page with them, for sharing.
    """
    if tag.name in _ENTRIES:
        return scripted(tag) or above
    return scripted(tag) if "onclick" in tag.attrs else ""


def whole_title(tag: Tag, said: str) -> str:
    """The title of a link that says only the beginning of it; "" for any other link."""
    whole, cut = attribute(tag, "title"), _CUT.sub("", said)
    is_cut = cut != said and len(cut) >= _SHORTEST and whole.startswith(cut)
    return whole if is_cut and len(whole) <= _LONGEST else ""
