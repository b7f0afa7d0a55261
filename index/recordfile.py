"""Reads files that hold a record a line, compressed or not; errors name the file and the line."""

from __future__ import annotations

import gzip
import json
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from index.source import SourceError


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line that is not blank, without its end; ``number`` counts from 1."""

    path: str
    number: int
    text: str

    def error(self, what: str) -> SourceError:
        """An error that says where it is."""
        return SourceError(f"{self.path} 第 {self.number} 行{what}")


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and the line it stands on."""

    line: FileLine
    fields: dict[str, Any]

    def text(self, *names: str) -> str | None:
        """The value of the first of the fields that is there and not null; numbers as written.

        Raises SourceError where it is neither a string nor a whole number.
        """
        name = next((name for name in names if self.fields.get(name) is not None), None)
        if name is None:
            return None
        value = self.fields[name]
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.line.error(f"的 {name} 不是字符串：请改成字符串")
        # JSON may spell half a character, which no index can store.
        return str(value).encode("utf-8", "replace").decode()

    def required(self, *names: str) -> str:
        """The same for a field that must be there. Raises SourceError where it is not."""
        value = self.text(*names)
        if value is None:
            raise self.line.error(f"没有 {' 或 '.join(names)}：请补上")
        return value

    def identity(self) -> str:
        """The record's ``id`` or ``_id``. Raises SourceError where there is none or it is empty."""
        if value := self.required("id", "_id"):
            return value
        raise self.line.error("的 id 是空的：请补上")


def file_lines(path: str) -> Iterator[FileLine]:
    """The lines of a UTF-8 file that are not blank; .xz and .gz are unpacked.

    Raises SourceError for a file that is missing, unreadable, broken or not UTF-8.
    """
    number = 0
    try:
        with _opened(path) as stream:
            for number, data in enumerate(stream, start=1):
                text = data.decode("utf-8-sig" if number == 1 else "utf-8")
                if text.strip():
                    yield FileLine(path, number, text.rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} 第 {number} 行不是 UTF-8：请转换编码") from error
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error) as error:
        raise SourceError(_reason(path, error)) from error


def _opened(path: str) -> BufferedIOBase:
    ending = Path(path).suffix.lower()
    if ending == ".xz":
        return lzma.open(path)
    return gzip.open(path) if ending == ".gz" else open(path, "rb")


def _reason(path: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"找不到 {path}：请检查路径"
    if isinstance(error, IsADirectoryError):
        return f"{path} 是文件夹：请给出其中的文件"
    if isinstance(error, PermissionError):
        return f"无法读取 {path}：没有读取权限"
    if isinstance(error, EOFError | lzma.LZMAError | zlib.error | gzip.BadGzipFile):
        return f"{path} 的压缩数据不完整或已损坏：请重新取得这个文件"
    return f"无法读取 {path}：{getattr(error, 'strerror', None) or error}".replace("\n", " ")


def records(path: str) -> Iterator[Record]:
    """The JSON objects of a file, one a line. Raises SourceError as ``file_lines`` does, and for
    a line that is no JSON object.
    """
    for line in file_lines(path):
        try:
            fields = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            raise line.error("不是 JSON：每行应是一个 JSON 对象") from error
        if not isinstance(fields, dict):
            raise line.error("不是 JSON 对象：每行应是 {…}")
        yield Record(line, fields)
