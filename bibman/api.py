"""What a script asks of bibman: files, texts and records in, plain values out; `import bibman` offers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from warnings import warn

from bibman import formats, pipeline, reading
from bibman.articles import read_article
from bibman.checks import Finding, Style, read_manuscript
from bibman.checks import check as check_manuscript
from bibman.errors import UnreadableInputError
from bibman.formats import BadEntry
from bibman.formats.keys import assign_keys
from bibman.library import Library
from bibman.matching import WorkMatch, group_works
from bibman.model import Article, Record, Reference
from bibman.references.extract import extract_references
from bibman.references.parse import parse_reference, parse_references


def extract(article: Article | str | Path) -> list[Reference]:
    """The references of an article, or of the file at a path, as printed, each with its place.

    UnreadableInputError, one sentence, where the file cannot be read.
    """
    return extract_references(_read(article))


def check(article: Article | str | Path, style: Style = "any") -> list[Finding]:
    """What is wrong with the list of an article, or of the file at a path, in the order of its lines."""
    read = _read(article)
    return check_manuscript(read_manuscript(read, extract_references(read), date.today(), style))


def _read(article: Article | str | Path) -> Article:
    return article if isinstance(article, Article) else read_article(article)


def parse(reference: Reference | str) -> Record:
    """One reference taken apart; ``parse_all`` is quicker for many."""
    return parse_reference(_text(reference))


def parse_all(references: Iterable[Reference | str]) -> list[Record]:
    """The record of each reference, in order."""
    return parse_references(list(map(_text, references)))


def _text(reference: Reference | str) -> str:
    return reference.text if isinstance(reference, Reference) else reference


def read_records(path: str | Path, encoding: str | None = None) -> list[tuple[str, Record]]:
    """The entries of a .bib, RIS or CSL-JSON file in order, each with its key ("" where it has none).

    A broken entry is left out with a warning. UnreadableInputError where the file is something else.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read ({error.strerror}); check the path") from error
    found = []
    for entry in formats.read_records(data, str(path), encoding):
        if isinstance(entry, BadEntry):
            warn(f"{entry.source}:{entry.line}: {entry.message}", stacklevel=2)
        else:
            found.append((entry.key, entry.record))
    return found


def write(records: Iterable[Record | tuple[str, Record]], format: str = "biblatex") -> str:
    """The records as "biblatex", "bibtex", "csl-json" or "ris", in the order of their citation keys.

    A record without a key gets one: ``navoiy1960khamsa``.
    """
    items = [("", item) if isinstance(item, Record) else item for item in records]
    made = iter(assign_keys([record for key, record in items if not key], [key for key, _ in items]))
    return formats.write([(key or next(made), record) for key, record in items], format)


def dedupe(records: Sequence[Record]) -> WorkMatch:
    """Which of the records are one work: ``groups`` of their positions, why, and the pairs in doubt."""
    return group_works(records)


def add(
    library: Library, *paths: str | Path, encoding: str | None = None, processes: int = 1
) -> list[pipeline.Added | reading.Unread]:
    """Read articles, or folders of them, into a library that is open for writing; what became of each.

    Unchanged files are skipped. With ``processes`` above 1 the script has to guard its main part with
    ``if __name__ == "__main__":``, as for all of Python's processes.
    """
    files = reading.files_in(map(str, paths))
    done = list(pipeline.add(library, files, encoding, processes))
    pipeline.regroup(library)
    return done
