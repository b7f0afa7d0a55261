"""Hands out the pages of a PDF, which a child process opens: it may die, hang or be cut off."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO

from index.pdf.frames import BROKEN, LOCKED, MAX_PAGES, MISSING, Sheet, read_sheet, read_word
from index.source import SourceError

#: Seconds that one page may take; the slowest page of a gazette takes a tenth of one.
PAGE_SECONDS = 60.0
#: And all together; five thousand pages take some three minutes.
FILE_SECONDS = 1800.0
#: A process that dies takes its page with it; after so many the file is given up.
_LIVES = 4
_REFUSED = {
    LOCKED: "PDF 有打开密码：请去掉密码后另存再读",
    BROKEN: "PDF 已损坏，打不开：请重新下载或另存",
    MISSING: "没有装好 PDF 组件：请运行 pip install pypdfium2",
    None: "PDF 已损坏或过大，打不开：请重新下载或另存",
    0: "PDF 里没有页面：请重新下载或另存",
}


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of a PDF in order; one that cannot be read is ``lost``.

    Memory and time are bounded: a page that needs too much is lost, and the rest is read by
    another process; where that happens again and again or takes too long, all the rest is lost.
    Raises SourceError for what is no PDF, is broken, or needs a password.
    """
    first, count, lives, end = 1, 1, _LIVES, time.monotonic() + FILE_SECONDS
    while first <= count:
        with _opened(data, first) as (stream, count):
            while first <= count and time.monotonic() < end and (sheet := _next(stream)):
                yield sheet
                first += 1
        lives -= 1
        last = first if lives and time.monotonic() < end else count
        yield from (Sheet(page, lost=True) for page in range(first, min(last, count) + 1))
        first = last + 1


def _next(stream: _Stream) -> Sheet | None:
    with stream.limited():
        return read_sheet(stream.output)


class _Stream:
    """The child's output, which is read with a limit of time."""

    def __init__(self, process: subprocess.Popen[bytes], output: IO[bytes]) -> None:
        self.process = process
        self.output = output

    @contextmanager
    def limited(self) -> Iterator[None]:
        timer = Timer(PAGE_SECONDS, self.process.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


@contextmanager
def _opened(data: bytes, first: int) -> Iterator[tuple[_Stream, int]]:
    process = _process(first)
    assert process.stdin
    assert process.stdout
    try:
        stream = _Stream(process, process.stdout)
        with stream.limited():
            with suppress(OSError):  # it died; what it has said tells why
                process.stdin.write(data)
                process.stdin.close()
            word = read_word(process.stdout)
        yield stream, _count(word)
    finally:
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def _count(word: int | None) -> int:
    if word in _REFUSED:
        raise SourceError(_REFUSED[word])
    assert word is not None
    if word > MAX_PAGES:
        raise SourceError(f"PDF 超过 {MAX_PAGES} 页：请拆分成单期文件")
    return word


def _process(first: int) -> subprocess.Popen[bytes]:
    """Python without the working directory on its path, but with ours: it has to find index."""
    path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "index.pdf.pdfium", str(first)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError as error:
        raise SourceError(f"无法启动 PDF 组件：{error.strerror}，请稍后再试") from error
