"""Finds gazette files and turns their bytes into text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: A file larger than this many bytes is no gazette issue; it is refused, not read.
MAX_BYTES = 64 * 1024 * 1024
#: The endings of the files that are read from a folder; a file that is named is always read.
SUFFIXES = (".txt",)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class SourceError(Exception):
    """A file or folder cannot be read; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a gazette file. ``warning`` tells of bytes that could not be read, else ""."""

    path: str
    text: str
    warning: str = ""


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """All gazette files among the paths: files as named, folders searched in a fixed order.

    Hidden files and folders are passed over; a file that is reached twice is given once.
    Raises SourceError for a path that is not there and a folder without gazettes.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _files(path):
            found.setdefault(file.absolute(), file)
    return list(found.values())


def _files(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            if not path.exists():
                raise SourceError(f"找不到 {path}：请检查路径")
            return [path]
        files = list(_walk(path))
    except (OSError, ValueError) as error:
        raise SourceError(f"无法打开 {path}：{_reason(error)}") from error
    if not files:
        raise SourceError(f"文件夹 {path} 里没有公报文件：请放入 .txt 文件")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(root, name)


def read_source(path: str | os.PathLike[str]) -> Source:
    """The text of one file, in whatever encoding it is.

    Raises SourceError for a file that is missing, a folder, unreadable or larger than MAX_BYTES.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise SourceError(f"{file} 是文件夹：请给出其中的文件")
        if not file.exists():
            raise SourceError(f"找不到 {file}：请检查路径")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(f"无法读取 {file}：{_reason(error)}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(f"{file} 超过 {MAX_BYTES // 1024 // 1024} MiB：请拆分成单期文件")
    text, warning = decode(data)
    return Source(str(path), text, warning)


def decode(data: bytes) -> tuple[str, str]:
    """Text of some bytes, and a warning where some of them fit no encoding.

    A byte order mark decides; else UTF-8; else GB 18030, in which older gazettes are kept; else
    UTF-8 with U+FFFD for what cannot be read.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    return _decoded(data, "utf-8")


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), "有些字节无法识别编码，已用 � 代替"


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return (getattr(error, "strerror", None) or str(error)).replace("\n", " ")
