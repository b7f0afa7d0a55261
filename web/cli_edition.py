"""Prints on a terminal what a source was read as: an issue of a gazette, or a web page."""

from __future__ import annotations

from collections.abc import Iterator

import click

from search.document import Document, Edition, Issue
from web.sources import page_name, web_address


def print_edition(edition: Edition) -> None:
    """The issue or page, its documents with their facts, and what could not be placed."""
    issue = edition.issue
    about = "\n".join(_page(issue)) if issue.online else issue.label or "（未识别刊名）"
    click.secho(about, bold=True)
    for document in edition.documents:
        click.echo(f"· {document.title}")
        click.echo("  " + " · ".join(_facts(document)))
    click.echo(_counts(edition))
    for warning in issue.warnings:
        click.echo(f"  第 {warning.line} 行：{warning.message}")


def _page(issue: Issue) -> Iterator[str]:
    """Site and address of a web page."""
    yield f"网页：{page_name(issue)}"
    yield from filter(None, (web_address(source.url) for source in issue.sources))


def _facts(document: Document) -> Iterator[str]:
    facts = (document.category, document.number, document.issuer, document.issued)
    yield from (str(fact) for fact in facts if fact)
    if document.publication and document.publication.published:
        yield f"{document.publication.published} 发布"


def _counts(edition: Edition) -> str:
    issue = edition.issue
    missing = sum(entry.document is None for entry in issue.contents)
    listed = "" if issue.online else f"目录中 {missing} 篇正文不在本文件中，"
    return (
        f"{len(edition.documents)} 份文件，{len(issue.appointments)} 条任免，"
        f"{listed}{len(issue.warnings)} 条警告"
    )
