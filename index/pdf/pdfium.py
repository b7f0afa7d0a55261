"""Opens a PDF in a process of its own and hands on what stands on its pages, and where.

PDFium is quick and reads Chinese text right, but it is C++: a malformed file may end its process
or fill the memory. So it runs in a child (``python -m index.pdf.pdfium FIRST``: the file on
standard input, pages from the FIRST one on, counted from 1, as frames on standard output).
"""

from __future__ import annotations

import os
import sys
import time
from threading import Thread
from typing import IO, Any

from index.pdf.drawing import Page
from index.pdf.frames import BROKEN, LOCKED, MAX_PAGES, MISSING, Sheet, write_sheet, write_word

#: The memory of the process. PDFium needs some 50 MB and the file; 1 GiB is a bomb.
MEMORY = 1 << 30
_SECONDS = 1.0  # from one look at the parent to the next


def main() -> None:
    """Read the file from standard input, write its pages to standard output."""
    out = sys.stdout.buffer
    watch(os.getppid())
    _limit()
    try:
        pdfium = _Pdfium()
    except ImportError:
        write_word(out, MISSING)
        return
    pdfium.read(sys.stdin.buffer.read(), int(sys.argv[1]), out)


def watch(parent: int) -> None:
    """End this process soon after its parent: a page may keep it busy for ever."""
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the time is limited anyway
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


class _Pdfium:
    """The library, imported late: only the child needs it."""

    def __init__(self) -> None:
        import pypdfium2
        from pypdfium2 import raw

        self.error = pypdfium2.PdfiumError
        self.open = pypdfium2.PdfDocument
        self.raw: Any = raw

    def read(self, data: bytes, first: int, out: IO[bytes]) -> None:
        try:
            document = self.open(data)
        except self.error as error:
            locked = getattr(error, "err_code", None) == self.raw.FPDF_ERR_PASSWORD
            write_word(out, LOCKED if locked else BROKEN)
            return
        count = len(document)
        write_word(out, count)
        for number in range(first, min(count, MAX_PAGES) + 1):
            write_sheet(out, self.sheet(document.raw, number))

    def sheet(self, document: Any, number: int) -> Sheet:
        page = self.raw.FPDF_LoadPage(document, number - 1)
        if not page:
            return Sheet(number, lost=True)
        text = self.raw.FPDFText_LoadPage(page)
        try:
            return Page(self.raw, page, text).sheet(number)
        finally:
            self.raw.FPDFText_ClosePage(text)
            self.raw.FPDF_ClosePage(page)


if __name__ == "__main__":
    main()
