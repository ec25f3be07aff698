"""Records as .bib files, checked by reading them back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from bibman.errors import BibmanError
from bibman.formats.fields import entry_fields, entry_type
from bibman.formats.tex import Dialect
from bibman.model import Record

_KEY = re.compile(r"[^\s{}()\",=%#~\\'@]+")
_INDENT = "  "
_SEPARATOR = "\n"


def write_bibtex(items: Sequence[tuple[str, Record]], *, dialect: Dialect = "biblatex") -> str:
    """A .bib file of the records under their citation keys, in the order of the keys, in UTF-8's letters.

    The text is read back before it is given: raises BibmanError, naming the key, where an entry would be lost
    or changed (a key that is used twice, or that holds characters BibTeX cuts keys at).
    """
    ordered = sorted(items, key=lambda item: item[0])
    _check_keys([key for key, _ in ordered])
    entries = [(key, entry_type(record, dialect), entry_fields(record, dialect)) for key, record in ordered]
    text = _written(entries)
    _check(text, entries)
    return text


_Entries = list[tuple[str, str, dict[str, str]]]


def _check_keys(keys: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if not _KEY.fullmatch(key):
            raise BibmanError(f"{key!r} cannot be a citation key: give it letters, digits, - and _ only")
        if key.lower() in seen:
            raise BibmanError(f"two entries have the citation key {key!r}: give one of them another")
        seen.add(key.lower())


def _written(entries: _Entries) -> str:
    library = Library(
        [Entry(kind, key, [Field(*field) for field in fields.items()]) for key, kind, fields in entries]
    )
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.block_separator, layout.trailing_comma = _INDENT, _SEPARATOR, True
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(library, unparse_stack=stack, bibtex_format=layout)


def _check(text: str, entries: _Entries) -> None:
    """Raise BibmanError unless the text reads back as exactly these entries."""
    read = parse_string(text).entries_dict
    for key, kind, fields in entries:
        found = read.get(key)
        if found is None or found.entry_type != kind or {f.key: f.value for f in found.fields} != fields:
            raise BibmanError(
                f"the entry {key!r} does not read back from BibTeX as it was written: please report it"
            )
    if len(read) != len(entries):
        raise BibmanError("the BibTeX file reads back with other entries than were written: please report it")
