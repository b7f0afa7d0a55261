"""Chooses the reader of a file: by what it holds where that is clear, else by its ending."""

from __future__ import annotations

import re
from dataclasses import replace

from index import longlines
from index.files import endings
from index.files.encoding import Decoded, decode
from index.files.foreign import foreign, is_binary
from index.html.page import read_html
from index.markdown.reader import read_markdown
from index.pdf.reader import read_pdf
from index.plaintext import read_lines
from index.source import SourceError
from index.transcript import Transcript
from search.sources import ParseWarning

EMPTY = "文件是空的：请检查文件"
NO_TEXT = "不是文字文件：请给出 .txt、.html、.md 或 PDF 文件"
#: A page makes sixty times its size in memory, a text's line some two hundred bytes.
MAX_PAGE = 16 * 1024 * 1024
MAX_LINES = 1_000_000
_HEAD = 64 * 1024
# A picture that is part of the page: src="data:image/png;base64,iVBORw0…"
_PICTURE = re.compile(
    rb"data:[a-z]{1,20}/[-+.a-z0-9]{1,40};base64,[A-Za-z0-9+/=\s%]*+", re.IGNORECASE
)
_PDF_WITHIN = 1024
# What may stand before a page's first tag: a byte order mark, spaces, comments, <?xml … ?>.
_LEAD = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>))*+"
# <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" · <html lang="zh"> · <HEAD>
_PAGE = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
# <div class="content"> · <p>： saved without the page around it
_FRAGMENT = re.compile(
    _LEAD + rb"<(?:div|p|table|meta|title|script|style|link|center|font|span|h[1-6])[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(rb"</[a-z]", re.IGNORECASE)


def read_transcript(name: str, data: bytes) -> Transcript:
    """What a file says. Raises SourceError, which does not name the file, where it says nothing.

    A page that was saved as .txt is read as a page, and a PDF is one whatever its name.
    """
    return longlines.cut(_read(name, data))


def _read(name: str, data: bytes) -> Transcript:
    if not data.strip(b" \t\r\n\f\v"):
        raise SourceError(EMPTY)
    if said := foreign(data):
        raise SourceError(said)
    if _is_page(name, data):
        return _read_page(data)
    if b"%PDF-" in data[:_PDF_WITHIN] or endings.ends(name, endings.PDF):
        return read_pdf(data)
    if endings.ends(name, endings.HTML):
        _refuse_binary(decode(data[:_HEAD]).text)
        return _read_page(data)
    return _read_text(name, data)


def _read_page(data: bytes) -> Transcript:
    if len(data) > MAX_PAGE:
        data = _PICTURE.sub(b"", data)
    if len(data) > MAX_PAGE:
        raise SourceError(f"网页超过 {MAX_PAGE // 1024 // 1024} MiB：请拆分")
    return read_html(data)


def _is_page(name: str, data: bytes) -> bool:
    """True where a file opens as a web page does; Markdown may hold tags, and stays Markdown."""
    head = data[:_HEAD].replace(b"\0", b"")
    if _PAGE.match(head):
        return True
    if endings.ends(name, endings.MARKDOWN):
        return False
    return bool(_FRAGMENT.match(head) and _CLOSING.search(head))


def _read_text(name: str, data: bytes) -> Transcript:
    found = decode(data)
    if not found.text.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        raise SourceError(EMPTY)
    _refuse_binary(found.text)
    if max(map(found.text.count, "\r\n")) > MAX_LINES:
        raise SourceError(f"超过 {MAX_LINES // 10000} 万行：请拆分成单期文件")
    if endings.ends(name, endings.MARKDOWN):
        transcript = read_markdown(found.text)
    else:
        transcript = Transcript(tuple(read_lines(found.text)))
    return replace(transcript, warnings=(*_warnings(found), *transcript.warnings))


def _refuse_binary(text: str) -> None:
    if is_binary(text):
        raise SourceError(NO_TEXT)


def _warnings(found: Decoded) -> tuple[ParseWarning, ...]:
    if found.bad_line is None:
        return ()
    return (ParseWarning(found.bad_line, found.warning, "encoding"),)
