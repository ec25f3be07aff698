"""Judgements: remembered decisions about works and persons; they are only ever added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from bibman.errors import NotFoundError, UsageError
from bibman.library.columns import storable
from bibman.library.members import (
    among,
    anchors_of,
    in_force,
    known_key,
    members_of,
    parts_of,
    present,
    shown_keys,
    sides_of,
)
from bibman.library.query import MEMBERS
from bibman.library.rows import RELATIONS, Edit, JudgementVerdict, Kind
from bibman.library.times import now
from bibman.model import Judgement


def judgements(db: Database) -> list[Judgement]:
    """All judgements in the order they were made, with those that were undone."""
    fields: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for number, *change in db.execute("SELECT * FROM judgement_field ORDER BY judgement, field"):
        fields[number].append((change[0], change[1], change[2]))
    sql = """SELECT j.*, u.who AS undone_who, u.at AS undone_at, u.reason AS undone_reason
             FROM judgement AS j LEFT JOIN judgement_undone AS u ON u.judgement = j.number
             ORDER BY j.number"""
    return [
        Judgement(
            row["number"], row["kind"], row["a"], row["b"], row["verdict"], row["who"], row["at"],
            row["reason"], row["undone_at"] is not None, row["undone_who"] or "", row["undone_at"] or "",
            row["undone_reason"] or "", tuple(fields[row["number"]]),
        )
        for row in db.query(sql)
    ]  # fmt: skip


def judgement(db: Database, number: int) -> Judgement:
    """The judgement of this number; NotFoundError if there is none."""
    found = next((j for j in judgements(db) if j.number == number), None)
    if found is None:
        raise NotFoundError(f"no judgement {number} in the library; bibman log lists them")
    return found


def judgement_row(made: Judgement) -> dict[str, Any]:
    """A judgement as answers and exports show it, but for its number, which is the library's own."""
    row: dict[str, Any] = {
        "judgement": made.verdict, "kind": made.kind, "a": made.a, "b": made.b, "who": made.who,
        "when": made.when, "reason": made.reason, "undone": made.undone,
    }  # fmt: skip
    if made.undone:
        row |= {
            "undone_who": made.undone_who, "undone_when": made.undone_when,
            "undone_reason": made.undone_reason,
        }  # fmt: skip
    if made.fields:
        row["fields"] = {field: {"before": before, "after": after} for field, before, after in made.fields}
    return row


def add_judgement(
    db: Database, kind: Kind, a: str, b: str, verdict: JudgementVerdict, who: str, reason: str, when: str
) -> Judgement:
    """Remember a decision about two keys; NotFoundError for an unknown key, UsageError for one key twice."""
    a, b = known_key(db, kind, a), known_key(db, kind, b)
    if a.casefold() == b.casefold():
        raise UsageError(f"{a} and {b} are the same {kind}; name two different ones")
    sides = sides_of(db, kind, a, b)
    return _insert(db, Judgement(0, kind, a, b, verdict, who, when, reason), sides)


def relate(db: Database, a: str, b: str, relation: str, who: str, reason: str) -> Judgement:
    """Remember that work ``a`` is a translation, an edition ... of work ``b``, and so another one."""
    a, b = known_key(db, "work", a), known_key(db, "work", b)
    if a.casefold() == b.casefold():
        raise UsageError(f"{a} and {b} are the same work; cut it with bibman apart before linking the parts")
    made = Judgement(0, "work", a, b, "related", who, "", reason, fields=(relation_field(relation),))
    return _insert(db, made, sides_of(db, "work", a, b))


def relation_field(relation: object) -> tuple[str, str, str]:
    """What one work is of another as a field of the judgement; UsageError for a relation nobody knows."""
    if relation not in RELATIONS:
        raise UsageError(f"{relation!r} is no relation of works; choose one of {', '.join(RELATIONS)}")
    return "relation", "", str(relation)


def part(
    db: Database, kind: Kind, key: str, printed: Collection[str], part_key: str, who: str, reason: str
) -> Judgement:
    """Remember that what is printed so (texts of references, forms of names) is not this work or person.

    What is cut off is known as ``part_key``. UsageError where nothing or everything would be cut off.
    """
    key = known_key(db, kind, key)
    column = "text" if kind == "work" else "form"
    members, _ = members_of(db, kind, key)
    texts = set(map(storable, printed))
    rows = db.execute(f"SELECT id, anchor, {column} FROM {MEMBERS[kind]} WHERE {among(members)}")
    sides: dict[str, set[str]] = {"a": set(), "b": set()}
    cut_off = set()
    for id, anchor, text in rows.fetchall():
        sides["b" if text in texts else "a"].add(anchor)
        cut_off |= {id} if text in texts else set()
    sides["a"] -= sides["b"]
    if not all(sides.values()):
        raise UsageError(f"this is all there is of {key}; name a part of it, or undo what joined it")
    if merged := _whole_part(parts_of(db, kind), cut_off):
        return add_judgement(db, kind, key, merged, "different", who, reason, "")
    return _insert(db, Judgement(0, kind, key, part_key, "different", who, "", reason), sides)


def _whole_part(parts: Mapping[int, str], members: Collection[int]) -> str:
    """The key of what was merged into another and is these members; "" where they are not all of it."""
    keys = {parts.get(member, "") for member in members}
    whole = {member for member, key in parts.items() if key in keys}
    return keys.pop() if len(keys) == 1 and whole == members else ""


def edit(
    db: Database, kind: Kind, key: str, fields: Sequence[tuple[str, str, str]], who: str, reason: str
) -> Judgement:
    """Remember values set by hand: of each field its name, its value before and after."""
    key = known_key(db, kind, key)
    sides = {"a": anchors_of(db, kind, members_of(db, kind, key)[0])}
    made = Judgement(0, kind, key, "", "edited", who, "", reason, fields=tuple(fields))
    return _insert(db, made, sides)


def undo(db: Database, number: int | None, who: str = "", reason: str = "") -> Judgement:
    """Take a judgement back, by default the last one in force; NotFoundError if there is none."""
    if number is None:
        number = db.execute("SELECT max(number) FROM judgement_in_force").fetchone()[0]
        if number is None:
            raise NotFoundError("there is no judgement to undo; bibman log shows those that were made")
    if judgement(db, number).undone:
        raise NotFoundError(f"judgement {number} is already undone; bibman log shows those in force")
    insert_undoing(db, number, who, now(), reason)
    return judgement(db, number)


def insert_undoing(db: Database, number: int, who: str, when: str, reason: str) -> None:
    """Note that a judgement was taken back."""
    row = [number, storable(who), when, storable(reason)]
    db.execute("INSERT INTO judgement_undone (judgement, who, at, reason) VALUES (?, ?, ?, ?)", row)
    _touch(db)


def edits(db: Database, kind: Kind) -> list[Edit]:
    """What was set by hand and not undone, in the order of time."""
    sql = "SELECT field, after FROM judgement_field WHERE judgement = ? ORDER BY field"
    return [
        Edit(
            row["number"], kind, row["a"], tuple(db.execute(sql, [row["number"]])),
            present(db, kind, row["number"], "a"),
        )
        for row in in_force(db, kind, "verdict = 'edited'")
    ]  # fmt: skip


def sides_today(db: Database, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys under which the members of both sides of a judgement are shown today."""
    kind = judgement(db, number).kind
    a, b = (shown_keys(db, kind, present(db, kind, number, side)) for side in ("a", "b"))
    return a, b


def _touch(db: Database) -> None:
    """Note that works and persons have to be computed again, though the articles are as they were."""
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'revision'")


def _insert(db: Database, made: Judgement, sides: Mapping[str, Iterable[str]]) -> Judgement:
    """Write a judgement under the next number; it gives it back as it was written."""
    number = insert_judgement(db, made, sides)
    return judgement(db, number)


def insert_judgement(
    db: Database, made: Judgement, sides: Mapping[str, Iterable[str]], shared_as: str = ""
) -> int:
    """Write a judgement with the marks of its sides under the next number; gives the number.

    ``shared_as`` is the name that another library gave it.
    """
    number = int(db.execute("SELECT coalesce(max(number), 0) + 1 FROM judgement").fetchone()[0])
    when = made.when or _clock(db)
    named = shared_as or " ".join([made.kind, made.verdict, made.a, made.b, when, made.who, str(number)])
    texts = (made.a, made.b, made.who, made.reason, named)
    a, b, who, reason, named = map(storable, texts)
    row = (number, made.kind, a, b, made.verdict, who, when, reason, named)
    db.execute("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    members = [(number, side, storable(mark)) for side, marks in sides.items() for mark in sorted(marks)]
    db.conn.executemany("INSERT OR IGNORE INTO judgement_member VALUES (?, ?, ?)", members)
    fields = [(number, *map(storable, change)) for change in made.fields]
    db.conn.executemany("INSERT INTO judgement_field VALUES (?, ?, ?, ?)", fields)
    _touch(db)
    return number


def _clock(db: Database) -> str:
    """Now, but never before an earlier judgement: a clock set back does not change which one is the last."""
    return max(now(), db.execute("SELECT max(at) FROM judgement").fetchone()[0] or "")
