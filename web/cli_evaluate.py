"""The command gongbao evaluate: how well gongbao ranks, measured next to a plain baseline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

import click

from search.document import Edition
from search.evaluation import Means, Qrels
from search.trial import NothingJudged, Topic, Trial, run

#: A measure's name in the table and in the JSON -> the field of Means.
MEASURES = {"nDCG@10": "ndcg", "MRR": "mrr", "recall@10": "recall"}
_UNIT_LABELS = {"document": "文件", "passage": "段落"}
_ALL = "all"

Guard = Callable[[Callable[..., None]], Callable[..., None]]


def make_command(
    read_corpus: Callable[[str], Sequence[Edition]],
    read_topics: Callable[[str], Sequence[Topic]],
    read_qrels: Callable[[str], Qrels],
    guard: Guard,
) -> click.Command:
    """The command, given what reads its three files (only web/cli.py sees the room that does).

    ``guard`` makes one line of the errors that a user can mend.
    """

    @click.command("evaluate")
    @click.option("--corpus", required=True, metavar="FILE", help=_CORPUS_HELP)
    @click.option("--queries", required=True, metavar="FILE", help=_QUERIES_HELP)
    @click.option("--qrels", required=True, metavar="FILE", help=_QRELS_HELP)
    @click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
    @guard
    def evaluate_command(corpus: str, queries: str, qrels: str, as_json: bool) -> None:
        """用带相关性判断的查询集衡量排序，并与朴素的基线对比。"""
        topics, judgements = read_topics(queries), read_qrels(qrels)
        try:
            trial = run(read_corpus(corpus), topics, judgements)
        except NothingJudged as error:
            why = "没有一个查询有相关的判断；请检查 --queries 和 --qrels 里的查询 id 是否一致"
            raise click.UsageError(why) from error
        _print(trial, as_json)

    return evaluate_command


_CORPUS_HELP = "语料：JSON 行（id、title、text，可用 .xz 或 .gz 压缩），或公报文件、目录。"
_QUERIES_HELP = "查询：JSON 行（id、text，可有 group）。"
_QRELS_HELP = "相关性判断：TREC 四列，或有表头的三列；判断对象是文件的 id，或“文件#段落”。"


def _print(trial: Trial, as_json: bool) -> None:
    for note in _notes(trial):
        click.secho(note, err=True, fg="yellow")
    if as_json:
        click.echo(json.dumps(evaluation_json(trial), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_table(trial)))


def _notes(trial: Trial) -> Iterator[str]:
    """What a reader of the figures has to know about the judgements."""
    if trial.absent:
        unit = _UNIT_LABELS[trial.unit]
        yield (
            f"判断所列的 {trial.judged} 个 id 中，有 {trial.absent} 个不是语料中的{unit}："
            "仍按已判断计算，任何排序都找不到"
        )
    if trial.left_out:
        yield f"有 {trial.left_out} 个查询没有相关的判断，未计入"
    if trial.unasked:
        yield f"有 {trial.unasked} 个查询只见于判断而不在查询文件中，未计入"


def evaluation_json(trial: Trial) -> dict[str, Any]:
    """A trial as JSON.

    ``unit`` (document or passage), ``documents`` and ``passages`` (of the corpus), ``judged``
    and ``absent`` (ids), ``left_out`` and ``unasked`` (queries) are those of Trial. ``groups``
    has an object for each group and ``all`` one for all queries: ``group`` (null for all),
    ``queries`` (counted), and for each of MEASURES an object with ``gongbao`` and ``plain``
    (0 to 1) and their ``ratio`` (null where plain is 0).
    """
    facts = ("unit", "documents", "passages", "judged", "absent", "left_out", "unasked")
    (_, *every), *groups = _rows(trial)
    return {
        **{fact: getattr(trial, fact) for fact in facts},
        "groups": [_row_json(*row) for row in groups],
        "all": _row_json(None, *every),
    }


def _rows(trial: Trial) -> Iterator[tuple[str, Means, Means]]:
    """All queries, then each group: its name, and the means of gongbao and of the baseline."""
    yield _ALL, trial.gongbao.all, trial.plain.all
    for (name, ours), (_, theirs) in zip(trial.gongbao.groups, trial.plain.groups, strict=True):
        yield name, ours, theirs


def _row_json(name: str | None, ours: Means, theirs: Means) -> dict[str, Any]:
    row: dict[str, Any] = {"group": name, "queries": ours.queries}
    for label, field in MEASURES.items():
        pair = getattr(ours, field), getattr(theirs, field)
        row[label] = {"gongbao": pair[0], "plain": pair[1], "ratio": _ratio(*pair)}
    return row


def _ratio(ours: float, theirs: float) -> float | None:
    return ours / theirs if theirs else None


def _table(trial: Trial) -> Iterator[str]:
    yield f"{trial.documents} documents, {trial.passages} passages; {trial.unit}s are ranked\n"
    every, *groups = _rows(trial)
    width = max(5, *(_columns(name) for name, *_ in groups), 0) + 2
    yield " " * (width + 7) + "".join(f"{label:>27}" for label in MEASURES)
    head = "".join(f"{part:>9}" for part in ("gongbao", "plain", "ratio"))
    yield _padded("group", width) + "queries" + head * len(MEASURES)
    for name, ours, theirs in (*groups, every):
        yield _padded(name, width) + f"{ours.queries:7}" + _figures(ours, theirs)


def _figures(ours: Means, theirs: Means) -> str:
    text = ""
    for field in MEASURES.values():
        pair = getattr(ours, field), getattr(theirs, field)
        ratio = _ratio(*pair)
        text += f"{pair[0]:9.3f}{pair[1]:9.3f}" + (
            f"{'–':>9}" if ratio is None else f"{ratio:9.2f}"
        )
    return text


def _padded(name: str, width: int) -> str:
    return name + " " * (width - _columns(name))


def _columns(name: str) -> int:
    """The columns that a name takes on a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in name)
