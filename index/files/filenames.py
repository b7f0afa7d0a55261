"""Shows names of files whatever bytes they are made of, and finds the bytes again.

A name is shown as UTF-8, else as GB 18030 (what Chinese Windows writes), else with ``\\xNN`` for
the bytes that are no text. What would break a line, turn the direction of writing, or look like
such an escape or like a path into an archive, is escaped too, so that no two names look alike.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

#: Stands between an archive's path and the path of a member in it: /data/a.zip!/2018/06.txt
INSIDE = "!/"
# A line end, a bidirectional control, a lone half; the \ of a name that holds "\x41"; "a.zip!".
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
    r"|\\(?=x[0-9a-f]{2})"
    r"|(?<=\.zip|\.tar|\.tgz|\.txz)!$|(?<=\.tbz2)!$|(?<=\.tar\.gz|\.tar\.xz)!$|(?<=\.tar\.bz2)!$",
    re.IGNORECASE,
)
# The bytes of 通知 in GBK are \u05aa\u0368 in UTF-8: Hebrew and the like, common in GB 2312.
_RARE = re.compile("[\x00-\x7f\u0250-\u07ff]+")
_COMMON = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xd7][\xa1-\xfe])+")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")  # \xb9


def shown(raw: bytes, unlike: bytes | None = None) -> str:
    """A name, or a path within an archive, as people read it.

    A name that would be read as GB 18030 is escaped where ``unlike`` holds what that reading is
    in UTF-8: both names are there, and only one of them can have it.
    """
    text = as_gb18030(raw)
    return escaped(raw) if text is None or text.encode("utf-8") == unlike else text


def as_gb18030(raw: bytes) -> str | None:
    """The name read as GB 18030; None where it is UTF-8, or none of both, or would need escapes."""
    try:
        if _is_utf8(raw):
            return None
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    same = text.encode("gb18030", "replace") == raw
    return text if same and not _UNSAFE.search(text) else None


def escaped(raw: bytes) -> str:
    """The name read as UTF-8, with every byte that is none as ``\\xNN``."""
    return _printable(raw.decode("utf-8", "surrogateescape"))


def _printable(text: str) -> str:
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    raw = match[0].encode("utf-8", "surrogateescape")
    return "".join(f"\\x{byte:02x}" for byte in raw)


def shown_path(path: bytes) -> str:
    """An absolute path of a file, part by part: a folder's name may be in another encoding."""
    parts: list[str] = []
    above, *names = path.split(b"/")
    for name in names:
        text = as_gb18030(name)
        twin = text.encode("utf-8") if text else None
        there = twin is not None and os.path.lexists(b"/".join((above, twin)))
        parts.append(shown(name, unlike=twin if there else None))
        above += b"/" + name
    return "/".join((shown(path.split(b"/")[0]), *parts))


def _is_utf8(raw: bytes) -> bool:
    """True for UTF-8, but for the few common words of GBK that happen to be UTF-8, too."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isascii() or not (_RARE.fullmatch(text) and _COMMON.fullmatch(raw))


def find_path(name: str) -> bytes | None:
    """The path that is shown so, if it is there: each part as it stands, in UTF-8, GB 18030 or
    unescaped, whichever is there first. A path of ``os.fsdecode`` is found, too.
    """
    path, *parts = name.split("/")
    found = os.fsencode(path)
    for part in parts:
        choices = (b"/".join((found, raw)) for raw in _candidates(part))
        there = next((each for each in choices if os.path.lexists(each)), None)
        if there is None:
            return None
        found = there
    return found or b"/"


def _candidates(part: str) -> Iterator[bytes]:
    raw = os.fsencode(part)
    if _ESCAPE.search(raw):
        yield _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), raw)
    yield raw
    if not part.isascii() and (text := _shown_again(part)) is not None:
        yield text


def _shown_again(part: str) -> bytes | None:
    try:
        return part.encode("gb18030")
    except UnicodeEncodeError:
        return None


def within(raw: bytes) -> str | None:
    """A file's path in an archive as shown, "/" between its parts; None where it leads outside:
    ../a.txt, /a.txt, C:\\a.txt, \\\\host\\a.txt.
    """
    path = (as_gb18030(raw) or raw.decode("utf-8", "surrogateescape")).replace("\\", "/")
    if path.startswith("/") or re.match("[A-Za-z]:", path):
        return None
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return _printable("/".join(parts)) or None
