"""A folder of everything that can be wrong with files, with good files among them.

What is bad is named with a reason, what is good is indexed, and memory stays within bounds.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from search.engine import open_engine
from tests.material import ROOT
from tests.packing import tarred, zipped
from tests.pdfmaking import streamed
from tests.test_build import NOTICE, write, write_page

pytestmark = pytest.mark.slow

_DEEP = 10_000
_MEMORY = 600  # megabytes of the command's own process
_CHILD = 1024  # megabytes of the process that opens a PDF: its own limit
#: The command line, which tells at its end how much memory it had at most, and its children.
_MEASURED = """
import resource, sys
from pathlib import Path
from web.cli import main
try:
    main()
finally:
    # Not getrusage, which counts what the process that started this one had.
    own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(own, children, file=sys.stderr)
"""
WORD = "供水保障"


def _notice(n: int) -> bytes:
    return NOTICE.format(title="四川省人民政府公报", n=n, body=f"第{n}号正文。").encode()


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 40_000_000)
        archive.writestr("good.txt", _notice(20))
    return packed.getvalue()


def _tar_bomb() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.addfile(_member("good.txt", _notice(21)), io.BytesIO(_notice(21)))
        huge = tarfile.TarInfo("bomb.txt")
        huge.size = 400_000_000
        archive.addfile(huge, _Zeros())
    return packed.getvalue()


class _Zeros(io.RawIOBase):
    def read(self, size: int = -1, /) -> bytes:
        return bytes(size)


def _member(name: str, data: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    return member


def _pdf_bomb() -> bytes:
    return streamed(b"BT /F1 9 Tf (x) Tj ET\n" * 5_000_000, layers=2)


def _laughs() -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    return f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html><p>{WORD}&l9;</p></html>'


#: Refused, each with what its reason holds.
REFUSED = {
    "empty.txt": "是空的",
    "spaces.md": "是空的",
    "empty.html": "是空的",
    "binary.txt": "不是文字文件",
    "binary.html": "不是文字文件",
    "picture.txt": "图片",
    "no.pdf": "PDF",
    "truncated.pdf": "PDF",
    "bomb.pdf": "PDF",
    "huge.txt": "超过 64 MiB",
    "huge.html": "超过 64 MiB",
    "huge.pdf": "超过 64 MiB",
    "one-line.txt": "没有断句",
    "pipe.txt": "不是普通文件",
    "dangling.txt": "文件不在了",
    "truncated.zip": "zip",
    "no.zip": "zip",
    "empty.zip": "没有公报文件",
    "no.tar.gz": "tar",
    "broken.tar.bz2": "tar",
    "truncated.tar.gz": "已损坏",
    "truncated.tar.gz!/good.txt": "已损坏",
    "bomb.tar.gz": "压缩炸弹",
    "bomb.tar.gz!/bomb.txt": "超过 64 MiB",
    "bomb.zip!/bomb.txt": "压缩炸弹",
    "nested.zip!/inner.zip": "请先解开",
    "outside.zip!/../../evil.txt": "路径指向压缩包之外",
    "outside.tar!//etc/evil.txt": "路径指向压缩包之外",
}
#: Read however odd they are; each has the word.
READ = (
    "deep.html",
    "deep-table.html",
    "laughs.html",
    "quotes.md",
    "lists.md",
    "brackets.md",
    "brackets.html",
    "brackets.txt",
    "long-line.txt",
    "half-bytes.txt",
)


def _broken(folder: Path) -> None:
    files = {
        "empty.txt": b"",
        "spaces.md": b" \n\t\n",
        "empty.html": b"\n",
        "binary.txt": os.urandom(50_000),
        "binary.html": bytes(range(256)) * 200,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(2000),
        "no.pdf": b"%PDF-1.7\n" + os.urandom(3000),
        "truncated.pdf": _pdf_bomb()[:300],
        "bomb.pdf": _pdf_bomb(),
        "truncated.zip": _zip_bomb()[:500],
        "no.zip": os.urandom(500),
        "no.tar.gz": gzip.compress(os.urandom(3000)),
        "broken.tar.bz2": bz2.compress(bytes(9000))[:-20],
        "truncated.tar.gz": gzip.compress(_tar_of(22))[:-40],
        "bomb.tar.gz": _tar_bomb(),
        "bomb.zip": _zip_bomb(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    for name in ("huge.txt", "huge.html", "huge.pdf"):
        _sparse(folder / name, 200 * 1024 * 1024)
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to("nowhere")
    zipped(folder / "empty.zip", {})
    zipped(folder / "nested.zip", {"inner.zip": _zip_bomb(), "good.txt": _notice(23)})
    zipped(folder / "outside.zip", {"../../evil.txt": _notice(98), "good.txt": _notice(24)})
    tarred(folder / "outside.tar", {"/etc/evil.txt": _notice(99), "good.txt": _notice(25)})


def _tar_of(n: int) -> bytes:
    found = io.BytesIO()
    with tarfile.open(fileobj=found, mode="w") as archive:
        archive.addfile(_member("good.txt", _notice(n)), io.BytesIO(_notice(n)))
    return found.getvalue()


def _odd(folder: Path) -> None:
    files = {
        "deep.html": "<div>" * _DEEP + f"<p>{WORD}</p>" + "</div>" * _DEEP,
        "deep-table.html": "<table><tr><td>" * _DEEP + f"{WORD}" + "</table>" * _DEEP,
        "laughs.html": _laughs(),
        "quotes.md": "> " * _DEEP + WORD,
        "lists.md": "\n".join(f"{'  ' * n}- {WORD}" for n in range(0, _DEEP, 50)),
        "brackets.md": "[" * _DEEP + WORD + "](x)" * _DEEP + "**" * _DEEP + "`" * _DEEP,
        "brackets.html": "<p>" + '{"a":[' * _DEEP + WORD + "]}" * _DEEP,
        "brackets.txt": "（" * _DEEP + WORD + "〔" * _DEEP + "《" * _DEEP,
        "one-line.txt": WORD + "供" * 3_000_000,
        "long-line.txt": f"{WORD}。" * 20_000,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "half-bytes.txt").write_bytes(WORD.encode() * 50 + b"\xe4\xb8")


def _good(folder: Path) -> None:
    write(folder, 1)
    write_page(folder, 2, "正文。")
    write(folder / "a" / "b", 3)
    named = os.fsencode(folder)
    for n, name in (
        (4, "公报".encode("gbk")),
        (5, "公報".encode("big5")),
        (6, b"\xff\xfe\x01 \n"),
        (7, "公报\u202e".encode()),
        (8, b"x" * 240),
    ):
        Path(os.fsdecode(named + b"/" + name + b".txt")).write_bytes(_notice(n))
    zipped(folder / "named.zip", {"公报".encode("gbk") + b".txt": _notice(9)})
    tarred(folder / "named.tar.xz", {b"\xff\xfe.txt": _notice(10)})
    (folder / "folder.zip").mkdir()
    write(folder / "folder.zip", 11)
    (folder / "folder.zip" / "circle").symlink_to(folder)


#: The good notices' numbers: those beside the bad ones, and those in archives with bad ones.
GOOD = {*range(1, 12), 20, 21, 23, 24, 25}


def _run(*args: str) -> tuple[int, tuple[int, int], str]:
    """Exit code, megabytes of it and of its children at most, and what was said."""
    command = [sys.executable, "-c", _MEASURED, *args]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    own, children = map(int, done.stderr.splitlines()[-1].split())
    return done.returncode, (own, children), done.stdout


@pytest.fixture(scope="module")
def indexed(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str, tuple[int, int], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("bad")
    for make in (_good, _odd, _broken):
        make(folder)
    address = f"whoosh:{tmp_path_factory.mktemp('index')}"
    code, most, said = _run("index", str(folder), "--json", "--index", address)
    assert code == 0
    return folder, address, most, json.loads(said)


Indexed = tuple[Path, str, tuple[int, int], dict[str, Any]]


def test_every_bad_file_is_named_with_a_reason(indexed: Indexed) -> None:
    folder, _, _, report = indexed
    why = {each["name"].removeprefix(f"{folder}/"): each["why"] for each in report["skipped"]}
    assert sorted(why) == sorted(REFUSED)
    for name, reason in why.items():
        assert REFUSED[name] in reason, name
        assert "\n" not in reason
        assert "缺陷" not in reason, name  # no reader fails in a way that it must not
        assert any("\u4e00" <= char <= "\u9fff" for char in reason)


def test_every_good_file_is_indexed(indexed: Indexed) -> None:
    _, address, _, report = indexed
    assert report["added"] == len(GOOD) + len(READ)
    with closing(open_engine(address)) as engine:
        numbers = {holding.document.number for holding in engine.catalogue().holdings}
    assert numbers - {None} == {f"川府发〔2019〕{n}号" for n in GOOD}


def test_what_is_odd_is_read(indexed: Indexed) -> None:
    folder, address, _, report = indexed
    _, _, said = _run(
        "search", f'"{WORD}"', "--view", "documents", "--size", "50", "--json", "--index", address
    )
    assert json.loads(said)["documents"] >= len(READ) - 1
    warned = {line["file"].removeprefix(f"{folder}/") for line in report["warnings"]["lines"]}
    assert "half-bytes.txt" in warned


def test_memory_is_bounded(indexed: Indexed) -> None:
    own, children = indexed[2]
    assert own < _MEMORY
    assert children < _CHILD


def test_again_nothing_changes_and_verify_agrees(indexed: Indexed) -> None:
    folder, address, _, report = indexed
    _, most, said = _run("index", str(folder), "--prune", "--json", "--index", address)
    again = json.loads(said)
    assert (again["added"], again["replaced"], again["removed"]) == (0, 0, 0)
    assert again["unchanged"] == report["added"]
    skipped = [[(each["name"], each["why"]) for each in r["skipped"]] for r in (again, report)]
    assert skipped[0] == skipped[1]
    code, _, told = _run("verify", "--json", "--index", address)
    assert (code, json.loads(told)["differences"]) == (0, [])
    assert most[0] < _MEMORY
