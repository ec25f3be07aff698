from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import MANY, ROW_FORMATS, complain, print_rows, waiting, watched
from bibman.errors import StoppedError

if TYPE_CHECKING:
    from bibman.library import Library
    from bibman.pipeline import Added
    from bibman.reading import Unread

Row = dict[str, Any]
COLUMNS = ["article", "status", "references", "message"]


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=options.FILE, metavar="PATH...")
@options.db
@options.encoding
@options.jobs
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    db: Path | None,
    encoding: str | None,
    jobs: int | None,
    form: str | None,
) -> None:
    """Read articles into the library: files, or folders read whole.

    Again is safe: unchanged files are skipped, changed ones replaced. Each article is kept whole or
    not at all, as soon as it is read: stopped in the middle, the same command goes on from there. Of
    many articles a terminal shows those to look at; --format table shows all.

    \b
    bibman add articles/
    bibman add issue-3/*.pdf --db journal.db
    """
    from bibman.library import Library
    from bibman.reading import Unread, files_in

    files = list(files_in(paths))
    if all(isinstance(file, Unread) for file in files):  # a library is not made for nothing
        rows = [_row(file) for file in files if isinstance(file, Unread)]
        print_rows(rows, form, COLUMNS)
        ctx.exit(4)
    with Library.open(options.library_path(db), create=True) as library:
        rows = list(_rows(library, files, encoding, options.processes(jobs)))
        try:
            with waiting("joining works and people", long=len(rows) > MANY):
                options.regroup(library)
        except KeyboardInterrupt:
            raise StoppedError(
                "stopped. The articles are kept; their works and people are joined by the next "
                "bibman add, or by: bibman doctor"
            ) from None
    brief = form is None and len(rows) > MANY and sys.stdout.isatty()
    shown = [row for row in rows if row["message"]] if brief else rows
    print_rows(shown, form, COLUMNS)
    if len(rows) > 1:
        complain(_summary(rows))
    if any(row["status"] == "unread" for row in rows):
        ctx.exit(4)


def _rows(
    library: Library, files: Sequence[Path | Unread], encoding: str | None, processes: int
) -> Iterator[Row]:
    """What became of each article; the unreadable are told as they are met."""
    from bibman.pipeline import add

    done = 0
    with closing(add(library, files, encoding, processes)) as results:
        try:
            for result in watched(results, len(files)):
                done += 1
                yield _row(result)
        except KeyboardInterrupt:
            raise StoppedError(
                f"stopped after {done:,} of {len(files):,} articles, which are kept; "
                "the same command goes on from there"
            ) from None


def _row(result: Added | Unread) -> Row:
    from bibman.reading import Unread

    if isinstance(result, Unread):
        complain(result.message)
        return {"article": result.path, "status": "unread", "references": 0, "message": result.message}
    return {
        "article": result.path, "status": result.status, "references": result.references,
        "message": "" if result.references else _without_list(result.path),
    }  # fmt: skip


def _without_list(path: str) -> str:
    is_bibliography = Path(path).suffix.lower() in (".bib", ".ris")
    return "no reference list found" + "; bring a bibliography in with: bibman import" * is_bibliography


def _summary(rows: list[Row]) -> str:
    """How many articles became what, and how many references they have."""
    counts = Counter(row["status"] for row in rows)
    known = ["added", "replaced", "unchanged", "unread"]
    parts = [f"{counts[status]:,} {status}" for status in known if counts[status]]
    bare = sum(row["status"] != "unread" and not row["references"] for row in rows)
    references = f"{sum(row['references'] for row in rows):,} references"
    without = f"; {bare:,} without a reference list" if bare else ""
    return f"{len(rows):,} articles: {', '.join(parts)}; {references}{without}."
