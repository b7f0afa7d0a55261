"""What an archive says of a file in it, and how an archive is refused."""

from __future__ import annotations

from dataclasses import dataclass

from index.files.filenames import shown, within
from index.files.rawfile import reason

#: An archive with more files than this is refused from there on.
MAX_MEMBERS = 100_000
#: So many bytes an archive may unpack to, or TOTAL_RATIO times its size where that is more.
MAX_TOTAL = 4 * 1024 * 1024 * 1024
TOTAL_RATIO = 20
#: Beyond FREE bytes a member of a zip may be RATIO times its packed size (deflate can do 1032).
RATIO = 200
FREE = 8 * 1024 * 1024

CHANGED = "压缩包已经变了：请再运行一次"
DAMAGED = "压缩包已损坏：请重新下载或重新压缩"
OUTSIDE = "路径指向压缩包之外：请检查这个压缩包的来源"
TOO_MANY = f"压缩包里的文件超过 {MAX_MEMBERS} 个：请分成几个压缩包"
TWICE = "压缩包里后面还有同名的文件：收入的是后面的那个"
TOO_MUCH = "解开后过大，像是压缩炸弹：请先解开，检查后给出其中的文件"


class ArchiveError(Exception):
    """An archive, or a file in it, cannot be read; one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive.

    ``name`` is its path as shown, ``raw`` its path as stored. ``size`` is in bytes, unpacked.
    ``at`` is where it lies: the offset of its header in a zip, which also has its ``packed``
    size, ``method`` (None in a tar) and ``crc``; its number in a tar from 0, and ``start``, the
    offset of its bytes, in a tar that is not packed. ``why`` it cannot be read, else "".
    """

    name: str
    raw: bytes
    size: int
    at: int
    packed: int = 0
    method: int | None = None
    crc: int = 0
    start: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files in an archive in the order they are kept; ``problem`` is what stopped it, or ""."""

    entries: tuple[Entry, ...]
    problem: str = ""


def name_of(raw: bytes) -> tuple[str, str]:
    """The path to show for a stored one, and why it cannot be taken, else ""."""
    path = within(raw)
    return (shown(raw), OUTSIDE) if path is None else (path, "")


def allowed(packed: int) -> int:
    """The bytes that an archive of a size may unpack to."""
    return max(MAX_TOTAL, TOTAL_RATIO * packed)


def too_large(limit: int) -> str:
    """What is said of a file of more than so many bytes."""
    return f"超过 {limit // 1024 // 1024} MiB：请拆分成单期文件"


def damaged(error: BaseException, said: str = DAMAGED) -> ArchiveError:
    """What is said where reading failed: what the system says, where it was the system."""
    if isinstance(error, OSError) and error.errno is not None:
        return ArchiveError(f"无法读取压缩包（{reason(error)}）：请检查后再运行一次")
    return ArchiveError(said)
