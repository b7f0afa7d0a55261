"""Where the bytes of a gazette lie, in a file or an archive, and what they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from index.files import endings
from index.files.archives import list_archive, read_entry
from index.files.entry import ArchiveError, Entry, too_large
from index.files.filenames import INSIDE, find_path, shown, shown_path
from index.files.rawfile import open_regular, reason

#: A file larger than this many bytes is no gazette issue; it is refused, not read.
MAX_BYTES = 64 * 1024 * 1024
_CHANGED = "文件在读的时候变了：请再运行一次"


class SourceError(Exception):
    """A file or folder cannot be read; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of a gazette lie.

    ``name`` is what people read, and stays: an absolute path, with "!/" before the path of a file
    in an archive (/data/a.zip!/2018/06.txt). ``path`` is the path of the file or the archive as
    the system has it, ``entry`` the file in the archive.
    """

    name: str
    path: bytes
    entry: Entry | None = None

    def read(self) -> bytes:
        """The bytes. Raises SourceError where they cannot be had or are more than MAX_BYTES."""
        try:
            if self.entry is not None:
                return read_entry(self.path, self.entry, MAX_BYTES)
            return _read_file(self.path)
        except ArchiveError as error:
            raise SourceError(str(error)) from error
        except (OSError, ValueError) as error:
            raise SourceError(f"无法读取（{reason(error)}）：请检查文件") from error


def _read_file(path: bytes) -> bytes:
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            raise SourceError(too_large(MAX_BYTES))
        data = file.read(size + 1)
    if len(data) != size:
        raise SourceError(_CHANGED)
    return data


def place_named(name: str) -> Place:
    """The place that a name of ``find`` means, or a path. Raises SourceError.

    A name in GB 18030 or with escapes leads to the bytes it was read from, and a file on disk is
    looked for before a file in an archive. Should a twin in UTF-8 have come to stand beside a
    name in GB 18030, it is the twin that is found.
    """
    try:
        path = name if name.startswith("/") else os.path.join(os.getcwd(), name)
        whole = find_path(path)
        if whole is not None:
            return _file_named(name, whole)
        for archive, inner in splits(path):
            raw = find_path(archive)
            if raw is not None and os.path.isfile(raw):
                return _member_named(archive, raw, inner)
    except ValueError as error:
        raise SourceError(f"找不到 {said(name)}：请检查路径") from error
    raise SourceError(f"找不到 {said(name)}：请检查路径")


def _file_named(name: str, raw: bytes) -> Place:
    raw = absolute(os.fsdecode(raw))
    if os.path.isdir(raw):
        raise SourceError(f"{said(name)} 是文件夹：请给出其中的文件")
    if endings.ends(name, endings.ARCHIVE):
        raise SourceError(f"{said(name)} 是压缩包：请给出其中的文件，如 {said(name)}!/a.txt")
    return Place(shown_path(raw), raw)


def splits(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as an archive and a path in it."""
    at = path.find(INSIDE)
    while at >= 0:
        yield path[:at], path[at + len(INSIDE) :]
        at = path.find(INSIDE, at + 1)


def _member_named(archive: str, raw: bytes, inner: str) -> Place:
    try:
        listing = list_archive(raw)
    except ArchiveError as error:
        raise SourceError(f"{said(archive)}：{error}") from error
    found = [entry for entry in listing.entries if entry.name == inner]
    if not found:
        why = listing.problem or "请检查路径"
        raise SourceError(f"压缩包 {said(archive)} 里找不到 {said(inner)}：{why}")
    return Place(shown_path(raw) + INSIDE + inner, raw, found[-1])


def absolute(path: str | os.PathLike[str]) -> bytes:
    """The absolute path; ".." behind a link is where the system says, not the folder above it."""
    raw = os.fsencode(path)
    if not raw:
        raise FileNotFoundError
    plain = os.path.abspath(raw)
    if not os.path.exists(raw):
        return plain
    same = os.path.exists(plain) and os.path.samefile(plain, raw)
    return plain if same else os.path.realpath(raw)


def said(path: str | os.PathLike[str]) -> str:
    """A path that a user gave, as messages show it."""
    try:
        return shown(os.fsencode(path))
    except UnicodeEncodeError:
        return shown(os.fspath(path).encode("utf-8", "replace"))
