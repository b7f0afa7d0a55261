"""Finds gazettes in files, folders and archives, and reads their bytes."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from index.files import endings
from index.files.archives import list_archive, read_entry
from index.files.entry import ArchiveError, Entry, too_large
from index.files.filenames import INSIDE, find_path, shown, shown_path
from index.files.folders import walk
from index.files.rawfile import open_regular, reason

#: A file larger than this many bytes is no gazette issue; it is refused, not read.
MAX_BYTES = 64 * 1024 * 1024
_NESTED = "压缩包里的压缩包：请先解开"
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


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is a gazette's by its ending, or an archive or a folder, that cannot be read."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under some paths. ``ignored``: endings of what was passed over, and how often."""

    places: tuple[Place, ...]
    unread: tuple[Unread, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)


def find(paths: Iterable[str | os.PathLike[str]]) -> Found:
    """All gazettes under the paths, each once: files as named, folders and archives searched.

    A folder's files come before its folders, each by name; an archive's in the order it keeps
    them, which is the order it can be read in. Links are followed, and a folder is entered once.
    Hidden files and folders and indexes of gongbao are passed over. Raises SourceError for a path
    that is not there and for a folder without gazettes.
    """
    search = _Search()
    for path in paths:
        search.named(path)
    ignored = dict(sorted(search.ignored.items()))
    return Found(tuple(search.places), tuple(search.unread), ignored)


@dataclass(slots=True)
class _Search:
    """One run of ``find``. ``met`` counts what is ours, also what was met before."""

    places: list[Place] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[int, int]] = field(default_factory=set)
    met: int = 0

    def named(self, path: str | os.PathLike[str]) -> None:
        """Take a path that the user gave."""
        try:
            raw = _absolute(path)
            is_folder = stat.S_ISDIR(os.stat(raw).st_mode)
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise SourceError(f"找不到 {_said(path)}：请检查路径") from error
        except OSError as error:
            raise SourceError(f"无法打开 {_said(path)}：{reason(error)}") from error
        if not is_folder:
            self._file(raw)
            return
        before, self.met = self.ignored.copy(), 0
        for file, why in walk(raw):
            if why:
                self._refuse(shown_path(file), why)
            else:
                self._ours(file)
        if not self.met:
            raise SourceError(_nothing(shown_path(raw), self.ignored - before))

    def _ours(self, raw: bytes) -> None:
        """Take a file of a folder if its ending is a gazette's."""
        name = raw.rpartition(b"/")[2].decode("utf-8", "replace")
        if endings.ends(name, endings.GAZETTE + endings.ARCHIVE):
            self._file(raw)
        else:
            self.ignored[endings.ending(name)] += 1

    def _file(self, raw: bytes) -> None:
        self.met += 1
        name = shown_path(raw)
        try:
            found = os.stat(raw)
        except OSError as error:
            self._refuse(name, f"无法打开（{reason(error)}）：请检查文件")
            return
        if not stat.S_ISREG(found.st_mode):
            self._refuse(name, "不是普通文件：请给出文件或文件夹")
        elif (found.st_dev, found.st_ino) not in self.seen:
            self.seen.add((found.st_dev, found.st_ino))
            if endings.ends(name, endings.ARCHIVE):
                self._archive(raw, name)
            else:
                self.places.append(Place(name, raw))

    def _archive(self, raw: bytes, name: str) -> None:
        before = len(self.places) + len(self.unread)
        try:
            listing = list_archive(raw)
        except ArchiveError as error:
            self._refuse(name, str(error))
            return
        for entry in listing.entries:
            self._entry(raw, name + INSIDE + entry.name, entry)
        if listing.problem:
            self._refuse(name, listing.problem)
        elif len(self.places) + len(self.unread) == before:
            self._refuse(name, "压缩包里没有公报文件：请放入 .txt、.html、.md 或 .pdf 文件")

    def _entry(self, raw: bytes, name: str, entry: Entry) -> None:
        parts = entry.name.replace("\\", "/").split("/")
        if any(endings.is_hidden(part) for part in parts if part != ".."):
            return
        if endings.ends(entry.name, endings.ARCHIVE):
            self._refuse(name, _NESTED)
        elif not endings.ends(entry.name, endings.GAZETTE):
            self.ignored[endings.ending(entry.name)] += 1
        elif entry.why or entry.size > MAX_BYTES:
            self._refuse(name, entry.why or too_large(MAX_BYTES))
        else:
            self.places.append(Place(name, raw, entry))

    def _refuse(self, name: str, why: str) -> None:
        self.met += 1
        self.unread.append(Unread(name, why))


def _absolute(path: str | os.PathLike[str]) -> bytes:
    """The absolute path; ".." behind a link is where the system says, not the folder above it."""
    raw = os.fsencode(path)
    if not raw:
        raise FileNotFoundError
    plain = os.path.abspath(raw)
    same = os.path.exists(plain) and os.path.samefile(plain, raw)
    return plain if same else os.path.realpath(raw)


def _said(path: str | os.PathLike[str]) -> str:
    try:
        return shown(os.fsencode(path))
    except UnicodeEncodeError:
        return shown(os.fspath(path).encode("utf-8", "replace"))


def _nothing(folder: str, ignored: Mapping[str, int]) -> str:
    others = "、".join(f"{ending or '无后缀'} {n} 个" for ending, n in sorted(ignored.items())[:5])
    only = f"（只有 {others}）" if others else ""
    return f"文件夹 {folder} 里没有公报文件{only}：请放入 {endings.SAID}"


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
        for archive, inner in _splits(path):
            raw = find_path(archive)
            if raw is not None and os.path.isfile(raw):
                return _member_named(archive, raw, inner)
    except ValueError as error:
        raise SourceError(f"找不到 {_said(name)}：请检查路径") from error
    raise SourceError(f"找不到 {_said(name)}：请检查路径")


def _file_named(name: str, raw: bytes) -> Place:
    raw = _absolute(os.fsdecode(raw))
    if os.path.isdir(raw):
        raise SourceError(f"{_said(name)} 是文件夹：请给出其中的文件")
    if endings.ends(name, endings.ARCHIVE):
        raise SourceError(f"{_said(name)} 是压缩包：请给出其中的文件，如 {_said(name)}!/a.txt")
    return Place(shown_path(raw), raw)


def _splits(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as an archive and a path in it."""
    at = path.find(INSIDE)
    while at >= 0:
        yield path[:at], path[at + len(INSIDE) :]
        at = path.find(INSIDE, at + 1)


def _member_named(archive: str, raw: bytes, inner: str) -> Place:
    try:
        listing = list_archive(raw)
    except ArchiveError as error:
        raise SourceError(f"{_said(archive)}：{error}") from error
    found = [entry for entry in listing.entries if entry.name == inner]
    if not found:
        why = listing.problem or "请检查路径"
        raise SourceError(f"压缩包 {_said(archive)} 里找不到 {_said(inner)}：{why}")
    return Place(shown_path(raw) + INSIDE + inner, raw, found[-1])
