"""Files that are on the disk when they are said to be."""

from __future__ import annotations

import errno
import os
from pathlib import Path


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
