"""Records in the formats of the world outside: CSL-JSON, BibLaTeX, BibTeX, RIS; citation keys."""

from __future__ import annotations

from collections.abc import Sequence

from bibman.errors import UsageError
from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.read import read_records
from bibman.formats.tex import Dialect
from bibman.model import Record

#: The formats ``write`` knows.
FORMATS = ("biblatex", "bibtex", "csl-json", "ris")

__all__ = ["FORMATS", "BadEntry", "ReadEntry", "read_records", "write"]


def write(items: Sequence[tuple[str, Record]], format: str, *, ordered: bool = False) -> str:
    """The records under their citation keys in one of FORMATS.

    They stand in the order of the keys, or as given where the items are ``ordered`` already.
    Raises UsageError for another format, and BibmanError where a .bib entry would not read back.
    """
    # Imported here, since a command that prints JSON has no need to load the parser of .bib files.
    if format == "biblatex" or format == "bibtex":
        from bibman.formats.bibtex import write_bibtex

        dialect: Dialect = "bibtex" if format == "bibtex" else "biblatex"
        return write_bibtex(items, dialect=dialect, ordered=ordered)
    if format == "csl-json":
        from bibman.formats.csl import write_csl

        return write_csl(items, ordered=ordered)
    if format == "ris":
        from bibman.formats.ris import write_ris

        return write_ris(items, ordered=ordered)
    raise UsageError(f"no format {format!r}: choose one of {', '.join(FORMATS)}")
