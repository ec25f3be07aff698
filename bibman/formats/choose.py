"""Records with some of their fields only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Any

from bibman.errors import UsageError
from bibman.formats.csl import TEXT_FIELDS
from bibman.formats.extra import extra_kinds, extra_names
from bibman.model import Record

#: What the fields are called in .bib files.
_ALSO = {
    "journal": "container_title", "journaltitle": "container_title", "booktitle": "container_title",
    "year": "issued", "date": "issued", "pages": "page", "pagetotal": "number_of_pages",
    "address": "publisher_place", "location": "publisher_place", "school": "publisher",
    "institution": "publisher", "langid": "language", "urldate": "accessed",
}  # fmt: skip
_EMPTY = Record()
_OWN = ("author", "editor", "issued", "accessed", *TEXT_FIELDS)


@cache
def _names() -> dict[str, str]:
    """Fields by each of their names in lower case: CSL's, with _ and with -, and those of .bib files."""
    passed_on = {name.lower(): name for name in extra_kinds()}
    passed_on |= {field: name for name, field in extra_names("bib").items()}
    own = {spelling: name for name in _OWN for spelling in (name.lower(), name.lower().replace("_", "-"))}
    return passed_on | _ALSO | own


def read_fields_asked(asked: Sequence[str]) -> frozenset[str]:
    """The fields that are named, each in any of its names; raises UsageError for what is none."""
    for name in asked:
        if name.lower() not in _names():
            near = get_close_matches(name.lower(), _names(), 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_OWN)}"
            raise UsageError(f"no field {name!r}: {hint}")
    return frozenset(_names()[name.lower()] for name in asked)


def with_fields_only(record: Record, kept: Collection[str]) -> Record:
    """The record with its type and these fields; "and others" goes with the authors."""
    changes: dict[str, Any] = {field: getattr(_EMPTY, field) for field in _OWN if field not in kept}
    changes["extra"] = tuple((name, text) for name, text in record.extra if name in kept)
    changes["et_al"] = record.et_al and "author" in kept
    return replace(record, **changes, confidences=())
