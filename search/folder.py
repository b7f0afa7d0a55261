"""Where an index lies on disk: its stamp, its names, and how errors are translated."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from search import cutter
from search.durable import put_in_place, sync
from search.engine import EngineError, IndexBroken, IndexMissing, IndexOutdated
from search.folderlock import LOCK

#: Raise it when an index of before could not be read any more.
SCHEMA_VERSION = 7
STAMP = "gongbao.json"
_STAMP_NEW, _STAMP_OLD = f"{STAMP}.new", f"{STAMP}.old"
# Whoosh's _g1_3.toc · _g1_3.toc.1514764800.25 · g1_eu5ler3y7rknn04x.seg · g1.tmp · g1_WRITELOCK,
# and tantivy's folder g1; but not g20_summit.txt, which may be somebody's
_INDEX_FILE = re.compile(r"_g(\d+)_\d+\.toc(?:\..+)?|g(\d+)(?:_[0-9a-z]{16}\..+|\.tmp|_WRITELOCK)?")
# In tantivy's folder: meta.json · .managed.json · 0d1e5f6ab3c44f2c9ab0b2d31c0a7e55.12.del
_IN_FOLDER = re.compile(r"\..+|meta\.json|[0-9a-f]{32}\..+")
# What is being written: _g1_3.toc.1514764800.25, a table of contents that is not in place yet,
# and the folder g1.tmp; and g1_WRITELOCK, a lock of former versions
_UNFINISHED = re.compile(r"_g\d+_\d+\.toc\..+|g\d+\.tmp|g\d+_WRITELOCK")
_NAME = re.compile(r"g\d{1,9}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built with, and by which engine. ``name`` names the live index."""

    schema: int
    analysis: str
    name: str
    engine: str = "whoosh"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and the engine whose index lies in it."""

    engine: str
    folder: Path

    @property
    def address(self) -> str:
        """What the user calls it."""
        return f"{self.engine}:{self.folder}"

    def read_stamp(self) -> Stamp | None:
        """The stamp of the index in the folder, None where there is none."""
        try:
            stamp = Stamp(**json.loads((self.folder / STAMP).read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, RecursionError) as error:
            raise self._broken_stamp() from error
        except OSError as error:
            raise IndexBroken(_said_by_system(self.folder, error)) from error
        if not isinstance(stamp.name, str) or not _NAME.fullmatch(stamp.name):
            raise self._broken_stamp()
        return stamp

    def _broken_stamp(self) -> IndexBroken:
        return IndexBroken(f"{self.folder / STAMP} 已损坏；{self._how_to_rebuild()}")

    def write_stamp(self, name: str) -> None:
        """Make ``name`` the live index, in one step."""
        stamp = Stamp(SCHEMA_VERSION, cutter.stamp(), name, self.engine)
        live, new, old = self.folder / STAMP, self.folder / _STAMP_NEW, None
        if live.exists():
            old = Path(shutil.copyfile(live, self.folder / _STAMP_OLD))
        new.write_text(json.dumps(asdict(stamp)), "utf-8")
        sync(new)
        put_in_place(new, live, old)

    def stamp_changed(self) -> tuple[int, int]:
        """Something that changes whenever the stamp is written; zeros where there is none."""
        try:
            found = (self.folder / STAMP).stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino

    def require(self) -> Stamp:
        """The stamp of an index that can be searched; raises EngineError where there is none."""
        stamp = self.read_stamp()
        if stamp is None:
            how = f"请先运行：gongbao index 文件 --index {self.address}"
            raise IndexMissing(f"{self.folder} 没有索引；{how}")
        self._require_own(stamp)
        if (stamp.schema, stamp.analysis) != (SCHEMA_VERSION, cutter.stamp()):
            reason = f"{self.folder} 的索引由另一版本的程序、词典或缩略语表建立，已经过时"
            raise IndexOutdated(f"{reason}；{self._how_to_rebuild()}")
        return stamp

    def _require_own(self, stamp: Stamp) -> None:
        """An index of another engine is never written over unasked."""
        if stamp.engine != self.engine:
            other = f"{stamp.engine}:{self.folder}"
            raise EngineError(
                f"{self.folder} 里是 {stamp.engine} 的索引；请用 {other}，或换一个目录"
            )

    def _how_to_rebuild(self) -> str:
        return f"请重建：gongbao index --rebuild 文件 --index {self.address}"

    def prepare(self) -> None:
        """Make the folder if need be; refuse one that holds something else."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            sync(self.folder.parent)
        ours = {LOCK, _STAMP_NEW, _STAMP_OLD, *(path.name for _, path in self._files())}
        others = [path for path in self.folder.iterdir() if path.name not in ours]
        if others and not (self.folder / STAMP).exists():
            raise EngineError(f"{self.folder} 不是空目录，也不是索引；请换一个目录")
        with suppress(IndexBroken):
            if stamp := self.read_stamp():
                self._require_own(stamp)

    def next_name(self) -> str:
        """A name for an index beside those whose files are in the folder."""
        return f"g{max((number for number, _ in self._named()), default=0) + 1}"

    def live_names(self) -> set[str]:
        """The names of the indexes that may be live: of all where the stamp cannot be read."""
        try:
            stamp = self.read_stamp()
        except EngineError:
            return {f"g{number}" for number, _ in self._files()}
        return {stamp.name} if stamp else set()

    def sweep(self, kept: Collection[str]) -> None:
        """Delete all indexes but some, and what was being written when a run was killed.

        Only for who holds the folder's lock. What cannot be deleted waits for the next time.
        """
        with suppress(OSError):
            for name in (_STAMP_NEW, _STAMP_OLD):
                (self.folder / name).unlink(missing_ok=True)
            for number, path in self._files():
                if f"g{number}" not in kept or _UNFINISHED.fullmatch(path.name):
                    _delete(path)

    def _files(self) -> list[tuple[int, Path]]:
        """The files of indexes, each with its index's number."""
        return [(number, path) for number, path in self._named() if _ours(path)]

    def _named(self) -> list[tuple[int, Path]]:
        """What has a name as files of indexes have, whoever's it is."""
        found = ((_INDEX_FILE.fullmatch(path.name), path) for path in self.folder.iterdir())
        return [(int(match[1] or match[2]), path) for match, path in found if match]

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of the file system, and want of memory, into EngineError."""
        try:
            yield
        except MemoryError as error:
            # Damage may ask for any amount, but to build anew is no help where memory is short.
            raise IndexBroken(_no_memory(self.folder)) from error
        except OSError as error:
            raise IndexBroken(_said_by_system(self.folder, error)) from error

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Turn whatever comes of reading damaged files into EngineError.

        An engine unpacks what it finds: a flipped bit may raise anything.
        """
        try:
            with self.translated():
                yield
        except EngineError:
            raise
        except Exception as error:
            broken = f"{self.folder} 的索引读不出来；{self._how_to_rebuild()}"
            raise IndexBroken(broken) from error


def _ours(path: Path) -> bool:
    """Whether a folder of the name of an index holds one, whole or what is left of it."""
    if _UNFINISHED.fullmatch(path.name) or not path.is_dir():
        return True
    with suppress(FileNotFoundError):
        return all(_IN_FOLDER.fullmatch(each.name) for each in path.iterdir())
    return False


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _no_memory(folder: Path) -> str:
    return f"内存不足，{folder} 的索引没有读写完；请腾出内存后重试，内存充足仍不行再重建"


def _said_by_system(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满或超出配额，{folder} 的索引仍是上一次写完时的样子；请腾出空间后重试"
    if error.errno == errno.EFBIG:
        return f"{folder} 的文件大小超过系统限制，索引仍是上一次写完时的样子；请放宽限制后重试"
    if error.errno == errno.EROFS:
        return f"{folder} 所在的磁盘是只读的，索引没有改动；请换到可以写入的位置"
    if error.errno == errno.ENOMEM:
        return _no_memory(folder)
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"打开的文件太多，{folder} 的索引打不开；请提高上限（ulimit -n）后重试"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限读写 {folder}；请检查目录的权限"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{folder} 不是目录；请换一个位置"
    return f"{folder} 无法读写（{error.strerror or error}）；请检查磁盘后重试"
