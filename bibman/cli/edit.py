from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS
from bibman.errors import UsageError

if TYPE_CHECKING:
    from bibman.library import Kind


@click.command("edit")
@click.argument("key", shell_complete=judging.complete_key)
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@judging.kind_option
@judging.reason
@judging.who
@options.db
@options.format_option(ROW_FORMATS)
def command(
    key: str,
    fields: tuple[str, ...],
    kind: Kind | None,
    reason: str,
    who: str,
    db: Path | None,
    form: str | None,
) -> None:
    """Set fields of a work's record by hand, or the name that a person is shown under.

    FIELD is one of CSL's: title, container-title, issued, page, DOI, ...; people are parted by ";". An
    empty value takes the field away. What is set stays when the articles are read again; the references
    themselves stay as printed. `bibman show` says what was set, by whom and when.

    \b
    bibman edit norov2005 title="Ҳуқуқ назарияси" issued=2005
    bibman edit norov2005 author="Норов, Ю. Д.; Каримов, М." volume=
    bibman edit xaydarova-mahliyo name="Xaydarova, Mahliyo Xabibullayevna"
    """
    from bibman.library import Library

    changes = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise UsageError(f"{field!r} sets nothing; write FIELD=VALUE, as in title='A title'")
        changes[name] = value
    with Library.open(options.library_path(db), write=True) as library:
        kind = judging.kind_of(library, [key], kind)
        made = library.edit(kind, key, changes, who=who, reason=reason)
        judging.finish(library, [made], form)
