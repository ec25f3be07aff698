"""Records as CSL-JSON items and back (schema csl-data.json 1.0 of the Citation Style Language project)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import isfinite
from typing import Any

from bibman.formats.bibnames import is_others
from bibman.formats.csl_values import (
    cleaned,
    date_item,
    is_nobody,
    name_item,
    read_date,
    read_names,
    text_of,
)
from bibman.formats.entries import by_key
from bibman.formats.extra import extra_kinds, text_as_date, text_as_names
from bibman.model import ExtraFields, FieldValues, Record
from bibman.text import clean, clean_line, read_table

#: Record fields that are plain text in an item, and their names there.
TEXT_FIELDS = {
    name: name if name.isupper() else name.replace("_", "-")
    for name in (
        "title", "container_title", "publisher", "publisher_place", "volume", "issue", "page",
        "number_of_pages", "language", "DOI", "URL", "genre", "number", "note",
    )
}  # fmt: skip
_RECORD_FIELDS = {"type": "type"} | {key: field for field, key in TEXT_FIELDS.items()}
_ROLES = ("author", "editor")
_DATES = ("issued", "accessed")
_NOT_EXTRA = ("id", "custom")


@cache
def _types() -> frozenset[str]:
    return frozenset(row["csl"] for row in read_table("entry_types"))


def to_item(record: Record, id: str = "", *, custom: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The record as a CSL-JSON item, valid by the schema; fields without a value are left out.

    What CSL has no place for stands in ``custom``: ``confidence`` of the record and ``confidences`` of its
    fields (four digits), ``et_al``, ``patronymics`` (by role, in the order of the names; ``given`` holds them
    too), ``extra`` (fields by their name elsewhere), then the keys of ``custom`` given here.
    A name's printed form is not kept.
    """
    item: dict[str, Any] = {
        "id": clean_line(id),
        "type": record.type if record.type in _types() else "document",
    }
    own = _certainty(record)
    named = {role: [n for n in map(cleaned, getattr(record, role)) if not is_nobody(n)] for role in _ROLES}
    if record.et_al or any(map(is_others, record.author)):
        own["et_al"] = True
    for role, names in named.items():
        if names:
            item[role] = [name_item(name) for name in names]
    patronymics = {r: [n.patronymic for n in ns] for r, ns in named.items() if any(n.patronymic for n in ns)}
    if patronymics:
        own["patronymics"] = patronymics
    for field, key in TEXT_FIELDS.items():
        text = getattr(record, field)
        if text and (value := (clean if field == "note" else clean_line)(text).strip()):
            item[key] = value
    for field in _DATES:
        if date := clean_line(getattr(record, field)):
            item[field] = date_item(date)
    passed_on, others = _extra_values(record.extra)
    item |= passed_on
    own |= {"extra": others} if others else {}
    if own or custom:
        item["custom"] = {**own, **(custom or {})}
    return item


def _certainty(record: Record) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if record.confidence and isfinite(record.confidence):
        own["confidence"] = round(record.confidence, 4)
    if record.confidences:
        own["confidences"] = {_csl_name(field): round(value, 4) for field, value in record.confidences}
    return own


def _extra_values(extra: ExtraFields) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields passed on that CSL knows, as an item has them, and the others."""
    known: dict[str, Any] = {}
    others: dict[str, str] = {}
    for name, text in extra:
        if value := _known_value(extra_kinds().get(name, ""), text):
            known[name] = value
        elif clean_line(name) and clean(text).strip():
            others[clean_line(name)] = clean(text).strip()
    return known, others


def _known_value(kind: str, text: str) -> Any:
    """The value of a field that CSL knows; nothing where the text does not fit its kind."""
    if kind == "names":
        return [name_item(name) for name in text_as_names(text)]
    if kind == "date":
        date = clean_line(text_as_date(text))
        return date_item(date) if date else None
    return clean(text).strip() if kind else None


def write_csl(items: Sequence[tuple[str, Record]], *, ordered: bool = False) -> str:
    """A CSL-JSON file (an array) of the records under their citation keys, in the order of the keys.

    Where the items are ``ordered``, they stand as given.
    """
    written = [to_item(record, key) for key, record in (items if ordered else by_key(items))]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def from_item(item: Mapping[str, Any], **known: Any) -> Record:
    """The record of a CSL-JSON item; values of an unexpected kind are passed over, never an error.

    Names that are one piece of text ("literal") stay so. A field that a record has no place for is its
    ``extra``. What is ``known`` of the record's fields stands in place of the item's.
    """
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    own = item.get("custom")
    custom: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
    for key, value in item.items():
        if field := _RECORD_FIELDS.get(key):
            values[field] = text_of(value)
        elif key in _DATES:
            values[key] = read_date(value)
        elif key in _ROLES:
            named = read_names(value, custom, key)
            values[key] = tuple(n for n in named if not is_nobody(n))
            if key == "author" and len(named) > len(values[key]) and any(map(is_others, named)):
                values["et_al"] = True
        elif key not in _NOT_EXTRA and (text := _extra_text(value)):
            extra[clean_line(key)] = text
    values["type"] = values.get("type") or "document"
    if custom:
        values |= _read_custom(custom)
        if isinstance(kept := custom.get("extra"), Mapping):
            extra |= {clean_line(key): text for key, value in kept.items() if (text := text_of(value))}
    if extra:
        values["extra"] = tuple(sorted(extra.items()))
    return Record(**(values | known))


def _read_custom(custom: Mapping[str, Any]) -> dict[str, Any]:
    """What only bibman says of a record."""
    confidence = custom.get("confidence")
    values: dict[str, Any] = {"confidences": _read_confidences(custom.get("confidences"))}
    if _is_share(confidence):
        values["confidence"] = float(confidence or 0.0)
    if custom.get("et_al") is True:
        values["et_al"] = True
    return values


def _extra_text(value: Any) -> str:
    """A value as text: names and dates, which are lists and objects, as JSON."""
    if isinstance(value, list | dict):
        return clean(json.dumps(value, ensure_ascii=False)) if value else ""
    return text_of(value)


def _csl_name(field: str) -> str:
    return TEXT_FIELDS.get(field, field)


def _read_confidences(values: Any) -> FieldValues:
    if not isinstance(values, Mapping):
        return ()
    fields = {name: field for field, name in TEXT_FIELDS.items()}
    fields |= {name: name for name in (*_ROLES, *_DATES)}
    shares = {name: value for name, value in values.items() if _is_share(value)}
    return tuple((fields[name], float(value)) for name, value in shares.items() if name in fields)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1
