"""One record out of the records of a work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from bibman.model import Record

#: A book's pages are those that one article cites, not the book's own: they stay with the reference.
_WHOLE_BOOKS = {"book", "thesis", "report"}
_FIELDS = [
    f.name for f in fields(Record) if f.name not in ("type", "confidence", "confidences", "note", "et_al")
]


def _goodness(record: Record) -> tuple[int, bool, float, int, tuple[str, ...]]:
    """Completeness, then a title not in capitals, then confidence, then named authors; text breaks ties."""
    filled = sum(bool(getattr(record, name)) for name in _FIELDS)
    printed = (record.title, record.container_title, record.issued, record.page, record.URL)
    return filled, not record.title.isupper(), record.confidence, len(record.author), printed


def merge_records(records: Sequence[Record]) -> Record:
    """The best record of a work: the most complete one, its gaps filled from the others in their order.

    The page range of a whole book is left out, since it says what one article cited.
    """
    ranked = sorted(records, key=_goodness, reverse=True)
    best = ranked[0]
    for name in _FIELDS:
        if not getattr(best, name):
            value = next((v for record in ranked if (v := getattr(record, name))), None)
            best = replace(best, **{name: value}) if value else best
    longest = max(ranked, key=lambda r: (len(r.author), r is best))
    best = replace(best, author=longest.author, et_al=best.et_al and longest.et_al)
    return replace(best, page="") if best.type in _WHOLE_BOOKS else best
