"""The house's arrows: index -> search <- web, foreign names in one file each, no cycles."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("search", "index", "web")
MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
}
#: The rooms of web: each may use those before it, and what all of them share.
WEB_ROOMS = (
    "text",
    "charts",
    "tables",
    "results",
    "reading",
    "citing",
    "browsing",
    "trend",
    "guide",
    "wire",
)

#: The rooms of index: each may use those before it.
INDEX_ROOMS = ("files", "gazette", "html", "markdown", "pdf")

#: A library -> the only files that may name it.
ONLY_IN = {
    "jieba": {"search/cutter.py"},
    "rjieba": {"search/cutter.py"},
    "opencc": {"search/folding.py"},
    "whoosh": {f"search/whoosh_{part}.py" for part in ("codec", "mapped", "storage", "store")},
    "tantivy": {"search/tantivy_store.py"},
    "portalocker": {"search/folderlock.py"},
    "bs4": {"index/markup.py"},
    "waitress": {"web/serving.py"},
    "click": {
        f"web/cli{part}.py"
        for part in ("", "_edition", "_evaluate", "_options", "_progress", "_results", "_serve")
    },
    "pypinyin": {"search/pinyin.py"},
    "pypdfium2": {"index/pdf/pdfium.py"},
    "reportlab": set(),
}


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Full names of the modules that a file imports, anywhere in it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


ARROWS = {"search": {"search"}, "index": {"index", "search"}, "web": {"web", "search"}}


def test_arrows() -> None:
    for name, path in MODULES.items():
        rooms = {module.split(".")[0] for module in imported(path)} & set(ROOMS)
        allowed = set(ROOMS) if name == "web/cli.py" else ARROWS[name.split("/")[0]]
        assert rooms <= allowed, name


ORDERS = {"index": INDEX_ROOMS, "web": WEB_ROOMS}


@pytest.mark.parametrize(
    ("whole", "room"), [(whole, room) for whole, rooms in ORDERS.items() for room in rooms]
)
def test_rooms_use_only_those_before_them(whole: str, room: str) -> None:
    order = ORDERS[whole]
    later = {f"{whole}.{each}" for each in order[order.index(room) + 1 :]}
    for name, path in MODULES.items():
        if name.startswith(f"{whole}/{room}/"):
            used = {".".join(module.split(".")[:2]) for module in imported(path)}
            assert not used & later, name


@pytest.mark.parametrize("whole", ORDERS)
def test_every_room_is_in_its_order(whole: str) -> None:
    rooms = {path.parent.name for path in (ROOT / whole).glob("*/__init__.py")}
    assert rooms == set(ORDERS[whole])


@pytest.mark.parametrize(("library", "files"), ONLY_IN.items())
def test_foreign_names_stay_in_their_file(library: str, files: set[str]) -> None:
    users = {
        name
        for name, path in MODULES.items()
        if library in {module.split(".")[0] for module in imported(path)}
    }
    assert users == files


def test_engines_are_opened_only_by_address() -> None:
    for name, path in MODULES.items():
        assert not {"search.whoosh_engine", "search.tantivy_engine"} & set(imported(path)), name


def test_the_types_import_only_the_standard_library() -> None:
    types = {
        f"search.{name}"
        for name in ("document", "sources", "query", "results", "counts", "sentence")
    }
    modules = {name[:-3].replace("/", ".") for name in MODULES}
    for name in types:
        path = ROOT / f"{name.replace('.', '/')}.py"
        assert _needs(path, modules) <= types, name
        roots = {module.split(".")[0] for module in imported(path)}
        assert roots <= {"search", *sys.stdlib_module_names}, name


def test_no_cycles() -> None:
    names = {name[:-3].replace("/", "."): path for name, path in MODULES.items()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph = {name: _needs(path, set(names)) - {name} for name, path in names.items()}
    while graph:
        leaves = {name for name, needs in graph.items() if not needs & set(graph)}
        assert leaves, f"a cycle among {sorted(graph)}"
        graph = {name: needs for name, needs in graph.items() if name not in leaves}


def _needs(path: Path, names: set[str]) -> set[str]:
    """The modules a file needs; ``from web import urls`` needs web.urls and not web's own code."""
    found = set(imported(path)) & names
    return {name for name in found if not any(other.startswith(f"{name}.") for other in found)}


def test_every_module_says_its_job() -> None:
    for name, path in MODULES.items():
        first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
        assert first.endswith("."), f"{name}: {first!r}"
