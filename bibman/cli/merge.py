from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS, complain
from bibman.errors import UsageError

if TYPE_CHECKING:
    from bibman.library import Kind


@click.command("merge")
@click.argument("keys", nargs=-1, required=True, metavar="A B [MORE...]", shell_complete=judging.complete_key)
@judging.kind_option
@judging.reason
@judging.who
@options.db
@options.format_option(ROW_FORMATS)
def command(
    keys: tuple[str, ...], kind: Kind | None, reason: str, who: str, db: Path | None, form: str | None
) -> None:
    """Judge that works are one, or that persons are one; all go under the key named first.

    The judgement outlives reading the articles again, and nothing is lost by it: every reference keeps
    its own text and record, and `bibman undo` takes the judgement back.

    \b
    bibman merge khaydarova2020 khaydarova2020a
    bibman merge xaydarova-mahliyo khaydarova-m --reason "one e-mail address"
    """
    first, *others = dict.fromkeys(keys)
    if not others:
        raise UsageError("merging takes two different keys or more: bibman merge A B")
    from bibman.library import Library

    with Library.open(options.library_path(db), write=True) as library:
        kind = judging.kind_of(library, keys, kind)
        made = []
        for other in others:
            if library.keys_of(kind, first) == library.keys_of(kind, other):
                complain(f"{first} and {other} are one {kind} already; nothing is judged.")
            else:
                made.append(library.add_judgement(kind, first, other, "same", who=who, reason=reason))
        judging.finish(library, made, form)
