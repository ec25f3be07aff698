from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS

#: Written out so that the help needs no library; a test holds it to ``bibman.library.rows.RELATIONS``.
RELATIONS = ("edition", "preprint", "translation", "part", "review", "reply")


@click.command("link")
@click.argument("a", shell_complete=judging.complete_key)
@click.argument("b", shell_complete=judging.complete_key)
@click.option("--as", "relation", type=click.Choice(RELATIONS), required=True, help="What A is of B.")
@judging.reason
@judging.who
@options.db
@options.format_option(ROW_FORMATS)
def command(a: str, b: str, relation: str, reason: str, who: str, db: Path | None, form: str | None) -> None:
    """Judge that work A is an edition, preprint, translation, part, review or reply of work B.

    The two stay works of their own, each shows the other, and bibman never joins them.

    \b
    bibman link hawkins1990uz hawkins1988 --as translation
    bibman link norov2019 norov2005 --as edition --reason "second edition, enlarged"
    """
    from bibman.library import Library

    with Library.open(options.library_path(db), write=True) as library:
        judging.kind_of(library, [a, b], "work")
        made = library.relate(a, b, relation, who=who, reason=reason)
        judging.finish(library, [made], form)
