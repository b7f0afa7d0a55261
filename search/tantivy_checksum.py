"""Checks the files that tantivy trusts: a damaged one would end the process, or hide terms.

tantivy ends each file with a checksum (its directory/footer.rs), but looks at it only when it is
asked to, which it cannot be from Python. A thread that stumbles over damage takes the process
with it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

META = "meta.json"
# What terms and numbers of entries are looked up in; a twentieth of ``.store``, where damage is
# an error when it is met.
_LOOKED_UP = ("fast", "fieldnorm", "idx", "pos", "term")
# A file ends with JSON, the JSON's length, and a number that is always the same.
_END = struct.Struct("<II")
_ALWAYS = 1337


class Checker:
    """Checks a folder's files, each once: what is written is never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._whole: set[str] = set()

    def check(self) -> None:
        """Raise ValueError where a file of the last commit is not what was written."""
        for name in _named(json.loads((self._folder / META).read_bytes())):
            path = self._folder / name
            # What is missing tantivy misses itself, or a commit took it away meanwhile.
            if name not in self._whole and path.exists():
                if not is_whole(path.read_bytes()):
                    raise ValueError(f"{name} is damaged")
                self._whole.add(name)


def _named(meta: dict[str, list[dict[str, str | dict[str, int] | None]]]) -> Iterator[str]:
    """The names of the files that are looked up in."""
    for segment in meta["segments"]:
        name = str(segment["segment_id"]).replace("-", "")
        yield from (f"{name}.{kind}" for kind in _LOOKED_UP)
        if isinstance(deletes := segment["deletes"], dict):
            yield f"{name}.{deletes['opstamp']}.del"


def is_whole(content: bytes) -> bool:
    """Whether a file's content has the checksum that stands at its end."""
    if len(content) < _END.size:
        return False
    length, always = _END.unpack(content[-_END.size :])
    end = len(content) - _END.size - length
    if always != _ALWAYS or end < 0:
        return False
    try:
        checksum = json.loads(content[end : -_END.size])["crc"]
    except (ValueError, TypeError, KeyError):
        return False
    return bool(zlib.crc32(memoryview(content)[:end]) == checksum)
