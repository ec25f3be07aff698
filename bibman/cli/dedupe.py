from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_jsons, print_rows, status_line, write_out
from bibman.errors import UnreadableInputError, UsageError

if TYPE_CHECKING:
    from bibman.formats.chunks import Chunk
    from bibman.matching.dedupe import Normalized, Progress
    from bibman.model import Record
    from bibman.reports.joined import Entries

#: What can be done where a file cannot be written: there are several options that name one.
_OTHERWISE = "choose another place for it"
_SUFFIXES = {".bib": "biblatex", ".ris": "ris", ".json": "csl-json"}
_PRINTED_AT_A_TIME = 10_000
#: More records than these are long work.
LONG = 5_000


@click.command("dedupe")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@options.encoding
@options.format_option(ROW_FORMATS)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="FILE",
    help="Write one entry a work to FILE (.bib, .ris, .json).",
)
@click.option(
    "--output-format",
    type=click.Choice(["biblatex", "bibtex", "csl-json", "ris"]),
    help="What to write with -o.  [default: by the ending of FILE]",
)
@click.option(
    "--keys-map",
    type=options.FILE,
    metavar="FILE",
    help="Write to FILE which key each old key became, one a line.",
)
@click.option(
    "--report",
    type=options.FILE,
    metavar="FILE",
    help="Write to FILE what was joined and why (.jsonl for programs, else text).",
)
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    encoding: str | None,
    form: str | None,
    output: str | None,
    output_format: str | None,
    keys_map: str | None,
    report: str | None,
) -> None:
    """Find records of one work among .bib, RIS and CSL-JSON files, in any script and spelling.

    Prints one row a record: its key, its work (the key of the work's first record), how surely and why.
    With -o the merged entries are written instead, each with the best value of every field. Entries that
    cannot be read are said on standard error and left out. "-" is standard input.

    \b
    bibman dedupe library.bib
    bibman dedupe old.bib new.ris -o merged.bib --keys-map keys.tsv --report joined.txt
    bibman dedupe - --format jsonl < items.jsonl > works.jsonl
    """
    from functools import partial

    from bibman.matching.dedupe import dedupe, normalize_chunks
    from bibman.reports import joined

    dialect = _dialect(output, output_format)
    entries = joined.Entries()
    chunks = _chunks(files, encoding, entries.complaints)
    parts = normalize_chunks(chunks, partial(joined.read_chunk, bool(output or report)))
    found = dedupe(_gathered(parts, entries), _progress())
    for sentence in entries.complaints:
        complain(sentence)
    work = found.work.tolist()
    keys = joined.work_keys(entries, work)
    if form or not output:
        _print(joined.rows(entries, found, keys), form)
    if output:
        _write_merged(output, dialect, joined.merged(entries, work, keys), len(entries))
    if keys_map:
        write_out(keys_map, "".join(joined.key_map(entries, work, keys)), _OTHERWISE)
    if report:
        works = joined.report_rows(entries, work, joined.rows(entries, found, keys))
        text = _lines(works) if report.endswith(".jsonl") else joined.report_text(works)
        write_out(report, text, _OTHERWISE)
    if entries.complaints:
        ctx.exit(4)


def _dialect(output: str | None, given: str | None) -> str:
    """What to write: as asked for, else by the ending of the file."""
    dialect = given or _SUFFIXES.get(Path(output or "").suffix.lower(), "")
    if output and not dialect:
        raise UsageError(f"the ending of {output} names no format; choose one with --output-format")
    return dialect


def _chunks(files: Sequence[str], encoding: str | None, complaints: list[str]) -> Iterator[Chunk]:
    """The chunks of all files; a file that cannot be read is complained about, the others are still read."""
    from bibman.formats.chunks import chunks

    for file in files:
        try:
            with options.opened(file) as stream:
                yield from chunks(stream, file, encoding)
        except UnreadableInputError as error:
            complaints.append(str(error))


def _gathered(parts: Iterator[Normalized[Entries]], entries: Entries) -> Iterator[Normalized[Entries]]:
    for part in parts:
        entries.extend(part.kept)
        yield part


def _progress() -> Progress:
    """Tells on a terminal how far long work is, on one line of standard error."""
    from bibman.matching.dedupe import LAST_STEP

    show, is_long = status_line(), False

    def tell(what: str, done: int, total: int) -> None:
        nonlocal is_long
        is_long = is_long or max(done, total) > LONG
        amount = f" {done:,}" if done else ""
        show(f"{what}{amount}{f' of {total:,}' if total else ''}" if is_long and what != LAST_STEP else "")

    return tell


def _print(rows: Iterator[dict[str, Any]], form: str | None) -> None:
    if form == "jsonl" or (form is None and not sys.stdout.isatty()):
        while some := list(islice(rows, _PRINTED_AT_A_TIME)):
            print_jsons(some)
    else:
        print_rows(rows, form, ["id", "work", "score", "reason"])


def _write_merged(output: str, dialect: str, items: Sequence[tuple[str, Record]], count: int) -> None:
    from bibman.formats import write

    write_out(output, write(items, dialect), _OTHERWISE)
    complain(f"{count} records are {len(items)} works, written to {output}.")


def _lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
