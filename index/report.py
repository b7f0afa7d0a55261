"""What a build did: counts, what was skipped, what is odd in what was read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from search.sources import WARNINGS, ParseWarning

#: So many warnings of a kind are printed; the JSON has all.
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why; ``kept``: what was read of it before is still held."""

    name: str
    why: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Double:
    """A document that several sources have: whose text is held, and whose is not."""

    document: str
    title: str
    kept: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something odd in a source."""

    name: str
    warning: ParseWarning


@dataclass(slots=True)
class Report:
    """Counts are of sources (files, or contents pages with their pages), documents and passages.

    ``ignored`` counts the files that were passed over by their ending.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    documents: int = 0
    passages: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    doubles: dict[str, Double] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)
    ignored: Mapping[str, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many sources were read or found as they were."""
        return self.added + self.replaced + self.unchanged

    @property
    def kinds(self) -> dict[str, int]:
        """How many warnings there are of every kind, in the order of WARNINGS."""
        counted = Counter(each.warning.kind for each in self.warnings)
        return {kind: counted[kind] for kind in WARNINGS if counted[kind]}


def said(report: Report) -> list[str]:
    """The report in lines, as a command prints it: every file that was skipped, and of each kind
    of warning the first MOST_LINES.
    """
    counts = (
        ("新增", report.added),
        ("替换", report.replaced),
        ("未变", report.unchanged),
        ("删去", report.removed),
        ("跳过", len(report.skipped)),
    )
    lines = ["，".join(f"{name} {count} 个来源" for name, count in counts)]
    for each in report.skipped:
        kept = "（保留上次读入的内容）" if each.kept else ""
        lines.append(f"  跳过 {each.name}：{each.why}{kept}")
    if report.ignored:
        some = "、".join(f"{ending or '无扩展名'} {n} 个" for ending, n in report.ignored.items())
        lines.append(f"未读的其他文件：{some}")
    if report.doubles:
        lines.append(f"{len(report.doubles)} 份文件有几个来源，各取较好的文本")
    for kind, count in report.kinds.items():
        lines.append(f"提示 {WARNINGS[kind]}：{count} 处")
        lines += _listed(report, kind)
    return lines


def _listed(report: Report, kind: str) -> list[str]:
    some = [each for each in report.warnings if each.warning.kind == kind]
    lines = [f"  {w.name} 第 {w.warning.line} 行：{w.warning.message}" for w in some[:MOST_LINES]]
    rest = len(some) - len(lines)
    return [*lines, f"  另有 {rest} 处：用 --json 列出全部"] if rest else lines


def said_json(report: Report) -> str:
    """The report as JSON, complete."""
    return json.dumps(
        {
            "added": report.added,
            "replaced": report.replaced,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "documents": report.documents,
            "passages": report.passages,
            "skipped": [asdict(each) for each in report.skipped],
            "ignored": dict(report.ignored),
            "doubles": [asdict(each) for each in report.doubles.values()],
            "warnings": {
                "kinds": {WARNINGS[kind]: count for kind, count in report.kinds.items()},
                "lines": [
                    {
                        "file": each.name,
                        "line": each.warning.line,
                        "kind": each.warning.kind,
                        "message": each.warning.message,
                    }
                    for each in report.warnings
                ],
            },
        },
        ensure_ascii=False,
        indent=2,
    )
