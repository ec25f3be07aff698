"""A whole bibliography, as somebody wants it: which fields, in which order, letters and format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bibman.formats import write
from bibman.formats.choose import with_fields_only
from bibman.formats.entries import by_key
from bibman.formats.fields import language_of
from bibman.formats.formatted import DOCUMENTS, write_document, write_text
from bibman.formats.latin import language_remark, latin_record
from bibman.formats.sorting import sort_key
from bibman.formats.style import Style
from bibman.model import Record

#: Formats that a style gives its look, for people to read.
STYLED = ("text", *DOCUMENTS)
#: The endings that stand for formats in a file's name.
ENDINGS = {"bib": "biblatex", "json": "csl-json", "ris": "ris", "txt": "text", "htm": "html"} | {
    form: form for form in DOCUMENTS
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a bibliography is to be like.

    ``sort`` is one of ``sorting.SORTS``, or "" for the order given; ``fields`` those that are kept (all where
    it is empty); ``latin`` puts it in Latin letters by ``schemes``, with the language of each entry in
    brackets; ``style`` is needed for STYLED formats only.
    """

    format: str = "biblatex"
    sort: str = "key"
    fields: frozenset[str] = frozenset()
    latin: bool = False
    schemes: tuple[str, ...] = ()
    style: Style | None = None


def ending(format: str) -> str:
    """How the names of files of this format end, without a dot."""
    return next((end for end, form in ENDINGS.items() if form == format), "bib")


def bibliography(items: Sequence[tuple[str, Record]], shape: Shape) -> str | bytes:
    """The bibliography of the records under their citation keys; bytes for documents of Word and the like.

    Raises UsageError where a style is asked for and pandoc is not installed.
    """
    remarks = {key: language_remark(record) for key, record in items} if shape.latin else {}
    shaped = [(key, _shaped(record, shape)) for key, record in items]
    if shape.sort == "key":
        shaped = by_key(shaped)
    elif shape.sort:
        shaped.sort(key=lambda item: sort_key(item[0], item[1], shape.sort))
    if shape.style and shape.format in STYLED:
        entries = [(record, remarks.get(key, "")) for key, record in shaped]
        if shape.format == "text":
            return write_text(entries, shape.style, latin=shape.latin)
        return write_document(entries, shape.style, shape.format, latin=shape.latin)
    noted = [(key, _noted(record, remarks[key])) for key, record in shaped] if remarks else shaped
    return write(noted, shape.format, ordered=True)


def _shaped(record: Record, shape: Shape) -> Record:
    """The record as it is to be shown."""
    if shape.latin:
        # The language is kept with the title it was told from: Latin letters would hide it.
        record = replace(latin_record(record, shape.schemes), language=language_of(record))
    return with_fields_only(record, shape.fields) if shape.fields else record


def _noted(record: Record, remark: str) -> Record:
    return replace(record, note="; ".join(filter(None, (record.note, remark)))) if remark else record
