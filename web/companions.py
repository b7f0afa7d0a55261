"""More processes that answer at the address of this one, for as long as it lives.

One process answers on one processor: Python runs one thread at a time.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Sequence

#: Whether a socket can be handed to another program.
POSSIBLE = os.name == "posix"


class Companions:
    """Processes that were started; each ends when its input does, and so when this one ends."""

    def __init__(self, command: Sequence[str], listening: socket.socket, count: int) -> None:
        number = listening.fileno()
        self._processes = [
            subprocess.Popen(
                [*command, str(number)],
                stdin=subprocess.PIPE,
                pass_fds=(number,),
                # An interrupt at the keyboard ends the first process, and that one these.
                process_group=0,
            )
            for _ in range(count)
        ]

    def close(self) -> None:
        """Let them end."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def handed(number: int) -> socket.socket:
    """The socket that a companion is handed by its file number. Raises OSError."""
    return socket.socket(fileno=number)


def end_with_input() -> None:
    """End this process with its input: whoever started it is gone, or wants it to."""
    threading.Thread(target=_until_the_end, daemon=True).start()


def _until_the_end() -> None:
    # Not sys.stdin: its lock would still be held when this process ends another way.
    while os.read(0, 1024):
        pass
    os._exit(0)
