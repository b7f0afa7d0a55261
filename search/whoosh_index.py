"""Where a Whoosh index lies on disk: its stamp, its names, and how errors are translated.

Never open an index that strangers made: Whoosh unpickles its segment list and stored rows.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from search import cutter
from search.engine import EngineError, IndexBroken, IndexMissing, IndexOutdated

#: Raise it when an index of before could not be read any more.
SCHEMA_VERSION = 6
_STAMP = "gongbao.json"
_STAMP_NEW, _STAMP_OLD = f"{_STAMP}.new", f"{_STAMP}.old"
LOCK_NAME = "gongbao.lock"
# _g1_3.toc · g1_8aji0x3bkc.seg · _g1_3.toc.1514764800.25 · g1.tmp
_INDEX_FILE = re.compile(r"_?g(\d+)(?:_|\.tmp$)")
# What is being written: _g1_3.toc.1514764800.25, a table of contents that is not in place yet,
# and the folder g1.tmp; and g1_WRITELOCK, a lock of former versions
_UNFINISHED = re.compile(r"_g\d+_\d+\.toc\..+|g\d+\.tmp|g\d+_WRITELOCK")
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
    stamp = Stamp(SCHEMA_VERSION, cutter.stamp(), name)
    live, new, old = folder / _STAMP, folder / _STAMP_NEW, None
    if live.exists():
        old = Path(shutil.copyfile(live, folder / _STAMP_OLD))
    new.write_text(json.dumps(asdict(stamp)), "utf-8")
    sync(new)
    put_in_place(new, live, old)


def put_in_place(new: Path, place: Path, old: Path | None = None) -> None:
    """Rename a file that is finished, for good; where that fails, ``old`` takes its place again."""
    new.replace(place)
    try:
        sync(place.parent)
    except OSError:
        if old is None:
            place.unlink()
        else:
            old.replace(place)
        raise


def sync(path: Path) -> None:
    """Wait until what a file holds, or which names a folder holds, is on the disk."""
    folder = path.is_dir()
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know no such thing for folders.
        if not folder or error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def stamp_changed(folder: Path) -> tuple[int, int]:
    """Something that changes whenever the stamp is written; zeros where there is none."""
    try:
        found = (folder / _STAMP).stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def require(folder: Path) -> Stamp:
    """The stamp of an index that can be searched; raises EngineError where there is none."""
    stamp = read_stamp(folder)
    if stamp is None:
        raise IndexMissing(
            f"{folder} 没有索引；请先运行：gongbao index 文件 --index whoosh:{folder}"
        )
    if (stamp.schema, stamp.analysis) != (SCHEMA_VERSION, cutter.stamp()):
        reason = f"{folder} 的索引由另一版本的程序、词典或缩略语表建立，已经过时"
        raise IndexOutdated(f"{reason}；{_how_to_rebuild(folder)}")
    return stamp


def _how_to_rebuild(folder: Path) -> str:
    return f"请重建：gongbao index --rebuild 文件 --index whoosh:{folder}"


def prepare(folder: Path) -> None:
    """Make the folder if need be; refuse one that holds something else."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sync(folder.parent)
    ours = {LOCK_NAME, _STAMP_NEW, _STAMP_OLD, *(path.name for _, path in _files(folder))}
    others = [path for path in folder.iterdir() if path.name not in ours]
    if others and not (folder / _STAMP).exists():
        raise EngineError(f"{folder} 不是空目录，也不是索引；请换一个目录")


def next_name(folder: Path) -> str:
    """A name for an index beside those whose files are in the folder."""
    return f"g{max((number for number, _ in _files(folder)), default=0) + 1}"


def live_names(folder: Path) -> set[str]:
    """The names of the indexes that may be live: of all where the stamp cannot be read."""
    try:
        stamp = read_stamp(folder)
    except EngineError:
        return {f"g{number}" for number, _ in _files(folder)}
    return {stamp.name} if stamp else set()


def sweep(folder: Path, kept: Collection[str]) -> None:
    """Delete all indexes but some, and what was being written when a run was killed.

    Only for who holds the folder's lock. What cannot be deleted waits for the next time.
    """
    with suppress(OSError):
        for name in (_STAMP_NEW, _STAMP_OLD):
            (folder / name).unlink(missing_ok=True)
        for number, path in _files(folder):
            if f"g{number}" not in kept or _UNFINISHED.fullmatch(path.name):
                _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


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
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满或超出配额，{folder} 的索引仍是上一次写完时的样子；请腾出空间后重试"
    if error.errno == errno.EFBIG:
        return f"{folder} 的文件大小超过系统限制，索引仍是上一次写完时的样子；请放宽限制后重试"
    if error.errno == errno.EROFS:
        return f"{folder} 所在的磁盘是只读的，索引没有改动；请换到可以写入的位置"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限读写 {folder}；请检查目录的权限"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{folder} 不是目录；请换一个位置"
    return f"{folder} 无法读写（{error.strerror or error}）；请检查磁盘后重试"
