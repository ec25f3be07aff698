"""Records as CSL-JSON items and back (schema csl-data.json 1.0 of the Citation Style Language project)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import isfinite
from typing import Any

from bibman.formats.bibnames import is_others
from bibman.model import FieldValues, Name, Record
from bibman.names.display import given_names
from bibman.text import clean, clean_line, read_table

#: Record fields that are plain text in an item, and their names there.
TEXT_FIELDS = {
    name: name if name.isupper() else name.replace("_", "-")
    for name in (
        "title", "container_title", "publisher", "publisher_place", "volume", "issue", "page",
        "number_of_pages", "language", "DOI", "URL", "genre", "number", "note",
    )
}  # fmt: skip
_ROLES = ("author", "editor")
_DATES = ("issued", "accessed")
_ISO_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?", re.ASCII)
_INTEGER = re.compile(r"[0-9]{1,4}", re.ASCII)


@cache
def _types() -> frozenset[str]:
    return frozenset(row["csl"] for row in read_table("entry_types"))


def to_item(record: Record, id: str = "", *, custom: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The record as a CSL-JSON item, valid by the schema; fields without a value are left out.

    What CSL has no place for stands in ``custom``: ``confidence`` of the record and ``confidences`` of its
    fields (four digits), ``et_al``, ``patronymics`` (by role, in the order of the names; ``given`` holds them
    too), then the keys of ``custom`` given here.
    A name's printed form is not kept.
    """
    item: dict[str, Any] = {
        "id": clean_line(id),
        "type": record.type if record.type in _types() else "document",
    }
    extra: dict[str, Any] = {}
    if record.confidence and isfinite(record.confidence):
        extra["confidence"] = round(record.confidence, 4)
    if record.confidences:
        extra["confidences"] = {_csl_name(field): round(value, 4) for field, value in record.confidences}
    named = {role: [n for n in map(_cleaned, getattr(record, role)) if not _is_nobody(n)] for role in _ROLES}
    if record.et_al or any(map(is_others, record.author)):
        extra["et_al"] = True
    for role, names in named.items():
        if names:
            item[role] = [_name_item(name) for name in names]
    patronymics = {r: [n.patronymic for n in ns] for r, ns in named.items() if any(n.patronymic for n in ns)}
    if patronymics:
        extra["patronymics"] = patronymics
    for field, key in TEXT_FIELDS.items():
        text = getattr(record, field)
        if text and (value := (clean if field == "note" else clean_line)(text).strip()):
            item[key] = value
    for field in _DATES:
        if date := clean_line(getattr(record, field)):
            item[field] = _date_item(date)
    if extra or custom:
        item["custom"] = {**extra, **(custom or {})}
    return item


def write_csl(items: Sequence[tuple[str, Record]]) -> str:
    """A CSL-JSON file (an array) of the records under their citation keys, in the order of the keys."""
    written = [to_item(record, key) for key, record in sorted(items, key=lambda item: item[0])]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def from_item(item: Mapping[str, Any]) -> Record:
    """The record of a CSL-JSON item; values of an unexpected kind are passed over, never an error."""
    custom = item.get("custom")
    custom = custom if isinstance(custom, Mapping) else {}
    patronymics = custom.get("patronymics")
    patronymics = patronymics if isinstance(patronymics, Mapping) else {}
    named = {role: _read_names(item.get(role), patronymics.get(role)) for role in _ROLES}
    values: dict[str, Any] = {field: _text(item.get(key)) for field, key in TEXT_FIELDS.items()}
    values |= {field: _read_date(item.get(field)) for field in _DATES}
    values |= {role: tuple(n for n in names if not _is_nobody(n)) for role, names in named.items()}
    confidence = custom.get("confidence")
    return Record(
        **values,
        type=_text(item.get("type")) or "document",
        et_al=custom.get("et_al") is True or any(map(is_others, named["author"])),
        confidence=float(confidence or 0.0) if _is_share(confidence) else 0.0,
        confidences=_read_confidences(custom.get("confidences")),
    )


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


def _cleaned(name: Name) -> Name:
    return Name(
        *(clean_line(part) for part in (name.family, name.given, name.patronymic, name.suffix, name.literal))
    )


def _is_nobody(name: Name) -> bool:
    return is_others(name) or not (name.family or name.given or name.patronymic or name.literal)


def _name_item(name: Name) -> dict[str, str]:
    if name.literal and not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": given_names(name), "suffix": name.suffix}
    return {key: part for key, part in parts.items() if part}


def _read_names(names: Any, patronymics: Any) -> list[Name]:
    if not isinstance(names, list):
        return []
    known = [_text(p) for p in patronymics] if isinstance(patronymics, list) else []
    known += [""] * len(names)
    return [_read_name(name, known[i]) for i, name in enumerate(names) if isinstance(name, Mapping)]


def _read_name(name: Mapping[str, Any], patronymic: str) -> Name:
    family = _joined(name.get("non-dropping-particle"), name.get("family"))
    given = _joined(name.get("given"), name.get("dropping-particle"))
    read = Name(family=family, given=given, suffix=_text(name.get("suffix")))
    if not family:
        read = replace(read, literal=_text(name.get("literal")))
    if patronymic and given == patronymic:
        return replace(read, given="", patronymic=patronymic)
    if patronymic and given.endswith(f" {patronymic}"):
        return replace(read, given=given.removesuffix(f" {patronymic}"), patronymic=patronymic)
    return read


def _joined(*parts: Any) -> str:
    return " ".join(filter(None, map(_text, parts)))


def _text(value: Any) -> str:
    if isinstance(value, list) and value:  # Crossref gives titles as lists
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)).strip()


def _date_item(date: str) -> dict[str, Any]:
    """``date-parts`` for an ISO date or a range of two ("1998/2000"), ``literal`` for anything else."""
    ends = [_ISO_DATE.fullmatch(end) for end in date.split("/")]
    if len(ends) > 2 or not all(ends):
        return {"literal": date}
    return {"date-parts": [[int(part) for part in end.groups() if part] for end in ends if end]}


def _read_date(date: Any) -> str:
    if not isinstance(date, Mapping):
        return ""
    parts = date.get("date-parts")
    ends = _read_ends(parts) if isinstance(parts, list) else ()
    return "/".join(ends) or _text(date.get("literal")) or _text(date.get("raw"))


def _read_ends(parts: Iterable[Any]) -> list[str]:
    ends = [list(map(_text, end)) for end in parts if isinstance(end, list) and end]
    return [_iso(end) for end in ends[:2] if _INTEGER.fullmatch(end[0])]


def _iso(parts: list[str]) -> str:
    """The ISO date of year, month and day, as far as they are numbers; a year has four digits."""
    known: list[str] = []
    for part, width in zip(parts, (4, 2, 2), strict=False):
        if not _INTEGER.fullmatch(part) or (known and not int(part)):
            break
        known.append(f"{int(part):0{width}d}")
    return "-".join(known)
