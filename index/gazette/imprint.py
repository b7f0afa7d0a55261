"""Recognises what is printed below a document: who is sent a copy, who printed it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.patterns import is_agency
from index.plaintext import Line
from search.recognise import DATE

# 抄送：省委各部门，省人大常委会办公厅。 (GB/T 9704—2012, 7.4.2)
COPIED = re.compile(r"抄\s*送\s*[:：]\s*(?=\S)")
_COPIED_LINES = 6
# 印发 · 印 发 · 印
_PRINTED = re.compile(r"\s*印\s*发?$")
_GOES_ON = ("的", "《", "，", "、")


def is_imprint(text: str) -> bool:
    """True for a line that says who printed a document and when, or only when, and nothing else:
    吉林省人民政府办公厅　2017年12月25日印发 (GB/T 9704—2012, 7.4.3).
    """
    if not text.endswith(("印", "发")) or len(text) > 60:
        return False
    match = DATE.search(text)
    if match is None or not _PRINTED.match(text, match.end()):
        return False
    return match.start() == 0 or is_agency(text[: match.start()])


def imprint_end(lines: Sequence[Line], i: int) -> int:
    """End of the lines that say who printed a document, and when; ``i`` where they say something
    else: the body and 2017年12月25日印发 may stand apart, and within a sentence 的 goes on.
    """
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    if is_imprint(lines[i].text):
        return i if below.startswith(_GOES_ON) else i + 1
    dated = is_imprint(below) and DATE.match(below)
    return i + 2 if dated and is_agency(lines[i].text) else i


def is_below_copied(lines: Sequence[Line], i: int) -> bool:
    """True where 抄送 stands so near above a line that only those who are sent a copy fit in."""
    return any(COPIED.match(line.text) for line in lines[max(0, i - _COPIED_LINES) : i])


def is_apart(paragraph: Sequence[str], text: str) -> bool:
    """True where a line is no part of the paragraph whose lines stand above it, as one of the two
    is an imprint.
    """
    if is_imprint(text):
        return COPIED.match(paragraph[0]) is not None
    alone = len(paragraph) == 1 and is_imprint(paragraph[0])
    return alone and not text.startswith(_GOES_ON)
