"""Finds gazettes in files, folders and archives."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from index.files import endings
from index.files.archives import list_archive
from index.files.entry import ArchiveError, Entry, too_large
from index.files.filenames import INSIDE, find_path, shown_path
from index.files.folders import walk
from index.files.rawfile import reason
from index.source import MAX_BYTES, Place, SourceError, absolute, said, splits

_NESTED = "压缩包里的压缩包：请先解开"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is a gazette's by its ending, or an archive or a folder, that cannot be read."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under some paths, whose names are ``roots``.

    ``ignored``: endings of what was passed over, and how often. ``files``: what was looked into,
    by device and inode.
    """

    places: tuple[Place, ...]
    unread: tuple[Unread, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)
    roots: tuple[str, ...] = ()
    files: frozenset[tuple[int, int]] = frozenset()

    def passed_over(self, name: str) -> bool:
        """Whether the file of a name, or the archive that it is in, is there and was not looked
        into: a hidden file, or one with another ending, that was named once.
        """
        paths = (find_path(path) for path in (name, *(archive for archive, _ in splits(name))))
        path = next((path for path in paths if path and os.path.isfile(path)), None)
        if path is None:
            return False
        found = os.stat(path)
        return (found.st_dev, found.st_ino) not in self.files


def _never(_: str) -> bool:
    return False


def find(
    paths: Iterable[str | os.PathLike[str]], may_be_gone: Callable[[str], bool] = _never
) -> Found:
    """All gazettes under the paths, each once: files as named, folders and archives searched.

    A folder's files come before its folders, each by name; an archive's in the order it keeps
    them, which is the order it can be read in. Links are followed, and a folder is entered once.
    Hidden files and folders and indexes of gongbao are passed over. Raises SourceError for a path
    that is not there and for a folder without gazettes, unless its name ``may_be_gone``.
    """
    search = _Search(may_be_gone)
    for path in paths:
        search.named(path)
    ignored = dict(sorted(search.ignored.items()))
    return Found(
        tuple(search.places),
        tuple(search.unread),
        ignored,
        tuple(search.roots),
        frozenset(search.seen),
    )


@dataclass(slots=True)
class _Search:
    """One run of ``find``. ``met`` counts what is ours, also what was met before."""

    may_be_gone: Callable[[str], bool]
    roots: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[int, int]] = field(default_factory=set)
    met: int = 0

    def named(self, path: str | os.PathLike[str]) -> None:
        """Take a path that the user gave."""
        try:
            raw = absolute(path)
            root, mode = shown_path(raw), _mode(raw)
        except (FileNotFoundError, ValueError) as error:
            raise SourceError(_missing(path)) from error
        except OSError as error:
            raise SourceError(f"无法打开 {said(path)}：{reason(error)}") from error
        self.roots.append(root)
        if mode is None and not self.may_be_gone(root):
            raise SourceError(_missing(path))
        if mode is not None and stat.S_ISDIR(mode):
            self._folder(raw, root)
        elif mode is not None:
            self._file(raw)

    def _folder(self, raw: bytes, root: str) -> None:
        before, self.met = self.ignored.copy(), 0
        for file, why in walk(raw):
            if why:
                self._refuse(shown_path(file), why)
            else:
                self._ours(file)
        if not self.met and not self.may_be_gone(root):
            raise SourceError(_nothing(root, self.ignored - before))

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


def _mode(raw: bytes) -> int | None:
    """What kind of file a path leads to; None for nothing."""
    try:
        return os.stat(raw).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _missing(path: str | os.PathLike[str]) -> str:
    for archive, _ in splits(os.fsdecode(path)):
        if os.path.isfile(archive):
            return f"{said(path)} 在压缩包里，不能单独收入：请给出 {said(archive)}"
    return f"找不到 {said(path)}：请检查路径"


def _nothing(folder: str, ignored: Mapping[str, int]) -> str:
    others = "、".join(f"{ending or '无后缀'} {n} 个" for ending, n in sorted(ignored.items())[:5])
    only = f"（只有 {others}）" if others else ""
    return f"文件夹 {folder} 里没有公报文件{only}：请放入 {endings.SAID}"
