"""Which files to read: paths as given, folders walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from bibman.articles.kinds import may_be_article
from bibman.errors import UnreadableInputError
from bibman.text import read_table

Kind = Literal["article", "bibliography"]

# Enough of a file to tell its kind by: the head of a JATS file is long.
_START = 20_000


def find_files(paths: Iterable[str | Path], kind: Kind = "article") -> Iterator[Path | UnreadableInputError]:
    """The files to read, in order: those named, and those found in named folders, sorted by name.

    A folder is walked recursively without hidden files and files whose suffix or first bytes say that they
    are no articles, or whose suffix does not say that they are bibliographies; a file that is named itself
    is always yielded. What cannot be reached is yielded as an error, so that the rest goes on.
    """
    for path in map(Path, paths):
        try:
            is_folder = path.is_dir()
            missing = not is_folder and not path.exists()
        except (OSError, ValueError) as error:
            yield UnreadableInputError(f"{path} cannot be reached: {error}; check the path")
            continue
        if missing:
            yield UnreadableInputError(f"{path}: there is no such file or folder; check the path")
        elif is_folder:
            yield from _walk(path, kind)
        else:
            yield path


def _walk(folder: Path, kind: Kind) -> Iterator[Path | UnreadableInputError]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if here.is_file():
            yield here
            continue
        try:
            inside = sorted(here.iterdir())
            root = folder.resolve()
        except OSError as error:
            reason = error.strerror or str(error)
            yield UnreadableInputError(f"{here}: the folder cannot be read ({reason}); check its permissions")
            continue
        for path in reversed(inside):
            if _leads_out(path, root):  # what it leads to was not named: not even its first bytes are read
                if _may_be_by_name(kind, path):
                    yield UnreadableInputError(f"{path} leads out of the folder; name it to have it read")
            elif _is_wanted(path, kind):
                waiting.append(path)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether it is a link to a file that does not lie in the folder that was named."""
    return path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(root)


def _is_wanted(path: Path, kind: Kind) -> bool:
    """Whether a walk goes on into this folder (never through a link) or reads this file."""
    if path.name.startswith("."):
        return False
    if path.is_dir():
        return not path.is_symlink()
    return path.is_file() and _may_be(kind, path)


@cache
def _suffixes() -> dict[str, str]:
    return {row["suffix"]: row["kind"] for row in read_table("suffixes")}


def _by_suffix(path: Path) -> str:
    """What the file's suffix says that it is; "" where it says nothing."""
    return _suffixes().get(path.suffix.lower().lstrip("."), "")


def _may_be_by_name(kind: Kind, path: Path) -> bool:
    unsaid = kind == "article" and not _by_suffix(path)
    return not path.name.startswith(".") and (unsaid or _by_suffix(path) == kind)


def _may_be(kind: Kind, path: Path) -> bool:
    known = _by_suffix(path)
    if known or kind != "article":
        return known == kind
    try:
        with path.open("rb") as file:
            return may_be_article(file.read(_START))
    except OSError:
        return True  # reading it will say what is wrong
