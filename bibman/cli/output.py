"""Rows printed as a table for people, or as jsonl and csv for programs."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click

from bibman.errors import UnreadableInputError

#: The formats every command that prints rows knows.
ROW_FORMATS = ("table", "jsonl", "csv")

Row = Mapping[str, Any]
Result = TypeVar("Result")

#: More articles than these are long work, and so is what takes more than so many seconds.
MANY = 20
LONG = 10.0
#: What would break a line or command the terminal: file names may hold any of it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


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


def _shown_cell(value: Any) -> str:
    return "\n".join(_CONTROLS.sub(_spelled, line) for line in _cell(value).split("\n"))


def _print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [_cell(row.get(column)).replace("\n", "; ") for column in columns]
        # A spreadsheet runs a cell that opens like a formula: an apostrophe makes it text.
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells])


def _print_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    from tabulate import tabulate

    cells = [[_shown_cell(row.get(column)) for column in columns] for row in rows]
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
    """Print one sentence to standard error, on one line whatever the names in it hold."""
    click.echo(f"bibman: {_CONTROLS.sub(_spelled, sentence)}", err=True)


def _spelled(sign: re.Match[str]) -> str:
    return sign.group().encode("unicode_escape").decode("ascii")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: a full disk leaves the one that was there."""
    whole = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():  # a pipe or a terminal
        path.write_bytes(whole)
        return
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(whole)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_out(place: str, content: str | bytes, otherwise: str = "choose another place with -o") -> None:
    """Write to a file, whole or not at all, or to standard output, which is called "-".

    UnreadableInputError where the file cannot be written; ``otherwise`` is what can be done then.
    """
    if place == "-":
        click.echo(content, nl=False)
        return
    try:
        write_whole(Path(place), content)
    except OSError as error:
        raise UnreadableInputError(f"{place} cannot be written ({error.strerror}); {otherwise}") from error


def status_line() -> Callable[[str], None]:
    """A function that puts a line in place of its last one on standard error; "" takes it away.

    It does nothing where that is no terminal.
    """
    draws = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    shown = ""

    def show(line: str) -> None:
        nonlocal shown
        if draws and line != shown:
            click.echo(f"\r\033[K{line}", nl=False, err=True)
            shown = line

    return show


def watched(results: Iterable[Result], total: int, what: str = "reading") -> Iterator[Result]:
    """The results as they come, of ``total``; on a terminal, a bar tells how far long work is.

    It is drawn only while a result is waited for, so whoever takes one may print.
    """
    start, coming, show = monotonic(), iter(results), status_line()
    for done in range(total + 1):
        elapsed = monotonic() - start
        if done < total and (total > MANY or elapsed > LONG):
            show(_bar(what, done, total, elapsed))
        try:
            result = next(coming)
        except StopIteration:
            return
        finally:
            show("")
        yield result


@contextmanager
def waiting(what: str, *, long: bool) -> Iterator[None]:
    """Tell on a terminal what is being done meanwhile, where that is long work."""
    show = status_line()
    if long:
        show(f"{what} ...")
    try:
        yield
    finally:
        show("")


def _bar(what: str, done: int, total: int, elapsed: float) -> str:
    words = f"{done:,} of {total:,}"
    if done and elapsed > 2:
        minutes, seconds = divmod(round(elapsed / done * (total - done)), 60)
        words += f", {minutes}:{seconds:02} left"
    room = max(shutil.get_terminal_size((80, 24)).columns - len(what) - len(words) - 6, 0)
    width = min(room, 40)
    return f"{what} [{'#' * (width * done // total):-<{width}}] {words}"
