"""The command that serves the pages, in one process or several."""

from __future__ import annotations

import socket
import sys
from contextlib import closing

import click

from search.engine import EngineError, open_engine
from search.query import Query
from web.cli_options import Mendable, index_option, mending, words_option
from web.companions import POSSIBLE, Companions, end_with_input, handed
from web.serving import listen, prepared, serve
from web.urls import search_url


@click.command("serve")
@index_option
@words_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口。"
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="同时应答的进程数；读者多时，一个处理器一个进程。",
)
@click.option("--companion", type=int, hidden=True, help="由前一进程交来的套接字。")
@mending(EngineError)
def serve_command(
    address: str, host: str, port: int, processes: int, companion: int | None
) -> None:
    """在浏览器里检索。"""
    if companion is not None:
        end_with_input()
        serve(prepared(open_engine(address)), handed(companion))
        return
    if processes > 1 and not POSSIBLE:
        raise Mendable("这个系统上只能用一个进程；请去掉 --processes")
    app = prepared(open_engine(address))
    listening = _listen(host, port)
    # The same command once more, with the socket.
    again = (sys.executable, "-m", "web.cli", *sys.argv[1:], "--companion")
    with closing(Companions(again, listening, processes - 1)):
        name = f"[{host}]" if ":" in host else host
        place = f"http://{name}:{listening.getsockname()[1]}{search_url(Query())}"
        click.echo(f"gongbao 已启动：{place}")
        serve(app, listening)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        why = error.strerror or error
        raise Mendable(f"不能在 {host}:{port} 上监听（{why}）；请用 --port 换一个端口") from error
