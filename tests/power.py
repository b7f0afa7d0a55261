"""A disk whose power is cut: what it holds of a folder at every call that changes something."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Disk:
    """What a disk holds of a folder if the power is cut now.

    Of a file only what was synced is sure to be there, of the folder's list of names either the
    one that was synced last or the present one: both are looked at, at every call that changes
    something.
    """

    folder: Path
    look: Callable[[dict[str, bytes]], None]
    contents: dict[int, bytes] = field(default_factory=dict)  # by file
    names: dict[str, int] = field(default_factory=dict)  # name -> file, as synced last
    files: dict[int, int] = field(default_factory=dict)  # inode -> file
    seen: set[frozenset[tuple[str, int]]] = field(default_factory=set)
    looks: int = 0

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Be told of all that changes the folder."""
        real = {name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink")}
        for name in ("replace", "rename", "unlink"):
            patch.setattr(os, name, self._changing(real[name]))
        patch.setattr(os, "remove", os.unlink)

        def fsync(descriptor: int) -> None:
            real["fsync"](descriptor)
            self._sync(descriptor)
            self.cut()

        patch.setattr(os, "fsync", fsync)

    def _changing(self, real: Callable[..., None]) -> Callable[..., None]:
        def change(path: Any, *arguments: Any, **how: Any) -> None:
            self.cut()
            gone = arguments[0] if arguments else path
            if not how and os.path.exists(gone):
                self.files.pop(os.stat(gone).st_ino, None)
            real(path, *arguments, **how)
            self.cut()

        return change

    def _sync(self, descriptor: int) -> None:
        about = os.fstat(descriptor)
        if os.path.samestat(about, self.folder.parent.stat()):
            return
        if os.path.samestat(about, self.folder.stat()):
            self.names = self._present()
        else:
            self.contents[self._file(about.st_ino)] = os.pread(descriptor, about.st_size, 0)

    def _file(self, inode: int) -> int:
        return self.files.setdefault(inode, len(self.contents) + len(self.files) * 1000)

    def _present(self) -> dict[str, int]:
        entries = [entry for entry in os.scandir(self.folder) if entry.is_file()]
        return {entry.name: self._file(entry.inode()) for entry in entries}

    def cut(self) -> None:
        """Look at both disks there may be after a power cut."""
        for names in (self.names, self._present()):
            disk = {name: self.contents.get(file, b"") for name, file in names.items()}
            key = frozenset((name, hash(content)) for name, content in disk.items())
            if key not in self.seen:
                self.seen.add(key)
                self.looks += 1
                self.look(disk)

    def committed(self) -> None:
        """From here on the disk has to hold one more commit."""
        self.seen.clear()
        self.cut()
