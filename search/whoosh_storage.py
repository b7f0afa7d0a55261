"""The files a batch writes: on the disk before the table of contents that names them is in place.

Whoosh leaves it to the system when to write. After a power cut a table of contents might then be
there, and what it names be empty.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.structfile import StructFile

from search.durable import put_in_place, sync
from search.whoosh_mapped import MappingStorage


class _Storage(MappingStorage):
    """A folder whose files can be closed when Whoosh has lost sight of them."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._made: list[str] = []
        self._opened: list[StructFile] = []

    def create_file(self, name: str, **how: Any) -> StructFile:
        """A new file, to be written."""
        file = super().create_file(name, **how)
        self._made.append(name)
        self._opened.append(file)
        return file

    def open_file(self, name: str, **how: Any) -> StructFile:
        """A file, to be read."""
        file = super().open_file(name, **how)
        self._opened.append(file)
        return file

    def abandon(self) -> None:
        """Close all that a failed batch has left open."""
        for file in self._opened:
            # Closing writes what is still in memory, which may fail like any writing.
            with suppress(OSError):
                file.raw_file().close()
        self._opened.clear()


class DurableStorage(_Storage):
    """A folder that one batch writes to."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._aside: _Aside | None = None

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put a table of contents in its place, the only thing that Whoosh renames: the commit."""
        for name in self._made:
            if self.file_exists(name):
                sync(Path(self._fpath(name)))
        put_in_place(Path(self._fpath(oldname)), Path(self._fpath(newname)))
        self._made.clear()

    def temp_storage(self, name: str | None = None) -> _Aside:
        """The folder for what is sorted on the way."""
        if self._aside is None:
            self._aside = _Aside(str(Path(self.folder, name or "aside.tmp"))).create()
        return self._aside

    def abandon(self) -> None:
        """Close all that a failed batch has left open, and delete what was sorted."""
        super().abandon()
        if self._aside is not None:
            self._aside.abandon()
            self._aside.destroy()


class _Aside(_Storage):
    """Temporary files; what of them cannot be deleted is left to the next batch."""

    def delete_file(self, name: str) -> None:
        """Delete a file; one that is gone is no matter."""
        with suppress(FileNotFoundError):
            super().delete_file(name)

    def destroy(self) -> None:
        """Delete the folder; called when the batch is committed already."""
        with suppress(OSError):
            super().destroy()
