"""Rows printed as a table for people, or as jsonl and csv for programs."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

#: The formats every command that prints rows knows.
ROW_FORMATS = ("table", "jsonl", "csv")

Row = Mapping[str, Any]


def print_rows(
    rows: Iterable[Row],
    form: str | None,
    columns: Sequence[str],
    show: Mapping[str, Callable[[Row], Any]] | None = None,
) -> None:
    """Print rows: ``columns`` in a table or csv, every key in jsonl; a table on a terminal unless told.

    ``show`` makes a column for people out of the row, in place of the value under its name.
    """
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "jsonl":
        for row in rows:
            print_json(row)
        return
    shown = ({**row, **{column: make(row) for column, make in (show or {}).items()}} for row in rows)
    if form == "csv":
        _print_csv(shown, columns)
    else:
        _print_table(shown, columns)


def print_json(value: Any) -> None:
    """Print one value as one line of JSON, letters as they are."""
    print_jsons([value])


def print_jsons(values: Iterable[Any]) -> None:
    """Print values as lines of JSON, all at once: much quicker than line by line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    click.echo("".join(f"{encode(value)}\n" for value in values), nl=False)


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_cell, value))
    return f"{value:.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [_cell(row.get(column)).replace("\n", "; ") for column in columns]
        # A spreadsheet runs a cell that opens like a formula: an apostrophe makes it text.
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells])


def _print_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    from tabulate import tabulate

    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    if not cells:
        return
    heads = [column.replace("_", " ") for column in columns]
    room = shutil.get_terminal_size((110, 24)).columns - 2 * len(columns)
    widths = _fit([[head, *(row[n] for row in cells)] for n, head in enumerate(heads)], room)
    click.echo(tabulate(cells, headers=heads, tablefmt="simple", maxcolwidths=widths, disable_numparse=True))


def _fit(columns: Sequence[Sequence[str]], room: int) -> list[int | None]:
    """Column widths that share the room: no word is cut while there is room, narrow columns stay whole."""
    wanted = [max(len(line) for cell in column for line in cell.split("\n")) for column in columns]
    least = [max(len(word) for cell in column for word in ["", *cell.split()]) for column in columns]
    widths = list(least)
    for n in sorted(range(len(columns)), key=lambda n: wanted[n] - least[n]):
        widths[n] = min(wanted[n], max(least[n], least[n] + room - sum(widths)))
    while sum(widths) > max(room, 8 * len(widths)):
        widths[widths.index(max(widths))] -= 1
    return list(widths)


def complain(sentence: str) -> None:
    """Print one sentence to standard error."""
    click.echo(f"bibman: {sentence}", err=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: a full disk leaves the one that was there."""
    if path.exists() and not path.is_file():  # a pipe or a terminal
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
