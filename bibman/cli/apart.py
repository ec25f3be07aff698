from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS
from bibman.errors import NotFoundError

if TYPE_CHECKING:
    from bibman.library import Kind, Library

_PLACE = re.compile(r"(.+):(\d+)(?:-\d+)?")


@click.command("apart")
@click.argument("a", shell_complete=judging.complete_key)
@click.argument("b", shell_complete=judging.complete_key)
@judging.kind_option
@judging.reason
@judging.who
@options.db
@options.format_option(ROW_FORMATS)
def command(
    a: str, b: str, kind: Kind | None, reason: str, who: str, db: Path | None, form: str | None
) -> None:
    """Judge that A and B are two works, or two persons, and keep them apart from now on.

    A is a key. B is the key of another; or a reference of the work A, by its place as `bibman show` gives
    it; or a spelling of the person A, as `bibman authors` gives it. That is cut off under a key of its own.

    \b
    bibman apart norov2005 norov2006
    bibman apart khaydarova2020 articles/7.txt:112
    bibman apart karimov-m "Каримов Мансур"
    """
    from bibman.library import Library
    from bibman.pipeline import part

    with Library.open(options.library_path(db), write=True) as library:
        kind = judging.kind_of(library, [a], kind or _shared_kind(library, a, b))
        (shown, *_) = library.keys_of(kind, a)
        if library.knows(kind, b):
            were_one = bool(set(library.keys_of(kind, a)) & set(library.keys_of(kind, b)))
            made = library.add_judgement(kind, a, b, "different", who=who, reason=reason)
        else:
            printed = _references(library, shown, b) if kind == "work" else _forms(library, shown, b)
            made, were_one = part(library, kind, shown, printed, who=who, reason=reason), True
        judging.finish(library, [made], form, were_one=were_one)


def _shared_kind(library: Library, a: str, b: str) -> Kind | None:
    """The kind that both keys are of, where only one is."""
    kinds = [kind for kind in judging.KINDS if library.knows(kind, a) and library.knows(kind, b)]
    return kinds[0] if len(kinds) == 1 else None


def _references(library: Library, key: str, place: str) -> list[str]:
    """The texts of the work's references that stand at the place."""
    found = _PLACE.fullmatch(place)
    if found:
        path, line = found[1], int(found[2])
        texts = [
            reference.text
            for reference in library.work(key).references
            if options.is_path_of(path, reference.article)
            and reference.start_line <= line <= reference.end_line
        ]
        if texts:
            return texts
    raise NotFoundError(
        f"{place} is neither the key of a work nor the place of a reference to {key}; "
        f"bibman show {key} gives the places"
    )


def _forms(library: Library, key: str, spelling: str) -> list[str]:
    """The person's spellings that print the same letters."""
    from bibman.text import fold

    names = library.person(key).names
    forms = [name.form for name in names if name.form == spelling] or [
        name.form for name in names if fold(name.form) == fold(spelling)
    ]
    if not forms:
        raise NotFoundError(
            f"{spelling!r} is neither the key nor a spelling of {key}; bibman authors gives the spellings"
        )
    return forms
