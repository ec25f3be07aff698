"""Judgements given out to other libraries and taken in from them.

Members are named by the marks of what was printed, which are the same wherever the same is printed; where a
library has none of them, a key with the same title or name will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bibman.errors import UsageError
from bibman.library.columns import read_record, storable
from bibman.library.edits import checked, field_named
from bibman.library.judgements import (
    insert_judgement,
    insert_undoing,
    judgement,
    judgement_row,
    judgements,
    relation_field,
)
from bibman.library.members import anchors_of, members_of, parts_of, present
from bibman.library.query import MEMBERS, only
from bibman.library.rows import Imported, Kind
from bibman.library.times import is_time, time_text
from bibman.model import Judgement
from bibman.text import skeleton

_KINDS = ("work", "person")
_VERDICTS = ("same", "different", "undecided", "edited", "related")
_TEXTS = ("id", "judgement", "kind", "a", "b", "who", "when", "reason")


def export_judgements(db: Database) -> list[dict[str, Any]]:
    """All judgements, each with the marks of what it is about, and a title or name for people to read."""
    names = dict(db.execute("SELECT number, shared_as FROM judgement").fetchall())
    return [_exported(db, made, names[made.number]) for made in judgements(db)]


def _exported(db: Database, made: Judgement, shared_as: str) -> dict[str, Any]:
    row = {**judgement_row(made), "id": shared_as}
    sql = "SELECT anchor FROM judgement_member WHERE judgement = ? AND side = ? ORDER BY anchor"
    for side in ("a", "b"):
        if marks := [mark for (mark,) in db.execute(sql, [made.number, side])]:
            here = present(db, made.kind, made.number, side)[:1]
            row |= {f"{side}_is": next(iter(_said(db, made.kind, here)), ""), f"{side}_marks": marks}
    return row


def _said(db: Database, kind: Kind, ids: Iterable[int]) -> list[str]:
    """What is printed in these members: titles of references, forms of names."""
    column = "record" if kind == "work" else "form"
    sql = f"SELECT {column} FROM {MEMBERS[kind]} WHERE id = ?"
    texts = [db.execute(sql, [id]).fetchone()[0] for id in ids]
    return [read_record(text).title for text in texts] if kind == "work" else texts


def import_judgement(db: Database, row: Mapping[str, Any]) -> Imported:
    """Take in an exported judgement; UsageError where it is none, and nothing is written.

    What it was made about is looked for by its marks, then by its keys. Where it is not here, the judgement
    waits for an article that prints it.
    """
    made, shared_as = _read(row), storable(row["id"])
    known = db.execute("SELECT number FROM judgement WHERE shared_as = ?", [shared_as]).fetchone()
    if known is not None:
        return _undo_too(db, int(known[0]), made)
    marks = {side: set(row.get(f"{side}_marks", ())) for side in ("a", "b")}
    keys = {"a": made.a, "b": made.b}
    waiting = False
    for side in ("a",) if made.verdict == "edited" else ("a", "b"):
        found = _found(db, made.kind, keys[side], str(row.get(f"{side}_is", "")), marks[side])
        marks[side] |= set(anchors_of(db, made.kind, found))
        keys[side] = _key_here(db, made.kind, found) or keys[side]
        waiting = waiting or not found
    if keys["a"] == keys["b"]:  # by the articles they are one here: the part keeps the key it was given
        keys["b"] = made.b
    number = insert_judgement(db, replace(made, a=keys["a"], b=keys["b"]), marks, shared_as)
    _undo_too(db, number, made)
    return "waiting" if waiting else "added"


def _undo_too(db: Database, number: int, made: Judgement) -> Imported:
    if made.undone and not judgement(db, number).undone:
        insert_undoing(db, number, made.undone_who, made.undone_when, made.undone_reason)
        return "undone"
    return "known"


def _found(db: Database, kind: Kind, key: str, said: str, marks: Collection[str]) -> list[int]:
    """The members that carry a mark; else those of the key, where the same title or name is printed there."""
    where, parameters = only(marks, "anchor")
    sql = f"SELECT id FROM {MEMBERS[kind]} WHERE {where} ORDER BY id"
    ids = [id for (id,) in db.execute(sql, parameters)]
    if ids or not skeleton(said):
        return ids
    own, _ = members_of(db, kind, key)
    return own if skeleton(said) in map(skeleton, _said(db, kind, own)) else []


def _key_here(db: Database, kind: Kind, members: Collection[int]) -> str:
    """The key of most of the members in this library."""
    parts = parts_of(db, kind)
    counted = Counter(parts[member] for member in members if member in parts)
    return min(counted, key=lambda key: (-counted[key], key), default="")


def _read(row: Mapping[str, Any]) -> Judgement:
    if not isinstance(row, Mapping):
        raise UsageError(
            "this is no judgement; a judgement is an object as `bibman judgements export` writes it"
        )
    missing = [name for name in _TEXTS if not isinstance(row.get(name), str)]
    if missing:
        raise UsageError(f"this is no judgement: it has no text under {missing[0]!r}")
    if row["kind"] not in _KINDS or row["judgement"] not in _VERDICTS:
        raise UsageError(
            f"a judgement {row['judgement']!r} about a {row['kind']!r} is not known; update bibman"
        )
    for side in ("a", "b"):
        marks = row.get(f"{side}_marks", [])
        if not (isinstance(marks, list) and all(isinstance(mark, str) for mark in marks)):
            raise UsageError(f"{side}_marks is not a list of texts")
    undone = row.get("undone") is True
    by, at, why = (str(row.get(f"undone_{name}", "")) for name in ("who", "when", "reason"))
    for when in [row["when"], *([at] if undone else [])]:
        _check_time(when)
    return Judgement(
        0, row["kind"], storable(row["a"]), storable(row["b"]), row["judgement"], row["who"], row["when"],
        row["reason"], undone, by, at, why, _read_fields(row),
    )  # fmt: skip


def _check_time(when: str) -> None:
    if not is_time(when):
        raise UsageError(f"{when!r} is no time; one looks like 2024-05-31T12:00:00Z, in UTC")
    if when > time_text(datetime.now(UTC) + timedelta(days=1)):
        raise UsageError(f"{when} is in the future; set the clock of the computer it was made on")


def _read_fields(row: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    given = row.get("fields", {})
    if row["judgement"] == "related":
        relation = given.get("relation") if isinstance(given, Mapping) else None
        return (relation_field(relation.get("after") if isinstance(relation, Mapping) else ""),)
    if row["judgement"] != "edited":
        return ()
    if not (isinstance(given, Mapping) and given and all(isinstance(v, Mapping) for v in given.values())):
        raise UsageError("an edit has no fields")
    fields = []
    for name, change in given.items():
        before, after = (text if isinstance(text := change.get(w), str) else "" for w in ("before", "after"))
        if row["kind"] == "work":
            name = field_named(name)
            after = checked(name, after)
        elif name != "name" or not after:
            raise UsageError("of a person only the name can be set")
        fields.append((name, before, after))
    return tuple(fields)
