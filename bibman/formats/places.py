"""Which field of a record each field of a .bib entry holds, by CSL type; for both dialects."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from bibman.text import read_table

#: Record fields whose place depends on the entry type (columns of the table entry_fields).
PLACED = (
    "container_title", "publisher", "publisher_place", "genre", "volume", "issue", "number", "page",
    "number_of_pages",
)  # fmt: skip
#: Fields that are read by themselves, and those that only lead from entry to entry or stand for others.
APART = frozenset(
    {"author", "editor", "title", "subtitle", "booksubtitle", "journalsubtitle", "date", "year", "month",
     "day", "doi", "url", "urldate", "langid", "entrysubtype", "shortauthor", "sortkey", "crossref", "xdata"}
)  # fmt: skip
#: What fields mean where the entry type has them not.
_COMMON = {
    "journaltitle": "container_title", "booktitle": "container_title", "publisher": "publisher",
    "institution": "publisher", "organization": "publisher", "location": "publisher_place",
    "volume": "volume", "number": "number", "issue": "issue", "eid": "number", "pages": "page",
    "pagetotal": "number_of_pages", "type": "genre", "note": "note",
}  # fmt: skip


@cache
def csl_types() -> dict[str, dict[str, str]]:
    """The rows of the table entry_types by CSL type."""
    return {row["csl"]: row for row in read_table("entry_types")}


@cache
def entry_places() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the table entry_fields by dialect and entry type (with ".law" for legal texts)."""
    return {(row["dialect"], row["entry"]): row for row in read_table("entry_fields")}


@cache
def preferred_names() -> dict[str, str]:
    """BibLaTeX's names of the fields that have others too ("journaltitle" for "journal")."""
    return {row["other"]: row["field"] for row in read_table("bib_names")}


@cache
def record_places(kind: str) -> dict[str, str]:
    """Record fields by entry fields (BibLaTeX's names); of two for one place the first here is meant.

    Where an entry field may hold several record fields, it is read as one of them.
    """
    row = csl_types().get(kind, csl_types()["document"])
    law = ".law" if row.get("keywords", "").startswith("law") else ""
    places: dict[str, str] = {}
    for dialect in ("biblatex", "bibtex"):
        table = entry_places()[dialect, row[dialect] + law]
        for place in ("genre", "number", *PLACED):
            if table[place] != "note":
                places.setdefault(preferred_names().get(table[place], table[place]), place)
    return places | {field: place for field, place in _COMMON.items() if field not in places}


def is_read_as_own(kind: str, field: str, beside: Container[str]) -> bool:
    """Whether the field, standing beside these, would be read as one of the record's own."""
    field = preferred_names().get(field, field)
    place = record_places(kind).get(field)
    if field in APART or not place:
        return field in APART
    same = [name for name, other in record_places(kind).items() if other == place]
    before = same[: same.index(field)]
    others = {other for other, name in preferred_names().items() if name in before}
    return not any(name in beside for name in (*before, *sorted(others)))
