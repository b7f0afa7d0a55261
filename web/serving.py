"""Serves the pages from this machine: listens, makes ready, answers."""

from __future__ import annotations

import gc
import socket
import threading
from contextlib import suppress

import waitress
from flask import Flask

from search import cutter
from search.engine import Engine, EngineError
from search.query import Query
from web import create_app

THREADS = 4
#: A browser keeps up to six connections open: with waitress' hundred, the idle ones of a few
#: readers keep the next out.
CONNECTIONS = 500
#: Seconds until a connection on which nothing is asked is closed.
IDLE = 30
#: Seconds before pinyin and the speller are made ready, which takes a second on a large archive:
#: who has waited for the start gets the first page before.
PAUSE = 0.5


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, bound before anything is said to be ready. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def prepared(engine: Engine) -> Flask:
    """The application; what is made when it is first asked for is being made meanwhile."""
    cutter.warm_up()
    app = create_app(engine)
    warming = threading.Timer(PAUSE, _warm_up, (engine, app))
    warming.daemon = True
    warming.start()
    return app


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer until the process is ended."""
    waitress.serve(
        app,
        sockets=[listening],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        # select() ends at file number 1024, and the index has its files open as well.
        asyncore_use_poll=True,
        _quiet=True,
    )


def _warm_up(engine: Engine, app: Flask) -> None:
    """Ask once for what is made when it is first asked for; templates first, they are quick."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    with suppress(EngineError):
        engine.complete("gongbao")
        engine.search(Query("公抱"))
    # What is held by now stays: else each full collection walks through all rows of the archive.
    gc.freeze()
