"""Archives made by hand: with names in any bytes, and with what no tool would write."""

from __future__ import annotations

import io
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

#: A file's stored name and its bytes.
Files = Mapping[Any, bytes]


def tarred(path: Path, files: Files | Iterable[tuple[str | bytes, bytes]]) -> Path:
    """A tar, packed as its ending says; names as bytes need not be UTF-8."""
    kind = {"gz": "gz", "tgz": "gz", "bz2": "bz2", "tbz2": "bz2", "xz": "xz", "txz": "xz"}
    packed = kind.get(path.name.rpartition(".")[2], "")
    pairs = files.items() if isinstance(files, Mapping) else files
    with tarfile.open(path, f"w:{packed}", format=tarfile.GNU_FORMAT) as archive:  # type: ignore[call-overload]
        for name, data in pairs:
            member = tarfile.TarInfo(os.fsdecode(name))
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def zipped(path: Path, files: Files, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip; names as bytes are stored as they are, without the mark of UTF-8."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(_Named(name) if isinstance(name, bytes) else name, data, method)
    return path


class _Named(zipfile.ZipInfo):
    """A file whose name is bytes; the mark says whether it claims to be UTF-8."""

    def __init__(self, raw: bytes, mark: int = 0) -> None:
        super().__init__(raw.hex())
        self.raw, self.mark = raw, mark

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.raw, self.mark


def zipped_by_hand(members: Iterable[tuple[bytes, bytes, dict[str, int]]]) -> bytes:
    """A zip whose fields can lie: name, bytes as packed, and what its directory says of them."""
    body, directory = b"", b""
    count = 0
    for name, packed, said in members:
        flags, method = said.get("flags", 0), said.get("method", 0)
        crc = said.get("crc", zlib.crc32(packed))
        sizes = said.get("packed", len(packed)), said.get("size", len(packed))
        at = said.get("at", len(body))
        common = struct.pack("<5H3L2H", 20, flags, method, 0, 0, crc, *sizes, len(name), 0)
        if "at" not in said:
            body += b"PK\3\4" + common + name + packed
        directory += b"PK\1\2\x14\0" + common + struct.pack("<3H2L", 0, 0, 0, 0, at) + name
        count += 1
    end = struct.pack("<4H2LH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end
