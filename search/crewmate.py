"""A process of a crew: inverts the documents that come on its input, until there are no more.

Not made with multiprocessing, whose processes run the starting program's main module once more,
and outlive one that is killed.
"""

from __future__ import annotations

import pickle
import signal
import sys

from search import cutter
from search.inversion import invert


def main() -> None:
    """First the word lists, then documents, each a pickle; an inversion for each, pickled."""
    # Where there are no groups: an interrupt is for who started this; the input's end follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    cutter.use(pickle.load(given))
    while True:
        try:
            documents = pickle.load(given)
        except EOFError:
            return
        pickle.dump(invert(documents), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    main()
