"""What the style of an element says of how its text is set: hidden, block, indented, where."""

from __future__ import annotations

import re

from index.markup import BLOCKS, Tag, attribute

# display:none · visibility : hidden · mso-hide:all
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)"
)
# display:block · display: inline · display:inline-block
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*(block|table|flex|inline)(?![-\w])")
# text-align:center · text-align: right
_ALIGN = re.compile(r"(?:^|[;\s])text-align\s*:\s*(center|right|left|justify|start|end)")
# white-space:pre · white-space: pre-wrap
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
# [1] linked to #_ftn1 · #_ftnref1 · #fn:2 · #note3 · #footnote-1
_NOTE_LINK = re.compile(r".*#_?(?:ftn|edn|fn|en|foot|note|cite|ref|zhu)", re.IGNORECASE)
# A style that goes on beyond this is no style.
_LONGEST = 2000
# A cell of a row is apart from the next, whatever a style says.
_APART = ("td", "th", "tr", "table", "li", "dt", "dd")


def style(tag: Tag) -> str:
    """The style that an element has of its own, in lower case."""
    return attribute(tag, "style")[:_LONGEST].lower()


def is_hidden(tag: Tag) -> bool:
    """True where an element's own style or attribute keeps it from being shown."""
    if "hidden" in tag.attrs and attribute(tag, "hidden").lower() != "false":
        return True
    own = style(tag)
    return bool(own) and _HIDDEN.search(own) is not None


def is_block(tag: Tag) -> bool:
    """True for an element that begins a line of its own."""
    own = style(tag)
    found = _DISPLAY.search(own) if own else None
    if found and tag.name not in _APART:
        return found[1] != "inline"
    return tag.name in BLOCKS


def align(tag: Tag) -> str:
    """``center``, ``right`` or another side that an element sets its lines to; "" for none."""
    if tag.name in ("center", "h1"):
        return "center"
    found = _ALIGN.search(style(tag))
    side = found[1] if found else attribute(tag, "align").strip().lower()
    return {"middle": "center", "end": "right"}.get(side, side)


def is_preformatted(tag: Tag) -> bool:
    """True where the line ends of the source are lines."""
    return tag.name in ("pre", "xmp", "listing") or _PREFORMATTED.search(style(tag)) is not None


def is_raised(tag: Tag) -> bool:
    """True for raised text and for a link to a footnote."""
    if tag.name == "a":
        return _NOTE_LINK.match(attribute(tag, "href")) is not None
    return tag.name == "sup" or "vertical-align:super" in style(tag).replace(" ", "")
