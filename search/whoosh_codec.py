"""How a Whoosh segment keeps postings: as they are, since each has all places of a block."""

from __future__ import annotations

import struct
from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.matching import ListMatcher

# Of a term: how many rows have it; then their numbers, how many bytes each has, and the bytes.
_COUNT = struct.Struct("<I")


class PackedCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec, but for the postings, which that one pickles."""

    # Else Whoosh looks for a file of lengths on the disk once for every posting.
    length_stats = False

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> PostingsWriter:
        """Writes the postings of one term after the other."""
        return _Writer(dbfile)

    def postings_reader(
        self, dbfile: StructFile, terminfo: W3TermInfo, format_: Format, **how: Any
    ) -> ListMatcher:
        """The postings of a term."""
        # Of the extent only the start: Whoosh reads the length back as a tuple.
        rows, values = _read(dbfile, terminfo.extent()[0])
        weights = [1.0] * len(rows)
        how.pop("scorer", None)
        return ListMatcher(rows, weights, values, format_, terminfo=terminfo, **how)


class _Writer(PostingsWriter):  # type: ignore[misc]
    def __init__(self, file: StructFile) -> None:
        self._file = file
        self._at = file.tell()
        self._rows: list[int] = []
        self._values: list[bytes] = []
        self._info = W3TermInfo()

    def start_postings(self, format_: Format, terminfo: W3TermInfo) -> None:
        """A term begins."""
        self._info = terminfo
        self._rows, self._values = [], []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: Any = None) -> None:
        """A row has the term."""
        self._rows.append(id_)
        self._values.append(vbytes)

    def finish_postings(self) -> W3TermInfo:
        """The term is done; where its postings are."""
        count = len(self._rows)
        heads = struct.pack(f"<{2 * count}I", *self._rows, *map(len, self._values))
        data = b"".join((_COUNT.pack(count), heads, *self._values))
        self._file.write(data)
        info = self._info
        info._df, info._minid, info._maxid = count, self._rows[0], self._rows[-1]
        info.set_extent(self._at, len(data))
        self._at += len(data)
        return info

    def written(self) -> bool:
        """Nothing is written before a term's end."""
        return False


def _read(file: StructFile, offset: int) -> tuple[list[int], list[bytes]]:
    (count,) = _COUNT.unpack(file.get(offset, _COUNT.size))
    at = offset + _COUNT.size
    heads = struct.unpack(f"<{2 * count}I", file.get(at, 8 * count))
    at += 8 * count
    values = []
    for size in heads[count:]:
        values.append(file.get(at, size))
        at += size
    return list(heads[:count]), values
