"""Entries of a bibliography file as rows of the library: made from values alone, in any process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bibman.formats import BadEntry, ReadEntry
from bibman.formats.bibnames import is_others
from bibman.formats.chunks import Chunk, entries_of
from bibman.library.columns import mark, name_values, printed_form, record_text, storable
from bibman.model import Name, Record
from bibman.names.literal import read_literal
from bibman.text.batch import skeletons

#: The values of an entry's row, by column; the columns that are the same for all entries are not among them.
ENTRY_COLUMNS = (
    "label", "text", "start_line", "end_line", "record", "confidence", "folded", "anchor", "first_key",
)  # fmt: skip
_ANCHOR = ENTRY_COLUMNS.index("anchor")

#: What every format can hold as a key and a person can type: letters, digits and some marks.
_KEY = re.compile(r"\w[\w:.+/&*!?;|<>-]*")
_LONGEST_KEY = 80

Names = tuple[Name, ...]
#: The place of its entry in the chunk, its role and position there, and the values of NAME_COLUMNS.
NameRow = tuple[int, str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EntryRows:
    """The entries of a chunk: values of ENTRY_COLUMNS, their names, and what is to be said about them."""

    entries: list[tuple[object, ...]]
    names: list[NameRow]
    told: list[BadEntry]


def entry_rows(chunk: Chunk) -> EntryRows:
    """The rows of a chunk's entries in order."""
    found = entries_of(chunk)
    entries = [entry for entry in found if isinstance(entry, ReadEntry)]
    people = [(_read(entry.record.author), _read(entry.record.editor)) for entry in entries]
    texts = [
        storable(entry_text(e.record, *named) or e.key) for e, named in zip(entries, people, strict=True)
    ]
    rows = [_row(*each) for each in zip(entries, texts, skeletons(texts), strict=True)]
    names = _names(people, [str(row[_ANCHOR]) for row in rows])
    return EntryRows(rows, names, [entry for entry in found if isinstance(entry, BadEntry)])


def _names(people: Sequence[tuple[Names, Names]], anchors: Sequence[str]) -> list[NameRow]:
    """The rows of the authors and editors of entries, whose marks are ``anchors``."""
    names = [
        (place, role, position, name)
        for place, both in enumerate(people)
        for role, named in zip(("author", "editor"), both, strict=True)
        for position, name in enumerate(named, 1)
    ]
    forms = [printed_form(name) for *_, name in names]
    return [
        (place, role, position, name_values(name, anchors[place], form, folded))
        for (place, role, position, name), form, folded in zip(names, forms, skeletons(forms), strict=True)
    ]


def _row(entry: ReadEntry, text: str, folded: str) -> tuple[object, ...]:
    record = replace(entry.record, author=(), editor=())
    return (
        storable(entry.key), text, entry.line, entry.line, record_text(record), record.confidence, folded,
        mark(text), kept_key(entry.key),
    )  # fmt: skip


def kept_key(key: str) -> str:
    """The key of an entry where it can be a work's citation key, else "": too long, a number, an address."""
    valid = _KEY.fullmatch(key) and len(key) <= _LONGEST_KEY and "//" not in key
    return key if valid and any(map(str.isalpha, key)) else ""


def _read(names: Names) -> Names:
    """The names, those that only have a literal taken apart where they plainly are a person's."""
    if not any(name.literal for name in names):
        return names
    return tuple([read_literal(n.literal) if n == Name(literal=n.literal) else n for n in names])


def entry_text(record: Record, author: Sequence[Name], editor: Sequence[Name]) -> str:
    """The entry as a reader would want to see it, on one line; the same from whatever format it came.

    By its text an entry is known again when its file is imported anew, and judgements know it by.
    """
    people = _people(author) or (_people(editor) and f"{_people(editor)} (ed.)")
    pieces = (people, record.title, record.container_title and f"// {record.container_title}", *_rest(record))
    text = ". ".join([piece.strip(". ") for piece in pieces if piece]).replace(". //", " //")
    return " ".join(text.split())


def _rest(record: Record) -> Sequence[str]:
    where = ": ".join(filter(None, (record.publisher_place, record.publisher)))
    return (
        record.genre,
        ", ".join(filter(None, (where, record.issued))),
        record.volume and f"Vol. {record.volume}",
        record.issue and f"No. {record.issue}",
        record.number and f"No. {record.number}",
        record.page and f"P. {record.page}",
        record.number_of_pages and f"{record.number_of_pages} p",
        record.DOI and f"doi:{record.DOI}",
        record.URL if not record.DOI else "",
    )


def _people(names: Sequence[Name]) -> str:
    return ", ".join([_shown(name) for name in names if not is_others(name)])


def _shown(name: Name) -> str:
    return name.literal or " ".join(filter(None, (name.family, name.given, name.patronymic, name.suffix)))
