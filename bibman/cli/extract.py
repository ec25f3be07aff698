from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows, watched

if TYPE_CHECKING:
    from bibman.reading import Unread


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.encoding
@options.jobs
@options.format_option([*ROW_FORMATS, "text"])
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], encoding: str | None, jobs: int | None, form: str | None
) -> None:
    """Print the references of articles as printed, in order, each with its place.

    Folders are read whole; "-" is standard input. An article without a list is said on standard error.

    \b
    bibman extract article.txt
    bibman extract articles/ --format jsonl > references.jsonl
    bibman extract old.txt --encoding cp1251 --format text | bibman parse
    """
    unread: list[Unread] = []
    rows = _rows(files, encoding, options.processes(jobs), unread)
    if form == "text":
        for row in rows:
            click.echo(row["text"])
    else:
        print_rows(rows, form, ["source", "start_line", "label", "text"])
    if unread:
        ctx.exit(4)


def _rows(
    files: tuple[str, ...], encoding: str | None, processes: int, unread: list[Unread]
) -> Iterator[dict[str, Any]]:
    """A row for each reference; what is wrong with an article is told as it is met."""
    from bibman.reading import Unread, extract, sources_in

    sources = list(sources_in(files, options.standard_input()))
    with closing(extract(sources, encoding, processes)) as results:
        for result in watched(results, len(sources)):
            if isinstance(result, Unread):
                unread.append(result)
                complain(result.message)
                continue
            if not result.references:
                complain(f"{result.article.path}: no reference list found.")
            for r in result.references:
                yield {
                    "text": r.text, "label": r.label, "source": r.source, "page": r.page,
                    "start_line": r.start_line, "end_line": r.end_line, "list": r.list, "mended": r.mended,
                }  # fmt: skip
