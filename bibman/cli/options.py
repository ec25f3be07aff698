"""Options and arguments that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

db = click.option(
    "--db",
    type=click.Path(path_type=Path),
    envvar="BIBMAN_DB",
    show_envvar=True,
    help="The library file.  [default: bibman/library.db under $XDG_DATA_HOME]",
)

encoding = click.option(
    "--encoding",
    metavar="NAME",
    help="Read the files in this encoding (cp1251, koi8-r, ...) instead of detecting it.",
)

limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most N.")


def format_option(choices: Sequence[str], default: str | None = None) -> Callable[[Command], Command]:
    """``--format`` with these choices; without a default, a table on a terminal and jsonl elsewhere."""
    words = f"How to print.  [default: {default or 'table on a terminal, else jsonl'}]"
    return click.option("--format", "form", type=click.Choice(list(choices)), default=default, help=words)


def standard_input() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer


def library_path(given: Path | None) -> Path:
    """The library file to use: as given, else the user's own."""
    if given:
        return given
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "bibman" / "library.db"
