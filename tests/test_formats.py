"""Which reader reads a file: by what it holds where that is clear, else by its ending."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import formats
from index.formats import read_transcript
from index.plaintext import Line
from index.source import SourceError
from index.transcript import Transcript
from search.sources import ParseWarning

TEXT = "吉林省人民政府公报\n一、综合\n"
DOCTYPE = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">'


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], str]:
    """Which reader is asked for a file."""

    def asked(reader: str) -> Callable[[object], Transcript]:
        return lambda _: Transcript((Line(1, reader),))

    for reader in ("read_html", "read_pdf", "read_markdown"):
        monkeypatch.setattr(formats, reader, asked(reader.removeprefix("read_")))
    monkeypatch.setattr(formats, "read_lines", lambda _: [Line(1, "text")])
    return lambda name, data: read_transcript(name, data).lines[0].text


READERS = [
    ("a.txt", TEXT.encode(), "text"),
    ("a.TXT", TEXT.encode("gbk"), "text"),
    ("公报", TEXT.encode(), "text"),
    ("a.jsp", TEXT.encode(), "text"),
    ("/x.html/a", TEXT.encode(), "text"),
    ("a.md", TEXT.encode(), "markdown"),
    ("a.MARKDOWN", TEXT.encode("utf-16"), "markdown"),
    ("/d/a.zip!/b.md", TEXT.encode(), "markdown"),
    ("a.html", TEXT.encode(), "html"),
    ("a.HTM", b"<p>", "html"),
    ("a.shtml", b"<!--#include x-->", "html"),
    ("a.xhtml", b"x", "html"),
    ("a.html", b"\xff\xfe<\0p\0>\0", "html"),
    ("a.pdf", b"%PDF-1.4", "pdf"),
    ("a.pdf", b"text", "pdf"),
    # The content decides where the ending says nothing, or another thing.
    ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    ("a", b"\0" * 900 + b"%PDF-1.7", "pdf"),
    ("a.html", b"%PDF-1.7", "pdf"),
    ("a.txt", DOCTYPE, "html"),
    ("a.md", DOCTYPE, "html"),
    ("a.pdf", b"\r\n\r\n<HTML>404", "html"),
    ("a.txt", b"\xef\xbb\xbf  <html lang=zh>", "html"),
    ("a.txt", b'<?xml version="1.0"?><!-- a --><!-- b --><html>', "html"),
    ("a.txt", "<html>".encode("utf-16"), "html"),
    ("a.txt", "<html>".encode("utf-16-be"), "html"),
    ("a", b"<head><title>", "html"),
    ("a.do", b"<div class='x'>text</div>", "html"),
    ("a.txt", b"<p>text</p>", "html"),
    ("a.html", b"<html>%PDF-1.7", "html"),
    # What looks alike and is not.
    ("a.md", b"<div align=center>\n\n# x\n\n</div>", "markdown"),
    ("a.txt", b"<pre-notice> text", "text"),
    ("a.txt", "<p 表示公报".encode(), "text"),
    ("a.txt", "〈html〉是网页".encode(), "text"),
    ("a.txt", b"x" * 1020 + b"%PDF-1.7", "text"),
    ("a.txt", b"MZ is how programs begin", "text"),
    ("a.txt", b"BM and RIFF, too", "text"),
    ("a.txt", b"MIME-Version: 1.0 in a text about mail\n", "text"),
]


@pytest.mark.parametrize(("name", "data", "reader"), READERS)
def test_readers(name: str, data: bytes, reader: str, told: Callable[[str, bytes], str]) -> None:
    assert told(name, data) == reader


def zipped(*names: str, text: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, text, zipfile.ZIP_STORED)
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MHTML = (
    b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n'
)
REFUSED = [
    (b"", "文件是空的"),
    (b" \r\n\t\f ", "文件是空的"),
    ("\ufeff\u3000\n".encode(), "文件是空的"),
    (" \n".encode("utf-16"), "文件是空的"),
    (
        zipped("[Content_Types].xml", "word/document.xml"),
        "这是 Word 文件（.docx）：请另存为 .txt、.html 或 PDF",
    ),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), "这是 Excel 文件（.xlsx）"),
    (zipped("[Content_Types].xml", "ppt/presentation.xml"), "这是 PowerPoint 文件（.pptx）"),
    (zipped("OFD.xml", "Doc_0/Document.xml"), "这是 OFD 文件：请转成 PDF"),
    (zipped("mimetype", text="application/vnd.oasis.opendocument.text"), "这是 OpenDocument"),
    (zipped("mimetype", text="application/epub+zip"), "这是电子书"),
    (zipped("a.txt"), "这是 zip 压缩包：请把文件名改为以 .zip 结尾"),
    (zipped(), "这是 zip 压缩包"),
    (OLE, "这是旧版 Office 或 WPS 文件"),
    (b"{\\rtf1\\ansi", "这是 RTF 文件：请另存为"),
    (b"\x1f\x8b\x08\0\0\0\0\0\0\3", "这是 gzip 压缩文件：请解开"),
    (b"BZh91AY&SY", "这是 bzip2 压缩文件"),
    (b"\xfd7zXZ\0\0\4", "这是 xz 压缩文件"),
    (b"Rar!\x1a\x07\1\0", "这是 RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "这是 7z 压缩包"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "这是图片（PNG）：请先用文字识别软件"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "这是图片（JPEG）"),
    (b"GIF89a\1\0\1\0", "这是图片（GIF）"),
    (b"II*\0\x08\0\0\0", "这是图片（TIFF）"),
    (b"MM\0*\0\0\0\x08", "这是图片（TIFF）"),
    (b"BM\x36\0\0\0\0\0", "这是图片（BMP）"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "这是图片或声音"),
    (b"AT&TFORM\0\0\0\x80DJVM", "这是图片（DjVu）"),
    (b"MZ\x90\0\3\0\0\0", "这是程序"),
    (b"\x7fELF\2\1\1\0", "这是程序"),
    (b"%!PS-Adobe-3.0\n", "这是 PostScript 文件：请转成 PDF"),
    (b"SQLite format 3\0\x10\0", "这是数据库"),
    (MHTML, "这是网页归档（.mht、.mhtml）：请在浏览器里打开，另存为 .html"),
    (TEXT.encode() + b"\0" + TEXT.encode(), "不是文字文件"),
    (b"\1\2\3\4text text", "不是文字文件"),
    (b"\xff" * 99, "不是文字文件"),
    (bytes(5000), "不是文字文件"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
@pytest.mark.parametrize("name", ["a.txt", "a", "a.md"])
def test_what_is_no_text(name: str, data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_transcript(name, data)
    assert str(caught.value).startswith(said)
    assert "：" in str(caught.value)


@pytest.mark.parametrize("name", ["a.html", "a.pdf"])
def test_office_files_under_any_ending(name: str) -> None:
    data = zipped("[Content_Types].xml", "word/document.xml")
    with pytest.raises(SourceError, match=r"这是 Word 文件"):
        read_transcript(name, data)


@pytest.mark.parametrize("data", [bytes(5000), b"\1\2\3\4<p>text", b"\xff" * 99])
def test_a_page_has_to_be_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="不是文字文件"):
        read_transcript("a.html", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_texts_in_any_encoding(name: str, encoding: str) -> None:
    transcript = read_transcript(name, TEXT.encode(encoding))
    assert [line.text for line in transcript.lines] == TEXT.split()
    assert (transcript.warnings, transcript.stated) == ((), None)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bytes_of_no_encoding_are_warned_of(name: str) -> None:
    transcript = read_transcript(name, TEXT.encode() + b"\xff\xff")
    said = "有 2 处字节无法识别编码，已用 \ufffd 代替"
    assert transcript.warnings == (ParseWarning(3, said, "encoding"),)
    assert [line.number for line in transcript.lines] == [1, 2, 3]


def test_controls_here_and_there_are_no_harm() -> None:
    text = TEXT * 9 + "\x0c\x1a\x08"
    assert read_transcript("a.txt", text.encode()).lines[0].text == "吉林省人民政府公报"


def test_comments_without_end_take_no_time() -> None:
    """Many openings and no end: looked through once."""
    for data in (b"<!--" * 30_000, b"<!---->" * 30_000, b"<?" * 60_000, b" " * 200_000 + b"x"):
        read_transcript("a.txt", data)


HEADS = [b"", b"%PDF-1.4\n", b"<html>", b"PK\3\4", b"\xff\xfe", b"MIME-Version: 1.0\n", b"# x\n"]
NAMES = st.sampled_from(["a.txt", "a.html", "a.md", "a.pdf", "a", "a.x"])


@pytest.mark.slow
@settings(max_examples=60)
@given(NAMES, st.sampled_from(HEADS), st.binary())
def test_any_bytes_are_read_or_refused(name: str, head: bytes, data: bytes) -> None:
    said = ""
    try:
        assert isinstance(read_transcript(name, head + data), Transcript)
    except SourceError as error:
        said = str(error)
    assert "\n" not in said


def test_a_page_that_is_large_for_its_pictures_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_PAGE", 1000)
    page = b"<html><body><p>%s</p><img src='data:image/png;base64,%s'></body></html>"
    found = read_transcript("a.html", page % ("供水工作。".encode(), b"iVBOR" * 999))
    assert [line.text for line in found.lines] == ["供水工作。"]
    with pytest.raises(SourceError, match="网页超过"):
        read_transcript("a.html", page % (b"x" * 1000, b""))


def test_a_text_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_LINES", 3)
    for end in ("\n", "\r\n", "\r"):
        assert read_transcript("a.txt", f"公报{end}一{end}".encode())
        with pytest.raises(SourceError, match="万行"):
            read_transcript("a.txt", f"公报{end * 4}".encode())
