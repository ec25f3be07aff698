"""Whom a key and a judgement mean: members, by what they print, wherever they are shown today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from bibman.errors import NotFoundError
from bibman.library.columns import storable
from bibman.library.query import MEMBERS, own_keys
from bibman.library.rows import JudgedPair, Kind
from bibman.library.ruling import own_parts


def known_key(db: Database, kind: Kind, key: str) -> str:
    """The key as the library spells it; one that a merge has swallowed is still known."""
    member = MEMBERS[kind]
    for sql in (
        f"SELECT key FROM {kind} WHERE key = :key",
        f"SELECT own_key FROM {member}_key WHERE own_key = :key LIMIT 1",
        f"SELECT b FROM judgement_in_force WHERE b = :key AND b <> '' AND kind = '{kind}' LIMIT 1",
        f"SELECT first_key FROM {member} WHERE first_key = :key COLLATE NOCASE AND first_key <> '' LIMIT 1",
    ):
        if row := db.execute(sql, {"key": storable(key)}).fetchone():
            return str(row[0])
    command = "search" if kind == "work" else "authors"
    raise NotFoundError(f"no {kind} {key} in the library; bibman {command} finds the key")


def keys_of(db: Database, kind: Kind, key: str) -> tuple[str, ...]:
    """The keys under which the members of a work or person are shown today; a merge makes it another key."""
    return shown_keys(db, kind, members_of(db, kind, known_key(db, kind, key))[0])


def members_of(db: Database, kind: Kind, key: str) -> tuple[list[int], bool]:
    """The members under a key today; where a merge has swallowed it (False), those that were its own."""
    member = MEMBERS[kind]
    sql = f"""SELECT m.{member} FROM {kind}_{member} AS m JOIN {kind} AS g ON g.id = m.{kind}
              WHERE g.key = ? ORDER BY 1"""
    if shown := [id for (id,) in db.execute(sql, [key])]:
        return shown, True
    parts = parts_of(db, kind)
    if own := [id for id, part_key in parts.items() if part_key.casefold() == key.casefold()]:
        return own, False
    sql = f"SELECT id FROM {member} WHERE first_key = ? COLLATE NOCASE ORDER BY id"
    return [id for (id,) in db.execute(sql, [key])], False


def sides_of(db: Database, kind: Kind, a: str, b: str) -> dict[str, list[str]]:
    """The marks of both sides.

    Of a work that others were merged into, only its own members are a side: so that each merge can be undone.
    Where one was merged into the other, each keeps its own.
    """
    (members_a, a_shown), (members_b, b_shown) = members_of(db, kind, a), members_of(db, kind, b)
    parts = parts_of(db, kind)
    anchors_a, anchors_b = (
        anchors_of(db, kind, [m for m in members if parts.get(m, "").casefold() == key.casefold()] or members)
        for key, members in ((a, members_a), (b, members_b))
    )
    shared = set(anchors_a) & set(anchors_b)
    if a_shown and not b_shown:
        anchors_a = [anchor for anchor in anchors_a if anchor not in shared]
    elif b_shown and not a_shown:
        anchors_b = [anchor for anchor in anchors_b if anchor not in shared]
    return {"a": anchors_a, "b": anchors_b}


def shown_keys(db: Database, kind: Kind, members: Iterable[int]) -> tuple[str, ...]:
    """The keys under which the members are shown today."""
    member = MEMBERS[kind]
    sql = f"""SELECT DISTINCT g.key FROM {kind}_{member} AS m JOIN {kind} AS g ON g.id = m.{kind}
              WHERE {among(members, f"m.{member}")} ORDER BY g.key"""
    return tuple(key for (key,) in db.execute(sql))


def anchors_of(db: Database, kind: Kind, members: Iterable[int]) -> list[str]:
    """The marks of what the members print."""
    sql = f"SELECT DISTINCT anchor FROM {MEMBERS[kind]} WHERE {among(members)} ORDER BY anchor"
    return [anchor for (anchor,) in db.execute(sql)]


def used_keys(db: Database, kind: Kind) -> set[str]:
    """Every key that members have or had by the articles alone, and those that judgements in force name."""
    member = MEMBERS[kind]
    sql = f"""SELECT own_key FROM {member}_key UNION SELECT first_key FROM {member}
              UNION SELECT a FROM judgement_in_force WHERE kind = '{kind}'
              UNION SELECT b FROM judgement_in_force WHERE kind = '{kind}'"""
    return {key for (key,) in db.execute(sql) if key}


def parts_of(db: Database, kind: Kind) -> dict[int, str]:
    """The key of the part that each member belongs to: its own, or the one it got when it was cut off."""
    return own_parts(judged(db, kind), own_keys(db, kind))


def judged_pairs(db: Database, kind: Kind) -> list[JudgedPair]:
    """The judgements in force, the latest for each pair, with the members their sides have today.

    They stand in the order of their time, so that libraries which share judgements come to the same end.
    """
    latest = {}
    for row in in_force(db, kind, "verdict <> 'edited'"):
        latest[frozenset((row["a"].casefold(), row["b"].casefold()))] = row
    return [
        JudgedPair(
            row["number"], kind, row["a"], row["b"],
            "different" if row["verdict"] == "related" else row["verdict"],
            present(db, kind, row["number"], "a"), present(db, kind, row["number"], "b"),
        )
        for row in sorted(latest.values(), key=lambda row: (row["at"], row["number"]))
    ]  # fmt: skip


def judged(db: Database, kind: Kind) -> list[JudgedPair]:
    """The judgements in force that decide something."""
    return [pair for pair in judged_pairs(db, kind) if pair.verdict != "undecided"]


def in_force(db: Database, kind: Kind, where: str) -> list[Mapping[str, Any]]:
    """The rows of judgements that were not undone, in the order of time."""
    sql = f"SELECT * FROM judgement_in_force WHERE kind = ? AND {where} ORDER BY at, number"
    return list(db.query(sql, [kind]))


def present(db: Database, kind: Kind, number: int, side: str) -> tuple[int, ...]:
    """The members that a side of a judgement has today."""
    member = MEMBERS[kind]
    sql = f"""SELECT m.id FROM judgement_member AS j JOIN {member} AS m ON m.anchor = j.anchor
              WHERE j.judgement = ? AND j.side = ? ORDER BY m.id"""
    return tuple(id for (id,) in db.execute(sql, [number, side]))


def among(ids: Iterable[int], column: str = "id") -> str:
    """The condition that a column holds one of these ids."""
    return f"{column} IN ({', '.join(map(str, ids))})"
