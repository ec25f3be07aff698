from __future__ import annotations

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.encoding
@options.format_option([*ROW_FORMATS, "text"])
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], encoding: str | None, form: str | None) -> None:
    """Print the references of articles as printed, in order, each with its place.

    Folders are read whole; "-" is standard input. An article without a list is said on standard error.

    \b
    bibman extract article.txt
    bibman extract articles/ --format jsonl > references.jsonl
    bibman extract old.txt --encoding cp1251 --format text | bibman parse
    """
    from bibman.pipeline import Unread, extract

    unread = False
    rows = []
    for result in extract(files, encoding, options.standard_input()):
        if isinstance(result, Unread):
            unread = True
            complain(result.message)
            continue
        if not result.references:
            complain(f"{result.article.path}: no reference list found.")
        rows += [
            {
                "text": r.text, "label": r.label, "source": r.source, "page": r.page,
                "start_line": r.start_line, "end_line": r.end_line, "list": r.list, "mended": r.mended,
            }
            for r in result.references
        ]  # fmt: skip
    if form == "text":
        for row in rows:
            click.echo(row["text"])
    else:
        print_rows(rows, form, ["source", "start_line", "label", "text"])
    if unread:
        ctx.exit(4)
