from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS, complain


@click.command("undo")
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER...]")
@judging.reason
@judging.who
@options.db
@options.format_option(ROW_FORMATS)
def command(numbers: tuple[int, ...], reason: str, who: str, db: Path | None, form: str | None) -> None:
    """Take judgements back: the last one in force, or those with these numbers, in any order.

    The library is then as if they had never been made; `bibman log` still shows them.

    \b
    bibman undo
    bibman undo 7 --reason "two editions after all"
    """
    from bibman.library import Library

    with Library.open(options.library_path(db), write=True) as library:
        undone = []
        try:
            for number in dict.fromkeys(numbers) or [None]:
                undone.append(library.undo(number, who=who, reason=reason))
        finally:
            options.regroup(library)
            judging.print_judgements(undone, form)
            for judgement in undone:
                complain(judging.undoing(library, judgement))
