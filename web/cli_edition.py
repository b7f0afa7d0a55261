"""Prints on a terminal what a gazette was read as."""

from __future__ import annotations

import click

from search.document import Edition


def print_edition(edition: Edition) -> None:
    """The issue, its documents with their facts, and what could not be placed."""
    issue = edition.issue
    click.secho(issue.label or "（未识别刊名）", bold=True)
    for document in edition.documents:
        facts = (document.category, document.number, document.issuer, document.issued)
        click.echo(f"· {document.title}")
        click.echo("  " + " · ".join(str(fact) for fact in facts if fact))
    missing = sum(entry.document is None for entry in issue.contents)
    click.echo(
        f"{len(edition.documents)} 份文件，{len(issue.appointments)} 条任免，"
        f"目录中 {missing} 篇正文不在本文件中，{len(issue.warnings)} 条警告"
    )
    for warning in issue.warnings:
        click.echo(f"  第 {warning.line} 行：{warning.message}")
