from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.db
@options.encoding
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], db: Path | None, encoding: str | None, form: str | None
) -> None:
    """Read articles into the library: files, or folders read whole.

    Again is safe: unchanged files are skipped, changed ones replaced. Each article is kept whole or
    not at all.

    \b
    bibman add articles/
    bibman add issue-3/*.txt --db journal.db
    """
    from bibman.library import Library
    from bibman.pipeline import Unread, add

    rows, unread = [], False
    with Library.open(options.library_path(db), create=True) as library:
        for result in add(library, paths, encoding):
            if isinstance(result, Unread):
                unread = True
                complain(result.message)
                rows.append(
                    {"article": result.path, "status": "unread", "references": 0, "message": result.message}
                )
                continue
            message = "" if result.references else "no reference list found"
            rows.append({
                "article": result.path, "status": result.status,
                "references": result.references, "message": message,
            })  # fmt: skip
        options.regroup(library)
    print_rows(rows, form, ["article", "status", "references", "message"])
    if unread:
        ctx.exit(4)
