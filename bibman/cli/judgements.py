from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_jsons, print_rows, write_out
from bibman.errors import UsageError

_MEANS = {
    "added": "taken in",
    "known": "known before",
    "undone": "taken back",
    "waiting": "waiting for articles that are not here",
    "unread": "not understood",
}


@click.group("judgements")
def command() -> None:
    """Share judgements with those who work on the same articles."""


@command.command("export")
@click.option(
    "-o",
    "--output",
    default="-",
    type=options.FILE,
    metavar="FILE",
    help="Write to FILE.  [default: standard output]",
)
@options.db
def export(output: str, db: Path | None) -> None:
    """Write all judgements, one JSON object a line, those undone too.

    Each names what it is about by marks of what is printed, so that it fits every library that holds the
    same references, under whatever keys.

    \b
    bibman judgements export -o judgements.jsonl
    """
    with options.library(db) as library:
        rows = library.export_judgements()
    if output == "-":
        print_jsons(rows)
        return
    write_out(output, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
    complain(f"{len(rows)} {'judgement' if len(rows) == 1 else 'judgements'} written to {output}.")


@command.command("import")
@click.argument("file", type=options.FILE, metavar="FILE|-")
@options.db
@options.format_option(ROW_FORMATS)
@click.pass_context
def import_(ctx: click.Context, file: str, db: Path | None, form: str | None) -> None:
    """Take in the judgements of a file that `bibman judgements export` wrote.

    Again is safe: each judgement is taken in once, and one that was undone elsewhere is undone here. Where
    two contradict each other, the later one holds. A judgement about references that are not here waits
    for the article that prints them.

    \b
    bibman judgements import judgements.jsonl
    """
    from bibman.library import Library

    rows = []
    with Library.open(options.library_path(db), write=True) as library:
        try:
            for number, line in enumerate(options.lines(file), 1):
                if line.strip():
                    rows.append({"line": number, **_taken_in(library, line)})
                    if message := rows[-1]["message"]:
                        complain(f"{file}:{number}: {message}")
        finally:
            options.regroup(library)
    print_rows(rows, form, ["line", "status", "judgement", "kind", "a", "b", "who", "when", "message"])
    counted = Counter(row["status"] for row in rows)
    told = [f"{counted[status]} {means}" for status, means in _MEANS.items() if counted[status]]
    complain(f"{len(rows)} judgements read: {', '.join(told)}." if rows else f"{file} holds no judgement.")
    if counted["unread"]:
        ctx.exit(4)


def _taken_in(library: Any, line: str) -> dict[str, Any]:
    row: Any = {}
    try:
        row = json.loads(line)
        status, message = library.import_judgement(row), ""
    except (ValueError, RecursionError):
        status, message = "unread", "this line is no JSON; each line is one judgement"
    except UsageError as error:
        status, message = "unread", str(error)
    if status == "waiting":
        message = "what this is about is not in the library; it waits for the article that prints it"
    known = row if isinstance(row, dict) else {}
    shown = {
        name: str(known.get(name, "")).encode(errors="replace").decode()
        for name in ("judgement", "kind", "a", "b", "who", "when")
    }
    return {"status": status, **shown, "message": message}
