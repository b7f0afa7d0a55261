"""Where an index lies: its stamp, its names, and what errors become."""

from __future__ import annotations

import errno
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import cutter
from search.engine import EngineError, IndexBroken, IndexBusy, IndexMissing, IndexOutdated
from search.folder import SCHEMA_VERSION, STAMP, Place
from search.folderlock import LOCK


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place("whoosh", tmp_path)


# The stamp


def test_a_stamp_is_read_as_it_was_written(place: Place) -> None:
    assert place.read_stamp() is None
    assert place.stamp_changed() == (0, 0)
    seen = {place.stamp_changed()}
    for number in range(1, 5):
        place.write_stamp(f"g{number}")
        stamp = place.read_stamp()
        assert stamp is not None
        assert stamp == place.require()
        assert (stamp.name, stamp.engine) == (f"g{number}", "whoosh")
        assert place.stamp_changed() not in seen
        seen.add(place.stamp_changed())
    place.sweep({"g4"})
    assert [path.name for path in place.folder.iterdir()] == [STAMP]


def test_without_a_stamp_there_is_no_index(place: Place) -> None:
    with pytest.raises(IndexMissing, match=f"gongbao index 文件 --index whoosh:{place.folder}"):
        place.require()
    assert place.live_names() == set()


@pytest.mark.parametrize("change", [{"schema": SCHEMA_VERSION - 1}, {"analysis": "another"}])
def test_an_older_stamp_is_outdated(place: Place, change: dict[str, object]) -> None:
    place.write_stamp("g1")
    stamp = place.folder / STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), **change}))
    with pytest.raises(IndexOutdated, match="gongbao index --rebuild"):
        place.require()
    assert place.live_names() == {"g1"}


def test_another_engines_stamp_is_refused(place: Place) -> None:
    place.write_stamp("g1")
    other = replace(place, engine="tantivy")
    for ask in (other.require, other.prepare):
        with pytest.raises(EngineError, match=f"请用 whoosh:{place.folder}") as caught:
            ask()
        assert type(caught.value) is EngineError


@given(
    st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(lambda value: json.dumps(value).encode())
    | st.fixed_dictionaries(
        {
            "schema": st.just(SCHEMA_VERSION) | st.text(),
            "analysis": st.sampled_from(["", cutter.stamp()]),
            "name": st.none()
            | st.integers()
            | st.text()
            | st.sampled_from(["g1", "../g1", "g1\n"]),
        }
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_stamp_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    place = Place("whoosh", tmp_path_factory.getbasetemp() / "stamped")
    place.folder.mkdir(exist_ok=True)
    (place.folder / STAMP).write_bytes(content)
    said = ""
    try:
        assert re.fullmatch(r"g\d+", place.require().name)
    except EngineError as error:
        said = str(error)
    assert not said or "gongbao index --rebuild" in said or "请用" in said
    assert place.live_names() <= {"g1"} | {f"g{n}" for n in range(10)}


def test_a_stamp_that_cannot_be_written_leaves_the_old_one(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    place.write_stamp("g1")
    for module in ("search.folder.sync", "search.durable.sync"):
        with monkeypatch.context() as patch:
            patch.setattr(module, fails)
            with pytest.raises(OSError, match=os.strerror(errno.EIO)):
                place.write_stamp("g2")
        assert place.require().name == "g1"


# The folder and the names in it


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    place = Place("whoosh", tmp_path / "a" / "b")
    place.prepare()
    place.prepare()
    assert list(place.folder.iterdir()) == []


def test_a_folder_of_other_things_is_refused(place: Place) -> None:
    for own in (LOCK, f"{STAMP}.new", "_g1_3.toc", "g1_8aji0x3bkc5d7w1z.seg", "g2.tmp", "g3"):
        (place.folder / own).touch()
    place.prepare()
    (place.folder / "letters.txt").touch()
    with pytest.raises(EngineError, match="不是空目录"):
        place.prepare()
    place.write_stamp("g1")
    place.prepare()


def test_what_is_swept(place: Place) -> None:
    kept = {LOCK, STAMP, "g2", "_g2_3.toc", "g2_8aji0x3bkc5d7w1z.seg", "letters.txt", "g2x", "xg1"}
    gone = {
        *("g1_8aji0x3bkc5d7w1z.seg", "g12_8aji0x3bkc5d7w1z.seg", "g1_8aji0x3bkc5d7w1z._stored.col"),
        *(f"{STAMP}.new", f"{STAMP}.old", "_g1_3.toc"),
        *("_g2_3.toc.1514764800.25", "g2.tmp", "g2_WRITELOCK", "g1.tmp", "g30"),
    }
    for name in kept | gone:
        (place.folder / name).touch()
    for name in ("g1", "g4"):
        (place.folder / name).mkdir()
        for inside in ("meta.json", ".managed.json", f"{'0d1e5f6a' * 4}.12.del"):
            (place.folder / name / inside).touch()
    place.sweep({"g2"})
    assert {path.name for path in place.folder.iterdir()} == kept


@pytest.mark.parametrize(
    "name", ["g20_summit.txt", "g20_2016.pdf", "_g20_photos", "g7/letter.txt", "g7/notes/a.txt"]
)
def test_what_is_named_like_an_index_and_is_none_is_not_touched(place: Place, name: str) -> None:
    foreign = place.folder / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.touch()
    with pytest.raises(EngineError, match="不是空目录"):
        place.prepare()
    place.sweep(())
    assert foreign.exists()


def test_a_name_is_new(place: Place) -> None:
    assert place.next_name() == "g1"
    for left in ("_g1_3.toc", "g7_8aji0x3bkc5d7w1z.seg", "g10"):
        (place.folder / left).touch()
    assert place.next_name() == "g11"
    (place.folder / "g20").mkdir()
    (place.folder / "g20" / "letter.txt").touch()
    assert place.next_name() == "g21"


def test_where_the_stamp_is_broken_all_may_be_live(place: Place) -> None:
    for left in ("_g1_3.toc", "g7"):
        (place.folder / left).touch()
    (place.folder / STAMP).write_text("{")
    assert place.live_names() == {"g1", "g7"}


# Errors


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "磁盘已满或超出配额"),
        (errno.EDQUOT, "磁盘已满或超出配额"),
        (errno.EFBIG, "文件大小超过系统限制"),
        (errno.EROFS, "只读"),
        (errno.ENOMEM, "内存不足"),
        (errno.EMFILE, "ulimit -n"),
        (errno.ENFILE, "ulimit -n"),
        (errno.EACCES, "没有权限"),
        (errno.EPERM, "没有权限"),
        (errno.ENOTDIR, "不是目录"),
        (errno.EEXIST, "不是目录"),
        (errno.EIO, os.strerror(errno.EIO)),
        (errno.ENOENT, os.strerror(errno.ENOENT)),
    ],
)
def test_errors_of_the_system_say_what_to_do(place: Place, code: int, said: str) -> None:
    for within in (place.translated, place.readable):
        with pytest.raises(IndexBroken, match=said) as caught, within():
            raise OSError(code, os.strerror(code))
        assert str(place.folder) in str(caught.value)
        assert "；请" in str(caught.value)
        assert isinstance(caught.value.__cause__, OSError)


def test_want_of_memory_is_no_damage(place: Place) -> None:
    for within in (place.translated, place.readable):
        with pytest.raises(IndexBroken, match="内存不足") as caught, within():
            raise MemoryError
        assert "--rebuild" not in str(caught.value)


def test_what_comes_of_reading_damage_is_an_own_error(place: Place) -> None:
    for error in (KeyError(3), ValueError("x"), RecursionError(), EOFError()):
        with pytest.raises(IndexBroken, match="--rebuild") as caught, place.readable():
            raise error
        assert caught.value.__cause__ is error


def test_own_errors_and_the_users_stop_stay_what_they_are(place: Place) -> None:
    for error in (IndexBusy("x"), EngineError("x"), KeyboardInterrupt(), SystemExit(1)):
        for within in (place.translated, place.readable):
            with pytest.raises(type(error)) as caught, within():
                raise error
            assert caught.value is error
    with pytest.raises(ValueError, match=r"^x$"), place.translated():
        raise ValueError("x")
