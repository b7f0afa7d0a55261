"""Shows on a terminal how far a command has come, how fast it is and how long it will take."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from unicodedata import east_asian_width

import click

_ENOUGH = 1.0  # seconds after which a rate can be told
_BAR = 20  # columns
_LEFT = 11  # columns of the time left: 1d 02:03:04
_SHORTEST = 8  # columns of a name that tell something
_GAP = "  "


@contextmanager
def bar(label: str, hidden: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A bar, and what tells it the things done, of how many, and the name of the one in hand.

    Nothing is shown where the output is no terminal.
    """
    start = time.monotonic()
    shown = click.progressbar(
        length=1,
        label=label,
        width=_BAR,
        show_pos=True,
        show_eta=True,
        hidden=hidden or not sys.stdout.isatty(),
        item_show_func=lambda item: item,
    )
    with shown as running:

        def told(done: int, total: int, name: str) -> None:
            running.length = total
            seconds = time.monotonic() - start
            rate = f"{done / seconds:.1f} 份/秒" if seconds >= _ENOUGH else ""
            # A line that is wider than the terminal cannot be written over.
            taken = [label, "[" + "-" * _BAR + "]", f"{total}/{total}", "-" * _LEFT, rate, ""]
            room = shutil.get_terminal_size().columns - columns(_GAP.join(taken)) - 1
            running.update(done - running.pos, _GAP.join(filter(None, (rate, cut(name, room)))))

        yield told


def columns(text: str) -> int:
    """How wide a text is on a terminal: a Han letter takes two columns."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def cut(name: str, room: int) -> str:
    """The last part of a name, as much of it as has room; "" where that would tell nothing."""
    last = name.rpartition("/")[2]
    fitting = sum(width <= room for width in accumulate(map(_width, last)))
    return last[:fitting] if room >= _SHORTEST else ""
