"""Where a Whoosh index lies on disk: its stamp, its names, and how errors are translated.

Never open an index that strangers made: Whoosh unpickles its segment list and stored rows.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from search import analysis
from search.engine import EngineError, IndexBroken, IndexMissing, IndexOutdated

#: Raise it when an index of before could not be read any more.
SCHEMA_VERSION = 5
_STAMP = "gongbao.json"
LOCK_NAME = "gongbao.lock"
# _g1_3.toc · g1_8aji0x3bkc.seg · g1_WRITELOCK
_INDEX_FILE = re.compile(r"_?g(\d+)_")
_NAME = re.compile(r"g\d{1,9}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built with. ``name`` is the name of the live index in the folder."""

    schema: int
    analysis: str
    name: str


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp of the index in a folder, None where there is none."""
    try:
        stamp = Stamp(**json.loads((folder / _STAMP).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError) as error:
        raise _broken_stamp(folder) from error
    except OSError as error:
        raise IndexBroken(_said_by_system(folder, error)) from error
    if not isinstance(stamp.name, str) or not _NAME.fullmatch(stamp.name):
        raise _broken_stamp(folder)
    return stamp


def _broken_stamp(folder: Path) -> IndexBroken:
    return IndexBroken(f"{folder / _STAMP} 已损坏；{_how_to_rebuild(folder)}")


def write_stamp(folder: Path, name: str) -> None:
    """Make ``name`` the live index, in one step."""
    stamp = Stamp(SCHEMA_VERSION, analysis.stamp(), name)
    aside = folder / f"{_STAMP}.new"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(stamp), file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / _STAMP)


def stamp_changed(folder: Path) -> int:
    """Something that changes whenever the stamp is written; 0 where there is none."""
    try:
        return (folder / _STAMP).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def require(folder: Path) -> Stamp:
    """The stamp of an index that can be searched; raises EngineError where there is none."""
    stamp = read_stamp(folder)
    if stamp is None:
        raise IndexMissing(
            f"{folder} 没有索引；请先运行：gongbao index 文件 --index whoosh:{folder}"
        )
    if (stamp.schema, stamp.analysis) != (SCHEMA_VERSION, analysis.stamp()):
        reason = f"{folder} 的索引由另一版本的程序、词典或缩略语表建立，已经过时"
        raise IndexOutdated(f"{reason}；{_how_to_rebuild(folder)}")
    return stamp


def _how_to_rebuild(folder: Path) -> str:
    return f"请重建：gongbao index --rebuild 文件 --index whoosh:{folder}"


def prepare(folder: Path) -> None:
    """Make the folder if need be; refuse one that holds something else."""
    folder.mkdir(parents=True, exist_ok=True)
    ours = {LOCK_NAME, f"{_STAMP}.new", *(path.name for _, path in _files(folder))}
    others = [path for path in folder.iterdir() if path.name not in ours]
    if others and not (folder / _STAMP).exists():
        raise EngineError(f"{folder} 不是空目录，也不是索引；请换一个目录")


def next_name(folder: Path) -> str:
    """A name for an index beside those whose files are in the folder."""
    return f"g{max((number for number, _ in _files(folder)), default=0) + 1}"


def remove_others(folder: Path, name: str) -> None:
    """Delete the files of all indexes but one."""
    for number, path in _files(folder):
        if name != f"g{number}":
            path.unlink(missing_ok=True)


def remove_index(folder: Path, name: str) -> None:
    """Delete the files of an index."""
    for number, path in _files(folder):
        if name == f"g{number}":
            path.unlink(missing_ok=True)


def _files(folder: Path) -> list[tuple[int, Path]]:
    """The files of indexes, each with its index's number."""
    found = ((_INDEX_FILE.match(path.name), path) for path in folder.iterdir())
    return [(int(match[1]), path) for match, path in found if match]


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn errors of the file system into EngineError."""
    try:
        yield
    except OSError as error:
        raise IndexBroken(_said_by_system(folder, error)) from error


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Turn whatever comes of reading damaged files into EngineError.

    Whoosh unpickles and unpacks what it finds: a flipped bit may raise anything.
    """
    try:
        with translated(folder):
            yield
    except EngineError:
        raise
    except Exception as error:
        raise IndexBroken(f"{folder} 的索引读不出来；{_how_to_rebuild(folder)}") from error


def _said_by_system(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"磁盘已满，{folder} 的索引未改动；请腾出空间后重试"
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return f"没有权限读写 {folder}；请检查目录的权限"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{folder} 不是目录；请换一个位置"
    return f"{folder} 无法读写：{error.strerror or error}"
