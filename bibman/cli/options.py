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
from bibman.errors import BibmanError, UnreadableInputError

if TYPE_CHECKING:
    from bibman.library import Library

PEOPLE_WAIT = "{path}: people are not up to date; bring them so with: bibman doctor"
NOT_UP_TO_DATE = "{path}: works and people are not up to date; bring them so with: bibman doctor"

Command = TypeVar("Command", bound=Callable[..., Any])

#: A file, for the shell to complete; whether it is there is said by the command, in a sentence.
FILE = click.Path(allow_dash=True, readable=False)

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

jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Read many files with N processes.  [default: one a processor, 8 at most]",
)

limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most N.")


#: So many processes at most read files unless more are asked for: each takes a few hundred MB.
MOST_JOBS = 8


def processes(given: int | None) -> int:
    """How many processes read files: as given, else one a processor."""
    from bibman.workers import cores

    return given or min(cores(), MOST_JOBS)


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
    if file == "-" and sys.stdin.isatty():
        complain("type a line and press Enter, Ctrl-D on an empty line ends; or name a file")
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
        if not opened.regrouping.revision():
            complain(f"{path} is empty; fill it with: bibman add FOLDER")
        elif opened.is_stale:
            complain(NOT_UP_TO_DATE.format(path=path))
        elif opened.has_stale_persons:
            complain(PEOPLE_WAIT.format(path=path))
        yield opened


#: Persons of more new names than these are left to another time: no command takes minutes by the way.
MOST_NAMES = 100_000


def regroup(library: Library, most_names: int | None = MOST_NAMES) -> None:
    """Bring works and people up to date; said on standard error where they are not.

    Others may have kept writing, or more than ``most_names`` names wait for their people.
    """
    from bibman import pipeline

    if not pipeline.regroup(library, most_names):
        complain(f"others kept writing; {NOT_UP_TO_DATE.format(path=library.path)}")
    elif library.has_stale_persons:
        complain(f"very many names are new; {PEOPLE_WAIT.format(path=library.path)}")


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The articles of the library whose paths begin like this, for the shell; none without a library."""
    from bibman.library import Library

    try:
        with Library.open(library_path(ctx.params.get("db"))) as opened:
            paths = (shown_path(path) for article in opened.articles() for path in article.paths)
            return [path for path in paths if path.startswith(incomplete)]
    except BibmanError:
        return []


def is_path_of(given: str, kept: str) -> bool:
    """Whether a path of the library is the one given, or ends in it: 1.txt is not the end of 11.txt."""
    from bibman.pipeline import kept_path

    return kept == kept_path(given) or kept.endswith(f"/{Path(given)}")


def shown_path(kept: str) -> str:
    """A path of the library as a user here writes it: from this folder on where it is below, else in full."""
    here = str(Path.cwd())
    return kept[len(here) :].lstrip("/") if kept.startswith(here.rstrip("/") + "/") else kept
