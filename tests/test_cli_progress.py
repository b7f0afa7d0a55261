"""The bar stays in one line of the terminal, and tells nothing to a file."""

from __future__ import annotations

import io

import pytest

from web import cli_progress
from web.cli_progress import bar, columns, cut


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


NAME = "/档案/四川省人民政府公报二〇一九年第十二期（全文）.txt"


@pytest.mark.parametrize(("wide", "named"), [(72, False), (80, True), (200, True)])
def test_a_line_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, wide: int, named: bool) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", str(wide))
    monkeypatch.setattr(cli_progress, "_ENOUGH", 0.0)
    with bar("建立索引", hidden=False) as told:
        for done in range(1, 21):
            told(done, 20, NAME)
    lines = [line.replace("\x1b[?25l", "") for line in screen.getvalue().split("\r")]
    assert all(columns(line) <= wide for line in lines)
    assert any("份/秒" in line and "20/20" in line for line in lines)
    assert any("四川省" in line for line in lines) == named
    assert screen.getvalue().endswith("\x1b[?25h\n")  # the cursor is there again


def test_the_terminal_is_left_clean_when_a_command_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)

    def stopped() -> None:
        with bar("核对", hidden=False) as told:
            told(1, 9, NAME)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert screen.getvalue().endswith("\x1b[?25h\n")


def test_a_file_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr("sys.stdout", file)
    with bar("核对", hidden=False) as told:
        told(1, 9, NAME)
    assert "/9" not in file.getvalue()


@pytest.mark.parametrize(
    ("name", "room", "expected"),
    [("/a/公报.txt", 9, "公报.txt"), ("/a/公报公报.txt", 8, "公报公报"), ("/a/公报.txt", 7, "")],
)
def test_names_are_cut(name: str, room: int, expected: str) -> None:
    assert cut(name, room) == expected
