"""Lists the files under a folder in a fixed order, whatever links and names there are."""

from __future__ import annotations

import os
from collections.abc import Iterator

from index.files.endings import is_hidden
from index.files.rawfile import reason

#: A folder that holds a file of this name is an index of gongbao, and no material for one.
INDEX = b"gongbao.json"


def walk(root: bytes) -> Iterator[tuple[bytes, str]]:
    """The path of every file, and "": a folder's files by name, then its folders by name.

    Hidden files and folders and indexes are passed over. Links are followed, and no folder is
    entered twice. A folder that cannot be listed comes with the reason why.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            found = os.stat(folder)
            if (found.st_dev, found.st_ino) in entered:
                continue
            entered.add((found.st_dev, found.st_ino))
            files, folders = _listed(folder)
        except OSError as error:
            yield folder, f"无法打开文件夹（{reason(error)}）：请检查权限"
            continue
        yield from ((file, "") for file in files)
        waiting.extend(reversed(folders))


def _listed(folder: bytes) -> tuple[list[bytes], list[bytes]]:
    """The files and the folders in a folder, by name."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    if any(entry.name == INDEX for entry in entries):
        return [], []
    entries = [entry for entry in entries if not is_hidden(os.fsdecode(entry.name))]
    folders = [entry.path for entry in entries if _is_folder(entry)]
    within = set(folders)
    return [entry.path for entry in entries if entry.path not in within], folders


def _is_folder(entry: os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle
        return False
