"""One record out of the records of a work, field by field.

A field takes the value in the original script (romanising goes one way), not in capitals, not abbreviated, on
which most records agree, and which says most; of equal values that of the fullest record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from bibman.matching.locators import page_range, plain_doi, year_of
from bibman.model import ExtraFields, Name, Record
from bibman.text import fold, script_of, skeleton

#: A book's pages are those that one article cites, not the book's own: they stay with the reference.
_WHOLE_BOOKS = {"book", "thesis", "report"}
#: Fields that are merged by rules of their own, or not at all.
_OTHERWISE = {"type", "author", "et_al", "extra", "note", "confidence", "confidences"}
_FIELDS = [f.name for f in fields(Record) if f.name not in _OTHERWISE]
_PROSE = {"title", "container_title", "publisher", "publisher_place"}
#: Fields that agree where what is behind their letters does.
_MEANING: dict[str, Callable[[str], object]] = {
    "issued": year_of,
    "page": lambda p: page_range(p)[0],
    "DOI": plain_doi,
}
_SHORTENED = re.compile(r"[^\W\d_]{1,6}\.(?=\s|$)")


def merge_records(records: Sequence[Record]) -> Record:
    """The record of a work: each field with its best value, the type of the fullest record.

    The page range of a whole book is left out, since it says what one article cited.
    """
    if len(records) == 1:
        return _without_cited_pages(records[0])
    ranked = sorted(records, key=_goodness, reverse=True)
    best = ranked[0]
    values: dict[str, Any] = {name: _best_value(name, [getattr(r, name) for r in ranked]) for name in _FIELDS}
    named = max(ranked, key=lambda record: _quality_of_names(record.author))
    merged = replace(best, **values, author=named.author, et_al=named.et_al, extra=_extra(ranked))
    return _without_cited_pages(merged)


def _without_cited_pages(record: Record) -> Record:
    return replace(record, page="") if record.page and record.type in _WHOLE_BOOKS else record


def _goodness(record: Record) -> tuple[int, bool, float, int, tuple[str, ...]]:
    """Completeness, then a title not in capitals, then confidence, then named authors; text breaks ties."""
    filled = sum(bool(getattr(record, name)) for name in (*_FIELDS, "author"))
    printed = (record.title, record.container_title, record.issued, record.page, record.URL)
    return filled, not record.title.isupper(), record.confidence, len(record.author), printed


def _best_value(field: str, values: Sequence[Any]) -> Any:
    """The best of the values that are there; they come from the fullest record down."""
    given = [value for value in values if value]
    if not given or not isinstance(given[0], str):
        return given[0] if given else values[0]
    if given.count(given[0]) == len(given):
        return given[0]
    meaning = {text: _MEANING.get(field, skeleton)(text) for text in given}
    votes = Counter([meaning[text] for text in given])
    if field in _PROSE:
        return max(meaning, key=lambda text: (*_print(text), votes[meaning[text]], len(fold(text))))
    dated = field == "issued"  # a year says more than "in press"
    return max(
        meaning, key=lambda text: (dated and bool(meaning[text]), votes[meaning[text]], len(fold(text)))
    )


def _print(text: str) -> tuple[bool, bool, bool]:
    """Whether the text is in its original script, not in capitals, and not abbreviated."""
    return script_of(text) not in ("Latn", "Zyyy"), not text.isupper(), not _SHORTENED.search(text)


def _quality_of_names(names: Sequence[Name]) -> tuple[int, bool, bool, int]:
    text = " ".join(name.literal or f"{name.family} {name.given} {name.patronymic}" for name in names)
    return len(names), script_of(text) not in ("Latn", "Zyyy"), not text.isupper(), len(fold(text))


def _extra(ranked: Sequence[Record]) -> ExtraFields:
    """What any record was read with beyond its fields, each by the fullest record that has it."""
    found: dict[str, str] = {}
    for record in ranked:
        for name, value in record.extra:
            found.setdefault(name, value)
    return tuple(found.items())
