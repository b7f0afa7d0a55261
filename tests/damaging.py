"""Damages an archive's files one after the other, and reads and writes it each time.

A process of its own, since what it looks for may end it: ``python -m tests.damaging whoosh:PATH
SEED ROUNDS`` says what it damages before it does.
"""

from __future__ import annotations

import random
import shutil
import sys
import warnings
from contextlib import closing, suppress
from pathlib import Path

from search.engine import Engine, EngineError, open_engine
from search.folderlock import LOCK
from search.query import FACETS, Query
from tests.tiny_archive import BASE, STEPS, codes

QUERIES = (
    "",
    "通知",
    "民政 | 落实",
    '"各地要抓好落实"',
    "落实 -通知",
    "请*执行",
    "NEAR(本件 执行)",
)


def read(engine: Engine) -> None:
    """Every record and many terms, of each field."""
    for issue in engine.issues():
        assert issue.label
    for held in engine.catalogue().holdings:
        engine.document(held.document.id)
    for query in (*QUERIES, *codes()):
        engine.search(Query(query))
    engine.trend(Query("通知"))
    for facet in FACETS:
        engine.facet(Query("通知"), facet)
    engine.complete("通")
    engine.stats()


def write(engine: Engine) -> None:
    """Batches that drop blocks and make blocks one."""
    for step in STEPS[BASE : BASE + 4]:
        step.run(engine)


def damaged(content: bytes, rng: random.Random) -> bytes:
    """A bit, a byte or some bytes are others, or what follows is cut off."""
    place = rng.randrange(len(content))
    with_bit = bytes([content[place] ^ 1 << rng.randrange(8)])
    new = rng.choice([with_bit, with_bit, b"\xff", b"\0", rng.randbytes(8), None])
    if new is None:
        return content[:place]
    return content[:place] + new + content[place + len(new) :]


def main(address: str, seed: str, rounds: str) -> None:
    """Damage one file a round; raises what no engine may raise."""
    folder = Path(address.partition(":")[2])
    origin = folder.with_name("origin")
    shutil.copytree(folder, origin)
    rng = random.Random(seed)
    files = [path for path in sorted(origin.rglob("*")) if path.is_file() and path.name != LOCK]
    refused = 0
    for number in range(int(rounds)):
        shutil.rmtree(folder)
        shutil.copytree(origin, folder)
        path = rng.choice([path for path in files if path.stat().st_size])
        content = damaged(path.read_bytes(), rng)
        print(number, path.name, flush=True)
        (folder / path.relative_to(origin)).write_bytes(content)
        for mode, use in (("read", read), ("write", write)):
            try:
                with closing(open_engine(address, mode)) as engine:
                    use(engine)
            except EngineError:
                refused += 1
    print("refused", refused)


if __name__ == "__main__":
    # Whoosh leaves files open that it cannot read.
    warnings.simplefilter("ignore", ResourceWarning)
    with suppress(BrokenPipeError):
        main(*sys.argv[1:])
