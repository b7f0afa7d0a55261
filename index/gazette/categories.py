"""Recognises the line that names the category of the documents below it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from index.gazette.lettering import compact
from index.gazette.patterns import CATEGORY, CATEGORY_BRACKETS, NOTE_DEFINITION
from index.gazette.titles import is_titlish, opens_with_agency
from index.plaintext import Line


def category_name(printed: str) -> str:
    """A category as it is shown and counted: 发展类文件 is 发展类, 省政府文件 stays."""
    return re.sub(r"类文件$", "类", compact(printed))


def category_at(lines: Sequence[Line], i: int, numbered: Container[int]) -> str | None:
    """The category that a line directly above a title names; None where it names none.

    ``numbered`` holds where titles open that have their 文号 below.
    """
    text = lines[i].text
    if i + 1 >= len(lines) or not is_titlish(lines[i + 1]):
        return None
    if i + 1 not in numbered and not opens_with_agency(lines[i + 1].text):
        return None
    return named_category(text)


def named_category(text: str) -> str | None:
    """The category that a line names by its words or brackets alone; None where it names none."""
    # [1] 注释。 is a footnote, and no 【规章】.
    note = NOTE_DEFINITION.match(text)
    if not note and (match := CATEGORY_BRACKETS.match(text[:40])):
        return category_name(match[1])
    bare = compact(text[:40])
    return category_name(bare) if len(bare) <= 14 and CATEGORY.match(bare) else None
