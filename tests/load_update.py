"""Updates one issue of an index with a marker word, in a process of its own, or removes it again.

Prints when the commit had ended, in seconds of the system's monotonic clock.
"""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from datetime import date

from search.document import Block, Document, Edition, Issue
from search.engine import open_engine

ISSUE = "load-test"


def edition(marker: str) -> Edition:
    """The issue as it is with a marker."""
    title = "关于更新情况的通报"
    blocks = (Block("title", "p0", title, level=0), Block("paragraph", "p1", f"更新{marker}。"))
    document = Document(f"{ISSUE}-1", ISSUE, title, issued=date(2018, 1, 1), blocks=blocks)
    return Edition(Issue(ISSUE, "更新公报", 2018, 1), (document,))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index")
    parser.add_argument("marker", nargs="?", help="none: remove the issue")
    given = parser.parse_args()
    with closing(open_engine(given.index, "write")) as engine:
        if given.marker:
            engine.add([edition(given.marker)])
        else:
            engine.remove([ISSUE])
        print(time.monotonic(), flush=True)


if __name__ == "__main__":
    main()
