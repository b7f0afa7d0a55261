"""Names what a file is that is no text, web page or PDF, from the bytes it begins with."""

from __future__ import annotations

import re

from index.files.encoding import REPLACED

_SAVE_AS = "请另存为 .txt、.html 或 PDF"
_UNPACK = "请解开，或重新压缩为 .zip"
_READ = "请先用文字识别软件（OCR）转成 .txt"
#: The first bytes -> what the file is and what to do.
_MAGIC = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        f"这是旧版 Office 或 WPS 文件（.doc、.xls、.wps 等）：{_SAVE_AS}",
    ),
    (b"{\\rtf", f"这是 RTF 文件：{_SAVE_AS}"),
    (b"\x1f\x8b", f"这是 gzip 压缩文件：{_UNPACK}"),
    (b"BZh", f"这是 bzip2 压缩文件：{_UNPACK}"),
    (b"\xfd7zXZ\0", f"这是 xz 压缩文件：{_UNPACK}"),
    (b"Rar!\x1a\x07", f"这是 RAR 压缩包：{_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"这是 7z 压缩包：{_UNPACK}"),
    (b"\x89PNG\r\n\x1a\n", f"这是图片（PNG）：{_READ}"),
    (b"\xff\xd8\xff", f"这是图片（JPEG）：{_READ}"),
    (b"GIF87a", f"这是图片（GIF）：{_READ}"),
    (b"GIF89a", f"这是图片（GIF）：{_READ}"),
    (b"II*\0", f"这是图片（TIFF）：{_READ}"),
    (b"MM\0*", f"这是图片（TIFF）：{_READ}"),
    (b"AT&TFORM", f"这是图片（DjVu）：{_READ}"),
    (b"\x7fELF", "这是程序：请给出公报文件"),
    (b"%!PS", "这是 PostScript 文件：请转成 PDF"),
    (b"SQLite format 3\0", "这是数据库：请导出为 .txt 或 .html"),
)
#: In a zip: what only such a file has in it -> what it is.
_ZIPPED = (
    (b"word/document", f"这是 Word 文件（.docx）：{_SAVE_AS}"),
    (b"xl/workbook", f"这是 Excel 文件（.xlsx）：{_SAVE_AS}"),
    (b"ppt/presentation", f"这是 PowerPoint 文件（.pptx）：{_SAVE_AS}"),
    (b"OFD.xml", "这是 OFD 文件：请转成 PDF"),
    (b"application/vnd.oasis.opendocument", f"这是 OpenDocument 文件（.odt 等）：{_SAVE_AS}"),
    (b"application/epub+zip", f"这是电子书（.epub）：{_SAVE_AS}"),
    (b"", "这是 zip 压缩包：请把文件名改为以 .zip 结尾"),
)
# MZ of a program, BM and RIFF of pictures: letters too, so there has to be a zero byte near.
_WITH_ZEROS = (
    (b"MZ", "这是程序：请给出公报文件"),
    (b"BM", f"这是图片（BMP）：{_READ}"),
    (b"RIFF", f"这是图片或声音：{_READ}"),
)
# MIME-Version: 1.0 … Content-Type: multipart/related; boundary="----=_Part"
_MHTML = re.compile(rb"\A\s*[A-Za-z-]+:.*?^content-type:\s*multipart/related", re.I | re.S | re.M)
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HEAD = 4096
#: More controls than this share of a text, or more letters that are none, and it is no text.
_MOST_CONTROLS = 0.1
_MOST_REPLACED = 0.3


def foreign(data: bytes) -> str:
    """What a file is that no reader reads, and what to do; "" where its first bytes say nothing."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next(said for sign, said in _ZIPPED if sign in data)
    head = data[:_HEAD]
    if _MIME.search(head) and _MHTML.match(head):
        return "这是网页归档（.mht、.mhtml）：请在浏览器里打开，另存为 .html"
    found = next((said for sign, said in _MAGIC if data.startswith(sign)), "")
    if not found and b"\0" in data[:64]:
        found = next((said for sign, said in _WITH_ZEROS if data.startswith(sign)), "")
    return found


def is_binary(text: str) -> bool:
    """True for what was decoded and is no text: zero bytes, controls, letters that are none."""
    if "\0" in text:
        return True
    controls = len(text) - len(_CONTROLS.sub("", text))
    return controls > _MOST_CONTROLS * len(text) or text.count(REPLACED) > _MOST_REPLACED * len(
        text
    )
