from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Build the indexes anew before looking.")
@options.db
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(ctx: click.Context, repair: bool, db: Path | None, form: str | None) -> None:
    """Look for damage inside the library; exit with 1 when there is any.

    Interrupted work is finished on the way: works and persons are computed where they are not up to date.

    \b
    bibman doctor
    bibman doctor --repair
    """
    from bibman.library import Library

    with Library.open(options.library_path(db), write=True) as library:
        if repair:
            library.repair()
        options.regroup(library, most_names=None)
        problems = library.problems()
    if not problems:
        complain("the library is whole.")
    print_rows(({"message": problem} for problem in problems), form, ["message"])
    if problems:
        ctx.exit(1)
