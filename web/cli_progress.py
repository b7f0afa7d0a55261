"""Shows on a terminal how far a command has come, how fast it is and how long it will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_NAME = 32  # characters of a name that are shown
_ENOUGH = 1.0  # seconds after which a rate can be told


@contextmanager
def bar(label: str, hidden: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A bar, and what tells it the things done, of how many, and the name of the one in hand.

    Nothing is shown where the output is no terminal.
    """
    start = time.monotonic()
    shown = click.progressbar(
        length=1,
        label=label,
        show_pos=True,
        show_eta=True,
        hidden=hidden or not sys.stdout.isatty(),
        item_show_func=lambda item: item,
    )
    with shown as running:

        def told(done: int, total: int, name: str) -> None:
            running.length = total
            running.update(done - running.pos, _item(done, time.monotonic() - start, name))

        yield told


def _item(done: int, seconds: float, name: str) -> str:
    rate = f"{done / seconds:.1f} 份/秒" if seconds >= _ENOUGH else ""
    last = name.rpartition("/")[2]
    return "  ".join(filter(None, (rate, last[:_NAME])))
