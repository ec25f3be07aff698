from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows, status_line

if TYPE_CHECKING:
    from bibman.formats import BadEntry
    from bibman.library import Library
    from bibman.pipeline import Imported
    from bibman.reading import Unread

Show = Callable[[str], None]

#: A file with more records is long work.
LONG = 5_000
#: So many changed keys are told one by one.
MOST_TOLD = 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.db
@options.encoding
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], db: Path | None, encoding: str | None, form: str | None
) -> None:
    """Bring bibliographies into the library: .bib, RIS and CSL-JSON (an array, or one item a line).

    The format is told by the content; folders are read whole. Again is safe: unchanged files are skipped,
    changed ones replaced. Each file is kept whole or not at all; broken entries are said on standard error
    and left out. "-" is standard input.

    A work keeps the key of the entry that was imported first, so that \\cite{knuth1984} goes on working;
    where another work has that key, it gets a number: knuth1984-2.

    \b
    bibman import zotero.bib
    bibman import old/*.ris scopus.ris --db journal.db
    bibman import crossref.jsonl
    """
    from bibman.library import Library
    from bibman.pipeline import import_records
    from bibman.reading import Unread

    with Library.open(options.library_path(db), create=True) as library:
        show = status_line()
        tell, progress = partial(_tell, show), partial(_progress, show)
        found = list(import_records(library, files, encoding, options.seekable, tell, progress))
        show("")
        options.regroup(library)
        rows = [_row(library, result) for result in found]
    print_rows(rows, form, ["source", "status", "records", "message"])
    if any(isinstance(result, Unread) or result.broken for result in found):
        ctx.exit(4)


def _tell(show: Show, entry: BadEntry) -> None:
    show("")
    complain(f"{entry.source}:{entry.line}: {entry.message}")


def _progress(show: Show, records: int) -> None:
    if records > LONG:
        show(f"writing {records:,}")


def _row(library: Library, result: Imported | Unread) -> dict[str, Any]:
    from bibman.reading import Unread

    if isinstance(result, Unread):
        complain(result.message)
        return {"source": result.path, "status": "unread", "records": 0, "message": result.message}
    told = [_tell_lost_keys(library, result)] if result.status != "unchanged" else []
    if result.broken:
        told.insert(0, f"{_amount(result.broken, 'entry', 'entries')} could not be read")
    if not result.records:
        told.append("no entries found")
    return {
        "source": result.path, "status": result.status, "records": result.records,
        "message": "; ".join(filter(None, told)),
    }  # fmt: skip


def _tell_lost_keys(library: Library, result: Imported) -> str:
    """Say which entries got another key, since another work has theirs; gives how many."""
    lost = library.lost_keys(result.kept)
    for key in lost[:MOST_TOLD]:
        where = f"{result.path}:{key.line}"
        complain(f"{where}: another work has the key {key.key}; this one is {key.now} in the library")
    if len(lost) > MOST_TOLD:
        complain(f"{result.path}: {len(lost) - MOST_TOLD} more entries got another key")
    return f"{_amount(len(lost), 'key', 'keys')} changed, since other works have them" if lost else ""


def _amount(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
