from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS, complain

if TYPE_CHECKING:
    from bibman.library import Kind


@click.command("log")
@click.option(
    "--all/--in-force", "everything", default=True, help="With what was undone, or without.  [default: with]"
)
@click.option(
    "--kind", type=click.Choice(judging.KINDS), help="Only judgements about works, or about persons."
)
@options.db
@options.limit
@options.format_option(ROW_FORMATS)
def command(
    everything: bool, kind: Kind | None, db: Path | None, limit: int | None, form: str | None
) -> None:
    """Show the judgements, the latest first: what was decided, by whom, when and why.

    \b
    bibman log
    bibman log --in-force --kind person
    bibman log --format jsonl
    """
    with options.library(db) as library:
        made = [j for j in library.judgements() if kind in (None, j.kind) and (everything or not j.undone)]
    if not made:
        complain("nothing has been judged; bibman review shows what there is to decide.")
    columns = [name for name in judging.COLUMNS if name != "kind"]  # it stands beside the judgement
    judging.print_judgements(made[::-1][:limit], form, columns)
