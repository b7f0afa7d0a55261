"""Cuts endless lines where sentences end: a passage has to be of a size that can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.plaintext import Line
from index.source import SourceError
from index.transcript import Transcript

#: A line of more characters is several.
LONG = 20_000
#: What has no end of a sentence for so many characters is no text.
ENDLESS = 200_000
_SENTENCE = re.compile(r"[^。！？；!?;\t]*[。！？；!?;\t]+|[^。！？；!?;\t]+")


def cut(transcript: Transcript) -> Transcript:
    """The transcript without endless lines; rows of tables stay whole.

    No phrase is lost: none goes over the end of a sentence. Raises SourceError for what is no
    text.
    """
    if all(len(line.text) <= LONG for line in transcript.lines):
        return transcript
    lines = tuple(piece for line in transcript.lines for piece in _pieces(line))
    return replace(transcript, lines=lines)


def _pieces(line: Line) -> Iterator[Line]:
    if len(line.text) <= LONG:
        yield line
        return
    sentences = _SENTENCE.findall(line.text)
    if max(map(len, sentences)) > ENDLESS:
        said = f"第 {line.number} 行有 {ENDLESS // 10_000} 万字没有断句"
        raise SourceError(f"{said}：不像公报的文字，请检查文件")
    if line.is_row:
        yield line
        return
    for i, text in enumerate(_gathered(sentences)):
        yield replace(line, text=text, gap=line.gap or i > 0, cut=line.cut and i == 0)


def _gathered(sentences: list[str]) -> Iterator[str]:
    """Sentences one after another, as many as make a long line."""
    held: list[str] = []
    size = 0
    for sentence in sentences:
        if held and size + len(sentence) > LONG:
            yield "".join(held)
            held, size = [], 0
        held.append(sentence)
        size += len(sentence)
    yield "".join(held)
