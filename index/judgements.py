"""Reads the queries and the relevance judgements of a test collection."""

from __future__ import annotations

import re

from index.recordfile import FileLine, file_lines, records
from index.source import SourceError
from search.trial import Topic

# 2 · 0 · -1 (spam, in TREC's web tracks)
_GRADE = re.compile(r"-?[0-9]{1,9}")
_SHAPE = "应是“查询 0 文件 等级”四列，或有表头的三列（制表符分隔）"


def read_topics(path: str) -> tuple[Topic, ...]:
    """The queries of a file of JSON lines: ``id`` (or ``_id``), ``text`` (or ``query``), and
    where there are groups ``group``.

    Raises SourceError for what cannot be read, a line that is no such object, an id that comes
    twice, and a file without queries.
    """
    found: dict[str, Topic] = {}
    for record in records(path):
        name = record.identity()
        if name in found:
            raise record.line.error(f"的查询 id 重复（{name!r}）：id 不能重复")
        text = record.required("text", "query")
        found[name] = Topic(name, text, (record.text("group") or "").strip())
    if not found:
        raise SourceError(f"{path} 里没有查询：请检查 --queries")
    return tuple(found.values())


def read_qrels(path: str) -> dict[str, dict[str, int]]:
    """Query id -> id -> grade, from the four columns of TREC (``query 0 id grade``, parted by
    white space) or the three of BEIR (``query id grade``, parted by tabs, under a header).

    Raises SourceError for what cannot be read, a line of another shape, an id that is judged
    twice for a query, and a file without judgements.
    """
    found: dict[str, dict[str, int]] = {}
    for line in file_lines(path):
        columns = _columns(line)
        if _is_header(line, columns):
            continue
        query, name, grade = columns[0], columns[-2], _grade(line, columns[-1])
        if name in found.setdefault(query, {}):
            raise line.error(f"对查询 {query!r} 重复判断了 {name!r}：请只留一行")
        found[query][name] = grade
    if not found:
        raise SourceError(f"{path} 里没有判断：请检查 --qrels")
    return found


def _columns(line: FileLine) -> list[str]:
    """The columns; tabs alone part them where there are enough, so that an id may hold spaces."""
    parted = [column.strip() for column in line.text.split("\t")]
    if len(parted) in (3, 4) and all(parted):
        return parted
    columns = line.text.split()
    if len(columns) != 4:
        raise line.error(f"看不懂：{_SHAPE}")
    return columns


def _is_header(line: FileLine, columns: list[str]) -> bool:
    return line.number == 1 and len(columns) == 3 and not _GRADE.fullmatch(columns[-1])


def _grade(line: FileLine, text: str) -> int:
    if not _GRADE.fullmatch(text):
        raise line.error(f"的等级 {text!r} 不是整数：{_SHAPE}")
    return int(text)
