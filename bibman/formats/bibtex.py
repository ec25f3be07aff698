"""Records as .bib files, checked by reading them back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from bibman.errors import BibmanError
from bibman.formats.entries import by_key
from bibman.formats.fields import entry_fields, entry_type
from bibman.formats.split_bib import are_fields, read_entry
from bibman.formats.tex import Dialect
from bibman.model import Record

#: So many entries are written by a process at a time.
_CHUNK = 5000
_KEY = re.compile(r"[^\s{}()\",=%#~\\'@]+")


def write_bibtex(
    items: Sequence[tuple[str, Record]], *, dialect: Dialect = "biblatex", ordered: bool = False
) -> str:
    """A .bib file of the records under their citation keys, in UTF-8's letters.

    Entries stand in the order of the keys, or as the items do where those are ``ordered``.

    The text is read back before it is given: raises BibmanError, naming the key, where an entry would be lost
    or changed (a key that is used twice, or that holds characters BibTeX cuts keys at).
    """
    entries = items if ordered else by_key(items)
    _check_keys([key for key, _ in entries])
    write = partial(_written, dialect)
    chunks = [entries[n : n + _CHUNK] for n in range(0, len(entries), _CHUNK)]
    if len(chunks) < 2:
        return write(entries)
    from bibman.workers import in_turn  # which takes time that few entries do not need

    return "\n".join(in_turn(write, chunks))


def _written(dialect: Dialect, entries: Sequence[tuple[str, Record]]) -> str:
    return "\n".join([_entry(key, record, dialect) for key, record in entries])


def _check_keys(keys: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if not _KEY.fullmatch(key):
            raise BibmanError(f"{key!r} cannot be a citation key: give it letters, digits, - and _ only")
        if key.lower() in seen:
            raise BibmanError(f"two entries have the citation key {key!r}: give one of them another")
        seen.add(key.lower())


def _entry(key: str, record: Record, dialect: Dialect) -> str:
    """The lines of one entry; raises BibmanError unless they read back as they are meant."""
    kind = entry_type(record, dialect)
    fields = entry_fields(record, dialect)
    lines = "".join([f"  {name} = {{{value}}},\n" for name, value in fields.items()])
    text = f"@{kind}{{{key},\n{lines}}}\n"
    if are_fields(lines, len(fields)):
        return text
    if read_entry(text) != (kind, key, [(name, f"{{{value}}}") for name, value in fields.items()]):
        raise BibmanError(
            f"the entry {key!r} does not read back from BibTeX as it was written: please report it"
        )
    return text
