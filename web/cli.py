"""The command line: gongbao parse | index | search | serve. The one module that sees all rooms."""

from __future__ import annotations

import json
import socket
import sys
import threading
from contextlib import closing, suppress
from typing import Any

import click
import waitress
from flask import Flask

from index.build import Report, build
from index.collection import read_corpus
from index.judgements import read_qrels, read_topics
from index.parse import parse_text
from index.source import SourceError, read_source
from search import __version__, analysis
from search.engine import Engine, EngineError, IndexMissing, open_engine
from search.query import Query
from search.results import Results
from web import create_app
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
from web.cli_results import print_results
from web.labels import COMPLETIONS
from web.urls import search_url
from web.wire.documents import parse_json
from web.wire.results import completions_json, results_json

THREADS = 4

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
    edition = parse_text(read_source(file).text, source=file)
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
@mendable
def index_command(paths: tuple[str, ...], address: str, rebuild: bool, if_missing: bool) -> None:
    """读公报文件或目录，建立或更新索引。"""
    if if_missing and _exists(address):
        click.echo(f"{address} 已有索引")
        return
    # Closing throws away what was not published: an error on the way leaves the old index.
    with closing(open_engine(address, "rebuild" if rebuild else "write")) as engine:
        report = _build_with_progress(paths, engine)
        _print_report(report)
        if not report.added + report.replaced + report.unchanged:
            raise Mendable("没有一个文件能读入，索引没有改动；请检查上面列出的文件")
        engine.publish()
        stats = engine.stats()
    click.echo(f"索引现有 {stats.issues} 期、{stats.documents} 份文件、{stats.passages} 个段落")


def _exists(address: str) -> bool:
    try:
        open_engine(address).close()
    except IndexMissing:
        return False
    return True


def _build_with_progress(paths: tuple[str, ...], engine: Engine) -> Report:
    hidden = not sys.stdout.isatty()
    with click.progressbar(length=1, label="建立索引", show_pos=True, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return build(paths, engine, progress)


def _print_report(report: Report) -> None:
    click.echo(
        f"新增 {report.added} 期，替换 {report.replaced} 期，未变 {report.unchanged} 期，"
        f"跳过 {len(report.skipped)} 个文件"
    )
    for source, why in report.skipped:
        click.echo(f"  跳过 {source}：{why}")
    for source, warning in report.warnings:
        click.echo(f"  {source} 第 {warning.line} 行：{warning.message}")


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


@main.command("serve")
@index_option
@words_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口。"
)
@mendable
def serve_command(address: str, host: str, port: int) -> None:
    """在浏览器里检索。"""
    engine = open_engine(address)
    analysis.warm_up()
    app = create_app(engine)
    # Pinyin and the speller take a second on a large archive: not in the first reader's time.
    threading.Thread(target=_warm_up, args=(engine, app), daemon=True).start()
    listening = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    click.echo(f"gongbao 已启动：http://{name}:{listening.getsockname()[1]}{search_url(Query())}")
    waitress.serve(app, sockets=[listening], threads=THREADS, _quiet=True)


def _warm_up(engine: Engine, app: Flask) -> None:
    """Ask once for what is made when it is first asked for; templates first, they are quick."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    with suppress(EngineError):
        engine.complete("gongbao")
        engine.search(Query("公抱"))


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens, bound before anything is said to be ready."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = error.strerror or error
        raise Mendable(f"不能在 {host}:{port} 上监听（{why}）；请用 --port 换一个端口") from error


main.add_command(words_option(make_command(read_corpus, read_topics, read_qrels, mendable)))

if __name__ == "__main__":
    main()
