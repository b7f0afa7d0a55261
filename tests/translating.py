"""Keeps the catalogue of translations in step with the sources: `make translations`.

With --check nothing is written; what is not translated is named, and the exit code says so.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "web" / "translations" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "messages.po", FOLDER / "messages.mo"

#: Where texts stand that a reader sees, and how they are found there. The command line is Chinese.
SOURCES = (
    ("web/cli*.py", "ignore"),
    ("search/**.py", "python"),
    ("web/**.py", "python"),
    ("web/templates/**.html", "jinja2"),
)
#: What marks a text for translation beside gettext and its kin; (1, 1) is said of one and of many.
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "say": None, "counted": (1, 1), "said_of": (1, 1)}
# The mark between the parts of a series.
KEYWORDS |= {"series": (2,), "joined": (2,), "N_n": (1, 1)}
_HEADER = """\
# The English of gongbao's pages. The Chinese stands in the sources; `make translations` brings
# what is new there into this file.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_PLACE = re.compile(r"%\(\w+\)s")
_HAN = re.compile("[\u4e00-\u9fff]")


def extracted() -> Catalog:
    """Every text of the sources that has to be translated."""
    catalog = Catalog()
    found = extract_from_dir(ROOT, SOURCES, {"**.html": {"silent": "false"}}, KEYWORDS)
    for file, _, message, comments, context in found:
        if not all(map(str.isascii, _texts(message))):
            catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def kept() -> Catalog:
    """The translations as they are written down."""
    return read_po(io.BytesIO(PO.read_bytes()), locale="en", abort_invalid=True)


def in_step() -> bool:
    """Whether the program reads what is written down; the headers are another matter."""
    return MO.exists() and _read(MO.read_bytes()) == _read(_compiled())


def _compiled() -> bytes:
    target = io.BytesIO()
    write_mo(target, kept())
    return target.getvalue()


def _read(compiled: bytes) -> dict[object, object]:
    found = read_mo(io.BytesIO(compiled))
    return {(_first(each.id), each.context): each.string for each in found if each.id}


def _first(texts: str | tuple[str, ...] | list[str]) -> str:
    return next(_texts(texts))


def faults(catalog: Catalog) -> Iterator[str]:
    """What a catalogue lacks of the sources, what they lack, and translations that cannot be."""
    sources = {(each.id, each.context) for each in extracted() if each.id}
    messages = {(each.id, each.context): each for each in catalog if each.id}
    yield from (f"not in the catalogue: {key[0]}" for key in sources - set(messages))
    yield from (f"no longer in the sources: {key[0]}" for key in set(messages) - sources)
    for message in messages.values():
        if fault := _fault(message):
            yield f"{fault}: {message.id}"


def _fault(message: Message) -> str:
    strings = list(_texts(message.string))
    if message.fuzzy or not strings or not all(strings):
        return "not translated"
    if any(map(_HAN.search, strings)):
        return "still Chinese"
    wanted, *places = (set(_PLACE.findall(text)) for text in (_first(message.id), *strings))
    # A single one may be said in words.
    one_differs = len(places) > 1 and places[0] != wanted - {"%(count)s"}
    return "places differ" if places[-1] != wanted or (one_differs and places[0] != wanted) else ""


def _texts(texts: str | tuple[str, ...] | list[str]) -> Iterator[str]:
    yield from (texts,) if isinstance(texts, str) else texts


def update() -> Catalog:
    """Write the catalogue anew: what is new stands there empty, what is old is dropped."""
    catalog = kept()
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    save(catalog)
    return kept()


def save(catalog: Catalog) -> None:
    """Write a catalogue and what the program reads of it; without dates, which only differ."""
    target = io.BytesIO()
    write_po(target, catalog, 100, omit_header=True, sort_by_file=True, include_lineno=False)
    PO.write_bytes(_HEADER.encode() + target.getvalue())
    if not in_step():
        MO.write_bytes(_compiled())


def main() -> None:
    """Write or check the catalogue; fail where something is left to translate."""
    checking = "--check" in sys.argv[1:]
    found = sorted(faults(kept() if checking else update()))
    if not in_step():
        found.append(f"{MO.name} is older than {PO.name}")
    print(*found, sep="\n", end="\n" if found else "")
    where = PO.relative_to(ROOT)
    sys.exit(f"{len(found)} to mend in {where}, then: make translations" if found else 0)


if __name__ == "__main__":
    main()
