"""Fields of a record set by hand, written and read as people type them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlite_utils import Database

from bibman.errors import UsageError
from bibman.formats.csl import TEXT_FIELDS
from bibman.library.answers import work
from bibman.library.judgements import edit as remember
from bibman.library.members import keys_of
from bibman.library.rows import Changes, Edit, Kind, PersonGroup, WorkGroup
from bibman.model import Judgement, Record
from bibman.names import read_name
from bibman.names.display import display_name
from bibman.text import clean, clean_line, read_table

_DATES = ("issued", "accessed")
_PEOPLE = ("author", "editor")
#: CSL's names of the fields that can be set, in the order of a record.
FIELDS = ("type", *_PEOPLE, *TEXT_FIELDS.values(), *_DATES)
_OF_RECORD = {name: name for name in ("type", *_PEOPLE, *_DATES)} | {
    csl: own for own, csl in TEXT_FIELDS.items()
}

_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE_OR_RANGE = re.compile(rf"{_DATE}(/{_DATE})?", re.ASCII)
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@cache
def _types() -> frozenset[str]:
    return frozenset(row["csl"] for row in read_table("entry_types"))


def field_named(name: str) -> str:
    """CSL's name of a field that can be set, however it is spelled ("container_title", "doi")."""
    asked = name.strip().replace("_", "-").casefold()
    found = next((field for field in FIELDS if field.casefold() == asked), "")
    if not found:
        raise UsageError(f"a record has no field {name!r}; its fields are {', '.join(FIELDS)}")
    return found


def field_text(record: Record, field: str) -> str:
    """The value of a field (by CSL's name) as people type it; "" where there is none."""
    value = getattr(record, _OF_RECORD[field])
    return value if isinstance(value, str) else "; ".join(map(display_name, value))


def with_changes(record: Record, changes: Changes) -> Record:
    """The record with these values (of fields by CSL's names); how sure a reader was of them is forgotten."""
    values: dict[str, Any] = {}
    for field, text in changes:
        people = tuple(read_name(name) for name in text.split(";") if name.strip())
        values[_OF_RECORD[field]] = people if field in _PEOPLE else text or _default(field)
        if field == "author":
            values["et_al"] = False
    edited = {_OF_RECORD[field] for field, _ in changes}
    kept = tuple((field, sure) for field, sure in record.confidences if field not in edited)
    return replace(record, confidences=kept, **values)


def edited_works(works: Sequence[WorkGroup], edits: Iterable[Edit]) -> list[WorkGroup]:
    """The works with what was set by hand in the record of each."""
    edited = list(works)
    groups = [(work.key, [id for id, _, _ in work.references]) for work in works]
    for n, edit in _placed(groups, edits):
        edited[n] = replace(edited[n], record=with_changes(edited[n].record, edit.changes))
    return edited


def edited_persons(persons: Sequence[PersonGroup], edits: Iterable[Edit]) -> list[PersonGroup]:
    """The persons with the names that were set by hand."""
    edited = list(persons)
    groups = [(person.key, [id for id, _, _ in person.mentions]) for person in persons]
    for n, edit in _placed(groups, edits):
        edited[n] = replace(edited[n], name=dict(edit.changes)["name"])
    return edited


def _placed(groups: Iterable[tuple[str, Iterable[int]]], edits: Iterable[Edit]) -> Iterator[tuple[int, Edit]]:
    """Each edit with the position of the group that most of its members are in, or that has its key."""
    keys: list[str] = []
    group_of: dict[int, int] = {}
    for n, (key, members) in enumerate(groups):
        keys.append(key)
        group_of |= dict.fromkeys(members, n)
    for edit in edits:
        counted = Counter(group_of[m] for m in edit.members if m in group_of)
        order = sorted(counted, key=lambda n: (-counted[n], keys[n].casefold() != edit.key.casefold(), n))
        if order:
            yield order[0], edit


def _default(field: str) -> str:
    return "document" if field == "type" else ""


def checked(field: str, text: str) -> str:
    """The value as it is kept; UsageError for one that the field cannot hold."""
    value = (clean if field == "note" else clean_line)(text).strip()
    if field == "type":
        value = value or _default(field)
        if value not in _types():
            raise UsageError(f"{value!r} is no type of CSL; choose one of {', '.join(sorted(_types()))}")
    if field in _DATES and value and not _DATE_OR_RANGE.fullmatch(value):
        raise UsageError(f"{field} cannot be {value!r}; write a date as 2020, 2020-05 or 2020-05-12")
    return _DOI.sub("", value) if field == "DOI" else value


def edit(db: Database, kind: Kind, key: str, changes: Mapping[str, str], who: str, reason: str) -> Judgement:
    """Remember the values of fields set by hand; UsageError where none of them changes anything."""
    key = next(iter(keys_of(db, kind, key)), key)
    wanted = _work_changes(changes) if kind == "work" else _name_change(changes)
    before = _before(db, kind, key, wanted)
    fields = [(field, before[field], after) for field, after in wanted.items() if before[field] != after]
    if not fields:
        raise UsageError(f"{key} has these values already; nothing is changed")
    return remember(db, kind, key, fields, who, reason)


def _work_changes(changes: Mapping[str, str]) -> dict[str, str]:
    named = {field_named(name): text for name, text in changes.items()}
    return {field: checked(field, text) for field, text in named.items()}


def _name_change(changes: Mapping[str, str]) -> dict[str, str]:
    if [name.strip().casefold() for name in changes] != ["name"]:
        raise UsageError('of a person only the name can be set: name="Family, Given"')
    (name,) = map(clean_line, changes.values())
    if not name:
        raise UsageError("a person cannot be without a name; bibman undo takes back one that was set")
    return {"name": name}


def _before(db: Database, kind: Kind, key: str, wanted: Mapping[str, str]) -> dict[str, str]:
    if kind == "work":
        record = work(db, key).record
        return {field: field_text(record, field) for field in wanted}
    row = db.execute("SELECT name FROM person WHERE key = ?", [key]).fetchone()
    return {"name": row[0] if row else ""}
