"""Options and errors that the commands share."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from search import cutter
from search.document import PASSAGE_KINDS
from search.facets import KIND_LABELS
from search.lexicon import LexiconError, load
from search.numerals import read_days
from search.query import (
    ALL_WORDS,
    DEFAULT_SIZE,
    MATCHES,
    MAX_SIZE,
    PASSAGES,
    RELEVANCE,
    SAME_PASSAGE,
    SCOPES,
    SORTS,
    VIEWS,
)

_YEAR = re.compile(r"[0-9]{4}")
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
    help=f"索引地址，whoosh:目录或 tantivy:目录（默认 {DEFAULT_INDEX} 或 GONGBAO_INDEX）。",
)


def _use_words(_context: click.Context, _option: click.Parameter, folder: str | None) -> None:
    try:
        cutter.use(load(Path(folder) if folder else None))
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


_SEARCH_OPTIONS = (
    click.option("--category", multiple=True, help="类别，可重复。"),
    click.option("--kind", multiple=True, help=f"段落类型：{'、'.join(KIND_LABELS.values())}。"),
    click.option("--issuer", multiple=True, help="发文机关，可重复。"),
    click.option("--year", multiple=True, help="年份（没有成文日期的按刊期），可重复。"),
    click.option("--issue", multiple=True, help="期的 id，可重复。"),
    click.option("--document", multiple=True, help="文件的 id，可重复。"),
    click.option("--since", help="最早的成文日期（没有的按刊期）：2017、2017-12 或 2017-12-24。"),
    click.option("--until", help="最晚的成文日期。"),
    click.option("--within", multiple=True, help="在这个查询的结果中检索，可重复。"),
    click.option(
        "--scope",
        type=click.Choice(SCOPES),
        default=SAME_PASSAGE,
        help="所有的词同在一段（passage）或同在一份文件（document）。",
    ),
    click.option(
        "--match",
        type=click.Choice(MATCHES),
        default=ALL_WORDS,
        help="含全部的词（all），或含部分也列出（some）。",
    ),
    click.option(
        "--expand/--no-expand",
        default=True,
        help="是否连同其他写法：缩略语与全称、中文与阿拉伯数字。",
    ),
    click.option(
        "--view",
        type=click.Choice(VIEWS),
        default=PASSAGES,
        help="列出段落（passages），或文件及各自最好的几段（documents）。",
    ),
    click.option("--sort", type=click.Choice(SORTS), default=RELEVANCE, help="排序。"),
    click.option("--page", type=click.IntRange(1), default=1, help="第几页。"),
    click.option(
        "--size",
        type=click.IntRange(1, MAX_SIZE),
        default=DEFAULT_SIZE,
        help="每页几段，或几份文件。",
    ),
)


def search_options(command: Callable[P, T]) -> Callable[P, T]:
    """What narrows and orders a search, as options of a command."""
    for option in reversed(_SEARCH_OPTIONS):
        command = option(command)
    return command


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


def passage_kind(name: str) -> str:
    """The kind of passage that a name means, in Chinese or as programs call it."""
    values = {label: kind for kind, label in KIND_LABELS.items()}
    value = values.get(name, name)
    if value not in PASSAGE_KINDS:
        raise Mendable(f"没有段落类型 {name}；可用：{'、'.join(KIND_LABELS.values())}")
    return value


def a_year(text: str) -> str:
    """A year of four figures."""
    if not _YEAR.fullmatch(text.strip()):
        raise Mendable(f"--year 应是四位数的年份，例如 2017，不是 {text}")
    return text.strip()
