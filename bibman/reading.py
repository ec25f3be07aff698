"""Files read as far as their references and records, many of them by several processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from bibman.articles import find_files, read_article
from bibman.articles.files import Kind
from bibman.articles.read import LARGEST
from bibman.errors import BibmanError, UnreadableInputError
from bibman.model import Article, Record, Reference
from bibman.references.extract import extract_references
from bibman.references.parse import parse_references
from bibman.workers import Died, in_order

Done = TypeVar("Done")
Made = TypeVar("Made")


class Source(NamedTuple):
    """Where an article comes from, and its bytes where it is no file."""

    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article, without its lines, and its references in order; none where it has no list.

    ``records`` are those of the references, where they were asked for.
    """

    article: Article
    references: tuple[Reference, ...]
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be read, and the sentence that says why."""

    path: str
    message: str


def files_in(paths: Iterable[str], kind: Kind = "article") -> Iterator[Path | Unread]:
    """The files of the paths in order; what cannot be reached and a folder without such files as Unread."""
    for path in paths:
        count = 0
        for found in find_files([path], kind):
            count += 1
            yield Unread(path, str(found)) if isinstance(found, UnreadableInputError) else found
        if not count:
            plural = "articles" if kind == "article" else "bibliographies"
            yield Unread(path, f"{path}: there are no {plural} in this folder; name another, or a file")


def sources_in(paths: Iterable[str], stdin: BinaryIO) -> Iterator[Source | Unread]:
    """The same as sources; "-" stands for ``stdin``."""
    for path in paths:
        if path == "-":
            yield Source(path, stdin.read(LARGEST + 1))  # which is refused where it has so much
            continue
        for found in files_in([path]):
            yield found if isinstance(found, Unread) else Source(str(found))


def extract(
    sources: Sequence[Source | Done], encoding: str | None, processes: int = 1, *, records: bool = False
) -> Generator[Extracted | Unread | Done, None, None]:
    """The references of each source in order, with their records if asked for; other things as they are.

    Raises UsageError for an unknown ``encoding``. Nothing that a file holds stops the others from being read.
    """
    return each(partial(_extracted, encoding, records), sources, processes)


def each(
    work: Callable[[Source], Made], sources: Sequence[Source | Done], processes: int = 1
) -> Generator[Made | Unread | Done, None, None]:
    """What ``work``, a function of a module, makes of each source, in order; other things as they are.

    Where it raises UnreadableInputError or meets a fault, the source is Unread and the others go on.
    """
    new = (source for source in sources if isinstance(source, Source))
    made = in_order(partial(_safely, work), new, processes)
    for source in sources:
        yield _told(next(made)) if isinstance(source, Source) else source


def _told(result: Made | Unread | Died[Source]) -> Made | Unread:
    if not isinstance(result, Died):
        return result
    path = result.item.path
    return Unread(path, result.sentence(path))


def _extracted(encoding: str | None, records: bool, source: Source) -> Extracted:
    article = read_article(source.path, encoding=encoding, data=source.data)
    references = tuple(extract_references(article))
    parsed = parse_references([reference.text for reference in references]) if records else ()
    return Extracted(replace(article, lines=(), pages=()), references, tuple(parsed))


def _safely(work: Callable[[Source], Made], source: Source) -> Made | Unread:
    try:
        return work(source)
    except UnreadableInputError as error:
        return Unread(source.path, str(error))
    except BibmanError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return Unread(
            source.path, f"{source.path} meets a fault in bibman itself ({what}); report it with this file"
        )
