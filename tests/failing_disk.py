"""A disk that fails: every call that writes below a folder may be refused from some moment on."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

#: What changes a folder, beside writing to an open file.
_CHANGES = ("mkdir", "replace", "rename", "fsync")
_DELETES = ("unlink", "remove", "rmdir")


@dataclass
class FailingDisk:
    """Counts the writing calls, and lets those fail that come after ``allowed`` ones.

    ``once``: only the first of these. ``deletes``: deleting is refused as well, as on a disk that
    is mounted for reading only; a full disk allows it.
    """

    folder: Path
    code: int = errno.ENOSPC
    allowed: int = 10**9
    once: bool = False
    deletes: bool = False
    calls: int = 0
    failed: int = 0

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Stand between the program and the system."""
        for name in _CHANGES + _DELETES * self.deletes:
            patch.setattr(os, name, self._refusing(getattr(os, name)))
        patch.setattr(os, "open", self._opening(os.open))
        real = io.open

        def opened(file: Any, mode: str = "r", *rest: Any, **how: Any) -> Any:
            if not self._is_below(file) or (mode.startswith("r") and "+" not in mode):
                return real(file, mode, *rest, **how)
            self.call()
            raw = _FailingFile(self, file, mode.replace("b", ""))
            buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return buffered if "b" in mode else io.TextIOWrapper(buffered, how.get("encoding"))

        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)

    def call(self) -> None:
        """One writing call; raises OSError where it is refused."""
        self.calls += 1
        if self.calls > self.allowed and not (self.once and self.failed):
            self.failed += 1
            raise OSError(self.code, os.strerror(self.code), str(self.folder))

    def _is_below(self, file: Any) -> bool:
        return not isinstance(file, int) and Path(os.fsdecode(file)).is_relative_to(self.folder)

    def _refusing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def change(path: Any, *rest: Any, **how: Any) -> Any:
            # A full disk has room for a name that is there already.
            free = rest and os.path.exists(rest[0]) and self.code in (errno.ENOSPC, errno.EDQUOT)
            if not (free and not self.once) and (isinstance(path, int) or self._is_below(path)):
                self.call()
            return real(path, *rest, **how)

        return change

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def opened(path: Any, flags: int, *rest: Any, **how: Any) -> int:
            if self.deletes and flags & (os.O_WRONLY | os.O_RDWR) and self._is_below(path):
                self.call()
            return real(path, flags, *rest, **how)

        return opened


class _FailingFile(io.FileIO):
    def __init__(self, disk: FailingDisk, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._disk = disk

    def write(self, data: Any, /) -> int:
        self._disk.call()
        return super().write(data)
