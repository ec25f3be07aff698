"""Options and arguments that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from bibman.cli.output import complain
from bibman.errors import UnreadableInputError

if TYPE_CHECKING:
    from bibman.library import Library

PEOPLE_WAIT = "{path}: people are not up to date; bring them so with: bibman doctor"
NOT_UP_TO_DATE = "{path}: works and people are not up to date; bring them so with: bibman doctor"

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


def opened(path: str) -> AbstractContextManager[BinaryIO]:
    """The file at ``path`` opened for reading, or standard input; UnreadableInputError if it can't be."""
    if path == "-":
        return nullcontext(standard_input())
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInputError(f"{path} cannot be read ({reason}); check the path") from error


@contextmanager
def seekable(path: str) -> Iterator[BinaryIO]:
    """The same, to be read more than once; what comes by a pipe is kept in a temporary file meanwhile."""
    with opened(path) as stream:
        if path != "-" and stream.seekable():
            yield stream
            return
        with TemporaryFile() as copy:
            copyfileobj(stream, copy)
            copy.seek(0)
            yield copy


def lines(file: str) -> Iterator[str]:
    """The lines of a UTF-8 file, or of standard input for "-"; the first that is not UTF-8 is told."""
    told = False
    with opened(file) as stream:
        for number, line in enumerate(stream, 1):
            text = line.decode("utf-8", errors="replace")
            if not told and "\ufffd" in text and "\ufffd".encode() not in line:
                complain(f"{file}:{number} is not UTF-8; convert the file first: iconv -f cp1251 -t utf-8")
                told = True
            yield text.rstrip("\r\n")


def library_path(given: Path | None) -> Path:
    """The library file to use: as given, else the user's own."""
    if given:
        return given
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "bibman" / "library.db"


@contextmanager
def library(given: Path | None) -> Iterator[Library]:
    """The library opened for reading; said on standard error where works and people are not up to date."""
    from bibman.library import Library

    path = library_path(given)
    with Library.open(path) as opened:
        if opened.is_stale:
            complain(NOT_UP_TO_DATE.format(path=path))
        elif opened.has_stale_persons:
            complain(PEOPLE_WAIT.format(path=path))
        yield opened


def regroup(library: Library, most_names: int | None = None) -> None:
    """Bring works and people up to date; said on standard error where they are not.

    Others may have kept writing, or more than ``most_names`` names wait for their people.
    """
    from bibman import pipeline

    if not pipeline.regroup(library, most_names):
        complain(f"others kept writing; {NOT_UP_TO_DATE.format(path=library.path)}")
    elif library.has_stale_persons:
        complain(f"{library.waiting_names():,} names are new; {PEOPLE_WAIT.format(path=library.path)}")


def is_path_of(given: str, kept: str) -> bool:
    """Whether a path of the library is the one given, or ends in it: 1.txt is not the end of 11.txt."""
    from bibman.pipeline import kept_path

    return kept == kept_path(given) or kept.endswith(f"/{Path(given)}")


def shown_path(kept: str) -> str:
    """A path of the library as a user here writes it: from this folder on where it is below, else in full."""
    here = str(Path.cwd())
    return kept[len(here) :].lstrip("/") if kept.startswith(here.rstrip("/") + "/") else kept
