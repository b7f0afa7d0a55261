"""The process that opens PDFs: it may die, hang or be cut off, and nothing else does."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.pdf import pages as pdfpages
from index.pdf.frames import MAX_CHARACTERS, MAX_PAGES
from index.pdf.reader import read_pdf
from index.source import SourceError
from tests.pdfmaking import Paper, objects, streamed

pytestmark = pytest.mark.slow

WHOLE = (
    Paper().column(60, 100, ["第一页的文字。", "第二行。"]).turn().text(60, 100, "第二页。").pdf()
)


def outcome(pdf: bytes) -> list[str]:
    """What is read, or that it was refused: anything else is raised."""
    try:
        return [line.text for line in read_pdf(pdf).lines]
    except SourceError:
        return []


def test_what_was_printed_is_handed_on() -> None:
    assert outcome(WHOLE) == ["第一页的文字。", "第二行。", "第二页。"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off(share: float) -> None:
    outcome(WHOLE[: int(share * len(WHOLE))])


@pytest.mark.parametrize("part", range(25))
def test_a_file_that_was_cut_off_anywhere(part: int) -> None:
    outcome(WHOLE[: len(WHOLE) * part // 25])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_a_file_with_flipped_bytes(seed: int, count: int) -> None:
    chance, data = random.Random(seed), bytearray(WHOLE)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    outcome(bytes(data))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_content(content: bytes) -> None:
    outcome(streamed(b"BT /F 12 Tf 50 700 Td (Text) Tj ET " + content))


def test_a_file_of_too_many_pages_is_refused() -> None:
    with pytest.raises(SourceError, match="5000 页"):
        read_pdf(streamed(b"", pages=MAX_PAGES + 1))


def test_a_page_of_too_many_characters_is_lost() -> None:
    # A string holds 32,767 characters at most.
    line, count = b"(" + b"ab" * 15_000 + b") Tj 0 -20 Td ", MAX_CHARACTERS // 30_000 + 1
    with pytest.raises(SourceError, match="过大"):
        read_pdf(streamed(b"BT /F 9 Tf 10 700 Td " + count * line + b"ET"))


def test_a_page_of_too_many_shapes_is_read_without_its_tables() -> None:
    shapes = b" ".join(b"%d %d 30 1 re f" % (i % 600, i % 800) for i in range(60_000))
    found = read_pdf(streamed(b"BT /F 12 Tf 50 700 Td (Text) Tj ET " + shapes))
    assert [line.text for line in found.lines] == ["Text"]
    assert [warning.kind for warning in found.warnings] == ["layout"]


def bomb() -> bytes:
    """A stream of a few kB that unfolds to 1.5 GiB."""
    pack = zlib.compressobj(9)
    inner = b"".join(pack.compress(b" " * (1 << 24)) for _ in range(96)) + pack.flush()
    return zlib.compress(inner, 9)


def test_a_page_that_needs_too_much_memory_is_lost_and_the_others_are_read() -> None:
    text, packed = b"BT /F 12 Tf 50 700 Td (Text) Tj ET", bomb()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R>>"
    pdf = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/Resources<</Font<</F 8 0 R>>>>>>",
        page % 6,
        page % 7,
        page % 6,
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    found = read_pdf(pdf)
    assert [line.text for line in found.lines] == ["Text", "Text"]
    assert [(warning.line, warning.kind) for warning in found.warnings] == [(2, "damaged")]
    assert "第 2 页" in found.warnings[0].message


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpages, "PAGE_SECONDS", 0.0)
    with pytest.raises(SourceError, match="已损坏或过大"):
        read_pdf(WHOLE)


def test_a_file_that_takes_too_long_is_read_as_far_as_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdfpages, "FILE_SECONDS", 0.0)
    assert [(page.page, page.lost) for page in pdfpages.sheets(WHOLE)] == [(1, True), (2, True)]


def test_a_process_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(SourceError, match="无法启动"):
        read_pdf(WHOLE)


def test_the_process_ends_with_its_parent() -> None:
    # Whatever keeps it busy: here its parent is gone from the beginning.
    script = "import time; from index.pdf.pdfium import watch; watch(-1); time.sleep(600)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 1


def test_several_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert {tuple(found) for found in pool.map(outcome, [WHOLE] * 8)} == {tuple(outcome(WHOLE))}
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


ODD = [
    (b"/Kids[3 0 R]/Count 2000000000", b"[0 0 600 800]", b""),
    (b"/Kids[3 0 R]/Count -5", b"[0 0 600 800]", b""),
    (b"/Kids[3 0 R 2 0 R]/Count 2", b"[0 0 600 800]", b""),
    (b"/Kids[3 0 R]/Count 1", b"[0 0 0 0]", b""),
    (b"/Kids[3 0 R]/Count 1", b"[0 0 1e38 1e38]", b""),
    (b"/Kids[3 0 R]/Count 1", b"[600 800 0 0]", b""),
    (b"/Kids[3 0 R]/Count 1", b"[0 0 600 800]", b"q " * 100_000),
    (b"/Kids[3 0 R]/Count 1", b"[0 0 600 800]", b"[" * 100_000),
    (b"/Kids[3 0 R]/Count 1", b"[0 0 600 800]", b"/X Do "),
]


@pytest.mark.parametrize(("pages", "box", "before"), ODD)
def test_odd_structures(pages: bytes, box: bytes, before: bytes) -> None:
    content = b"BT /F 12 Tf 50 700 Td (Text) Tj ET " + before
    pdf = objects(
        b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
        b"<</Type/Pages%s>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>>>" % box,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</First 6 0 R/Last 6 0 R/Next 6 0 R/Count 1/Title(a)>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 7 0 R>>>>"
        b"/Length 5>>stream\n/X Do\nendstream",
    )
    assert outcome(pdf) == ["Text"]


def test_pages_that_are_not_asked_for_leave_no_process_behind() -> None:
    pages = pdfpages.sheets(WHOLE)
    assert next(pages).page == 1
    pages.close()  # type: ignore[attr-defined]
