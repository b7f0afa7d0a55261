"""The README's examples are run, and print what it says they print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.material import ROOT
from web.cli import main

README = (ROOT / "README.md").read_text("utf-8")


def examples() -> Iterator[tuple[str, list[str]]]:
    """Each ``$ gongbao …`` of the console blocks with the lines that follow it."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = command.partition("\n")
            yield line.split("gongbao ", 1)[1], output.rstrip().splitlines()


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "index").symlink_to(ROOT / "index")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples(
    command: str, expected: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of only … stand for any number of lines."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GONGBAO_INDEX", raising=False)
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0, result.output
    pattern = "\n".join(".*" if line.strip() == "…" else re.escape(line) for line in expected)
    assert re.fullmatch(pattern, result.output.rstrip(), re.DOTALL), result.output


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


def test_every_command_and_option_is_documented() -> None:
    for name, command in main.commands.items():
        assert f"gongbao {name}" in README
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert f"`{option.opts[0]}" in README, f"{name} {option.opts[0]}"
                assert option.help, f"{name} {option.opts[0]}"


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
