"""Files are put in place for good, or what was there before is there again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from search.durable import put_in_place, sync


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new"
    path.write_text("new")
    return path


def fails(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Make the disk refuse to say that anything has reached it."""

    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_file_takes_the_place_of_another(new: Path) -> None:
    place = new.with_name("place")
    for _ in range(2):
        new.write_text("new")
        put_in_place(new, place)
        assert content(new.parent) == {"place": "new"}
        place.write_text("old")


def test_what_cannot_be_put_in_place_is_not_there(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        put_in_place(new, new.with_name("place"))
    assert content(new.parent) == {}


def test_the_old_file_takes_its_place_again(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, old = new.with_name("place"), new.with_name("old")
    place.write_text("old")
    old.write_text("old")
    fails(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        put_in_place(new, place, old)
    assert content(new.parent) == {"place": "old"}


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_some_folders_cannot_be_waited_for(
    new: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fails(monkeypatch, code)
    sync(new.parent)
    with pytest.raises(OSError, match=os.strerror(code)):
        sync(new)


def test_no_descriptor_is_left(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(os.listdir("/proc/self/fd"))
    sync(new)
    sync(new.parent)
    fails(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync(new)
    assert len(os.listdir("/proc/self/fd")) == before
