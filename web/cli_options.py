"""Options and errors that the commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from search import analysis
from search.lexicon import LexiconError, load
from search.numerals import read_days

DEFAULT_INDEX = "whoosh:gongbao.index"

P = ParamSpec("P")
T = TypeVar("T")


class Mendable(click.ClickException):
    """What the user can mend: one line, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the one line."""
        click.echo(f"gongbao: {self.format_message()}", err=True)


def mending(*errors: type[Exception]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A decorator for a command: these errors are one line that says what to do."""

    def mendable(command: Callable[P, T]) -> Callable[P, T]:
        @wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return command(*args, **kwargs)
            except errors as error:
                raise Mendable(str(error)) from error

        return run

    return mendable


index_option = click.option(
    "--index",
    "address",
    default=lambda: os.environ.get("GONGBAO_INDEX", DEFAULT_INDEX),
    metavar="ADDRESS",
    help=f"索引地址，例如 whoosh:目录（默认 {DEFAULT_INDEX}，或环境变量 GONGBAO_INDEX）。",
)


def _use_words(_context: click.Context, _option: click.Parameter, folder: str | None) -> None:
    try:
        analysis.use(load(Path(folder) if folder else None))
    except LexiconError as error:
        raise Mendable(str(error)) from error


words_option = click.option(
    "--words",
    metavar="FOLDER",
    envvar="GONGBAO_WORDS",
    callback=_use_words,
    expose_value=False,
    help="自备词表的目录：abbreviations.txt、dictionary.txt（或环境变量 GONGBAO_WORDS）。",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")


class Commands(click.Group):
    """Says click's own complaints in one line, too."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; what goes wrong is one line and an exit code."""
        try:
            done = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "gongbao"
            Mendable(f"{error.format_message()}（用法：{command} --help）").show()
            sys.exit(2)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(130)
        sys.exit(done if isinstance(done, int) else 0)


def day(name: str, text: str | None) -> date | None:
    """The first day of what ``since`` names, the last of what ``until`` does."""
    if not text or not text.strip():
        return None
    days = read_days(text)
    if days is None:
        raise Mendable(f"--{name} 应是日期，例如 2017-12-24、2017-12 或 2017")
    return days[0 if name == "since" else 1]
