"""Where documents come from: the files that were read, what each has, and what was odd in it."""

from __future__ import annotations

from dataclasses import dataclass

from search.sentence import N_

#: The kinds of things that readers warn of, and what they are called.
WARNINGS = {
    "encoding": N_("字节无法识别"),
    "damaged": N_("文件不完整"),
    "title": N_("没有认出标题"),
    "missing": N_("目录所列正文不在文件中"),
    "mark": N_("注号没有脚注"),
    "note": N_("脚注没有注号"),
    "picture": N_("图片里的文字没有读"),
    "layout": N_("版面读不准"),
    "empty": N_("没有可读的正文"),
    "other": N_("其他"),
}


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """What a reader could not place; ``line`` counts from 1 in the source.

    ``kind`` is one of WARNINGS, by which reports count.
    """

    line: int
    message: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Copy:
    """A document as one source has it; ``search.copies`` tells which copies are of one document.

    ``document`` is the id that the copy gives by itself: of its 文号 if it is ``numbered``, else of
    its title and date, which ``alias`` is the id of ("" where they tell too little). ``weight``
    is how good its text is: of two the greater wins.
    """

    document: str
    alias: str
    title: str
    numbered: bool
    weight: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that an issue was read from, or several: ``members`` are those beside ``name``.

    ``name`` is an absolute path, within an archive ARCHIVE!/MEMBER. ``digest`` is the hash of all
    its bytes and of the reader's version. ``site`` and ``url`` are those of a web page.
    """

    name: str
    digest: str = ""
    members: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    copies: tuple[Copy, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()

    @property
    def file(self) -> str:
        """The last part of its name, which tells nothing of the machine."""
        return self.name.replace("!/", "/").rpartition("/")[2]
