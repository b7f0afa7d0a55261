"""Finds the page beside a page that a link leads to, also where a site was saved in part."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

# show.asp?id=12 is saved as show.asp@id=12.html or show.asp_id=12.htm, 12.shtml as 12.shtml.html
_ENDING = re.compile(r"\.(?:s|x)?html?$", re.IGNORECASE)
_ODD = re.compile(r"[^\w/]+|_+", re.ASCII)
_NO_LETTER = re.compile(r"[^\W_]")
# More folders than this tell nothing.
_DEEPEST = 12
# A name with so many is one page's: content_5353307 · t20200220_12
_FIGURES = 6


class Beside:
    """Pages by their names: a file's path, within an archive behind ``!/``."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for end in _ends(_parts(name.rpartition("!/")[2])):
                self._ends[end].append(name)

    def page(self, page: str, target: str) -> str:
        """The name of the page that a link leads to; "" for none and where it is not certain.

        A site that was mirrored has its pages under other folders than its links say: then the
        page whose path ends as the link's does, in as many folders as possible, and of those the
        nearest. A name alone has to have figures: index.html may be any page's, and 1.html any
        but one in the folders of the page itself.
        """
        exact = target_name(page, target)
        if exact in self._names:
            return exact
        parts = _split(target)
        if parts is None or not parts.path or parts.path.endswith("/"):
            return ""
        query = f"?{unquote(parts.query)}" if parts.query else ""
        path = exact.rpartition("!/")[2] or f"{parts.netloc}/{unquote(parts.path)}"
        return self._nearest(page, _parts(path + query)) or self._nearest(page, _parts(path))

    def _nearest(self, page: str, parts: Sequence[str]) -> str:
        for end in _ends(parts):
            found = [name for name in self._ends.get(end, ()) if name != page]
            if "/" not in end and sum(map(str.isdigit, end)) < _FIGURES:
                found = (
                    [name for name in found if _is_below(page, name)] if _has_figure(end) else []
                )
            if not found:
                continue
            near = [(_shared(page, name), name) for name in found]
            most = max(near)[0]
            best = [name for shared, name in near if shared == most]
            return best[0] if len(best) == 1 else ""
        return ""


def target_name(page: str, target: str) -> str:
    """The name of the file that a link on a page leads to by its path; "" where it leads away."""
    parts = _split(target)
    if parts is None or parts.scheme or parts.netloc or not parts.path:
        return ""
    archive, bang, inner = page.rpartition("!/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(inner), unquote(parts.path)))
    return f"{archive}{bang}{path}"


def _split(target: str) -> SplitResult | None:
    """The parts of an address; None for none and for one that is no page's."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    return parts if parts.scheme.lower() in ("", "http", "https") else None


def _parts(path: str) -> list[str]:
    """The folders and the name of a page, as they are compared."""
    while _ENDING.search(path):
        path = _ENDING.sub("", path)
    parts = [_ODD.sub("_", part.lower()).strip("_") for part in path.split("/")]
    return [part for part in parts if _NO_LETTER.search(part)][-_DEEPEST:]


def _ends(parts: Sequence[str]) -> list[str]:
    """The ends of a path, the longest first."""
    return ["/".join(parts[i:]) for i in range(len(parts))]


def _has_figure(name: str) -> bool:
    return any(map(str.isdigit, name))


def _is_below(page: str, name: str) -> bool:
    """True for a page in the folder of another one, or in a folder of that."""
    return _shared(page, name) == page.count("/")


def _shared(one: str, other: str) -> int:
    """How many folders two names have in common, from the outermost."""
    pairs = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
    count = 0
    for a, b in pairs:
        if a != b:
            break
        count += 1
    return count
