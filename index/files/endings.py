"""What the ending of a file's name says of it, and which files are nobody's text."""

from __future__ import annotations

TEXT = (".txt",)
HTML = (".html", ".htm", ".shtml", ".xhtml")
MARKDOWN = (".md", ".markdown")
PDF = (".pdf",)
ZIP = (".zip",)
TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ARCHIVE = ZIP + TAR
#: The files that are taken from a folder or an archive; a file that is named is always taken.
GAZETTE = TEXT + HTML + MARKDOWN + PDF
#: How messages name them.
SAID = "、".join((".txt", ".html", ".md", ".pdf")) + " 文件或压缩包（.zip、.tar.gz 等）"


def ends(name: str, endings: tuple[str, ...]) -> bool:
    """True where a file's name has one of the endings, in capitals or not."""
    return name.lower().endswith(endings)


def ending(name: str) -> str:
    """The ending in small letters with its dot: ".docx", ".tar.gz"; "" for none."""
    low = name.rpartition("/")[2].lower()
    known = next((each for each in sorted(TAR, key=len, reverse=True) if low.endswith(each)), None)
    stem, dot, last = low.rpartition(".")
    return known or (dot + last if stem and last.strip() else "")


def is_hidden(name: str) -> bool:
    """True for a file or folder that no person put there: .git, ._a.txt, __MACOSX, Thumbs.db."""
    return name.startswith(".") or name.lower() in ("__macosx", "thumbs.db")
