"""The command line: parse, index, search, serve … The one module that sees all rooms.

What reads sources is imported by the commands that need it: it takes a third of a second, for which
nobody who searches should wait.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import click

from index.bundles import Bundle
from index.judgements import read_qrels, read_topics
from index.report import said, said_json
from index.source import SourceError, place_named
from search import __version__
from search.counts import Stats
from search.document import Edition
from search.engine import EngineError, IndexMissing, open_engine
from search.query import Query
from search.results import Results
from web.cli_edition import print_edition
from web.cli_evaluate import make_command
from web.cli_options import (
    Commands,
    Mendable,
    a_year,
    day,
    index_option,
    json_option,
    mending,
    passage_kind,
    search_options,
    words_option,
)
from web.cli_progress import bar
from web.cli_results import print_results
from web.cli_serve import serve_command
from web.labels import COMPLETIONS
from web.wire.documents import parse_json
from web.wire.results import completions_json, results_json

mendable = mending(EngineError, SourceError)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongbao")
def main() -> None:
    """政府公报全文检索。"""


@main.command("parse")
@click.argument("file")
@json_option
@mendable
def parse_command(file: str, as_json: bool) -> None:
    """读一份公报，列出其中的文件和读不懂的地方。"""
    from index.reading import read, take

    edition = read(take(Bundle(place_named(file))))
    if as_json:
        click.echo(json.dumps(parse_json(edition), ensure_ascii=False, indent=2))
    else:
        print_edition(edition)


@main.command("index")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@index_option
@words_option
@click.option("--rebuild", is_flag=True, help="另建新索引，建成后替换旧的。")
@click.option("--if-missing", is_flag=True, help="已有索引时什么也不做。")
@click.option("--prune", is_flag=True, help="PATH 里已不在的文件，从索引中删去。")
@json_option
@mendable
def index_command(
    paths: tuple[str, ...],
    address: str,
    rebuild: bool,
    if_missing: bool,
    prune: bool,
    as_json: bool,
) -> None:
    """读公报文件、目录、压缩包，建立或更新索引。"""
    from index.build import build

    if if_missing and _exists(address):
        click.echo(f"{address} 已有索引")
        return
    # Closing throws away what was not published: an error on the way leaves the old index.
    with closing(open_engine(address, "rebuild" if rebuild else "write")) as engine:
        with bar("建立索引", as_json) as told:
            report = build(
                paths, engine, lambda step: told(step.done, step.total, step.name), prune=prune
            )
        click.echo(said_json(report) if as_json else "\n".join(said(report)))
        if not report.read + report.removed:
            raise Mendable("没有一个文件能读入，索引没有改动；请检查上面列出的文件")
        engine.publish()
        stats = engine.stats()
    click.echo(f"索引现有 {_held(stats)}", err=as_json)


def _held(stats: Stats) -> str:
    pages = f"{stats.pages} 个网页、" if stats.pages else ""
    return f"{stats.issues} 期、{pages}{stats.documents} 份文件、{stats.passages} 个段落"


def _exists(address: str) -> bool:
    try:
        open_engine(address).close()
    except IndexMissing:
        return False
    return True


@main.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@words_option
@click.option("--rebuild", is_flag=True, help="TO 已有索引时，另建新的，建成后替换。")
@mendable
def copy_command(source: str, target: str, rebuild: bool) -> None:
    """把索引从 FROM 搬到 TO（例如换一种引擎），不重读来源。"""
    from index.copying import copy

    if not rebuild and _exists(target):
        raise Mendable(f"{target} 已有索引；请换一个位置，或用 --rebuild 替换它")
    with closing(open_engine(source)) as old, closing(open_engine(target, "rebuild")) as new:
        total = len(old.issues())
        with bar("复制", False) as told:
            copy(old, new, lambda done: told(done, total, ""))
        new.publish()
        stats = new.stats()
    click.echo(f"{target} 现有 {_held(stats)}")


@main.command("verify")
@index_option
@words_option
@json_option
@mendable
def verify_command(address: str, as_json: bool) -> None:
    """重读各个来源，核对索引与来源是否一致；有出入时退出码为 1。"""
    from index.verify import verify

    found: list[dict[str, str]] = []
    with closing(open_engine(address)) as engine, bar("核对", as_json) as told:
        issues = engine.issues()
        for each in verify(engine, lambda done: told(done, len(issues), "")):
            found.append({"name": each.name, "what": each.what})
    total = sum(len(issue.sources) for issue in issues)
    if as_json:
        click.echo(json.dumps({"sources": total, "differences": found}, ensure_ascii=False))
    else:
        for line in found:
            click.echo(f"{line['name']}：{line['what']}")
        end = f"{len(found)} 处出入" if found else "索引与之一致"
        click.echo(f"核对了 {total} 个来源，{end}")
    if found:
        sys.exit(1)


# A query may begin with a minus.
@main.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("query")
@index_option
@words_option
@search_options
@json_option
@mendable
def search_command(
    query: str,
    address: str,
    kind: tuple[str, ...],
    year: tuple[str, ...],
    as_json: bool,
    **choices: Any,
) -> None:
    """检索，命中处加亮；输出到文件或管道时用【】标出。"""
    if not query.strip():
        raise Mendable("查询是空的；请写要找的词，例如 gongbao search 人工智能")
    # The shell may hand over bytes that are no text.
    text = query.encode("utf-8", "replace").decode()
    chosen = {name: _not_empty(value) for name, value in choices.items()}
    chosen |= {name: day(name, choices[name]) for name in ("since", "until")}
    kinds, years = map(passage_kind, _not_empty(kind)), map(a_year, _not_empty(year))
    asked = Query(text, kind=tuple(kinds), year=tuple(years), **chosen)
    with closing(open_engine(address)) as engine:
        results = engine.search(asked)
    _refuse(results)
    if as_json:
        click.echo(json.dumps(results_json(results), ensure_ascii=False, indent=2))
    else:
        print_results(results)


def _not_empty(value: Any) -> Any:
    """An option's values without the empty ones."""
    return tuple(v for v in value if v.strip()) if isinstance(value, tuple) else value


def _refuse(results: Results) -> None:
    """A query that holds nothing to search is an error on the command line."""
    if results.nothing_asked:
        raise Mendable(" ".join(message.text for message in results.messages))


@main.command("complete")
@click.argument("text")
@index_option
@words_option
@json_option
@mendable
def complete_command(text: str, address: str, as_json: bool) -> None:
    """列出正在输入的文字可以补全成什么。"""
    with closing(open_engine(address)) as engine:
        found = engine.complete(text.encode("utf-8", "replace").decode())
    if as_json:
        click.echo(json.dumps(completions_json(text, found), ensure_ascii=False, indent=2))
        return
    for each in found:
        count = f"  {each.count} 段" if each.count is not None else ""
        click.echo(f"{COMPLETIONS[each.kind]}  {each.text}{count}")


def _read_corpus(path: str) -> Sequence[Edition]:
    from index.collection import read_corpus

    return read_corpus(path)


main.add_command(serve_command)
main.add_command(words_option(make_command(_read_corpus, read_topics, read_qrels, mendable)))

if __name__ == "__main__":
    main()
