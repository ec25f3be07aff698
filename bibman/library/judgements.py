"""Judgements: remembered decisions about two works or two persons; they are only ever added."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from bibman.errors import NotFoundError, UsageError
from bibman.library.columns import storable
from bibman.library.query import MEMBERS
from bibman.library.rows import JudgedPair, JudgementVerdict, Kind
from bibman.library.store import now, touch
from bibman.model import Judgement


def judgements(db: Database) -> list[Judgement]:
    """All judgements in the order they were made, with those that were undone."""
    sql = """SELECT j.*, EXISTS (SELECT 1 FROM judgement AS u WHERE u.undoes = j.number) AS undone
             FROM judgement AS j WHERE j.undoes IS NULL ORDER BY j.number"""
    return [
        Judgement(
            row["number"], row["kind"], row["a"], row["b"], row["verdict"], row["who"], row["at"],
            row["reason"], bool(row["undone"]),
        )
        for row in db.query(sql)
    ]  # fmt: skip


def add_judgement(
    db: Database, kind: Kind, a: str, b: str, verdict: JudgementVerdict, who: str, reason: str, when: str
) -> Judgement:
    """Remember a decision about two keys; NotFoundError for an unknown key, UsageError for one key twice."""
    a, b = _known_key(db, kind, a), _known_key(db, kind, b)
    if a.casefold() == b.casefold():
        raise UsageError(f"{a} and {b} are the same {kind}; name two different ones")
    number = _insert(db, kind, a, b, verdict, who, reason, when or now())
    sides = _sides(db, kind, a, b)
    rows = [(number, side, anchor) for side, anchors in sides.items() for anchor in anchors]
    db.conn.executemany("INSERT OR IGNORE INTO judgement_member VALUES (?, ?, ?)", rows)
    touch(db)
    return next(j for j in judgements(db) if j.number == number)


def undo(db: Database, number: int | None, who: str = "", reason: str = "") -> Judgement:
    """Take a judgement back, by default the last one in force; NotFoundError if there is none."""
    known = judgements(db)
    if number is None:
        number = max((j.number for j in known if not j.undone), default=None)
        if number is None:
            raise NotFoundError("there is no judgement to undo; bibman log shows those that were made")
    found = next((j for j in known if j.number == number), None)
    if found is None:
        raise NotFoundError(f"no judgement {number} in the library; bibman log lists them")
    if found.undone:
        raise NotFoundError(f"judgement {number} is already undone; bibman log shows those in force")
    _insert(db, found.kind, found.a, found.b, "undecided", who, reason, now(), found.number)
    touch(db)
    return next(j for j in judgements(db) if j.number == number)


def judged_pairs(db: Database, kind: Kind) -> list[JudgedPair]:
    """The judgements in force, the latest for each pair, with the members their sides have today."""
    latest = {}
    for row in db.query("SELECT * FROM judgement_in_force WHERE kind = ? ORDER BY number", [kind]):
        latest[frozenset((row["a"].casefold(), row["b"].casefold()))] = row
    return [
        JudgedPair(
            row["number"], kind, row["a"], row["b"], row["verdict"],
            _present(db, kind, row["number"], "a"), _present(db, kind, row["number"], "b"),
        )
        for row in sorted(latest.values(), key=lambda row: row["number"])
    ]  # fmt: skip


def _insert(
    db: Database,
    kind: str,
    a: str,
    b: str,
    verdict: str,
    who: str,
    reason: str,
    when: str,
    undoes: int | None = None,
) -> int:
    row = {
        "kind": kind, "a": a, "b": b, "verdict": verdict, "who": storable(who), "at": when,
        "reason": storable(reason), "undoes": undoes,
    }  # fmt: skip
    db.table("judgement").insert(row, pk="number")
    return int(db.execute("SELECT max(number) FROM judgement").fetchone()[0])


def _known_key(db: Database, kind: Kind, key: str) -> str:
    """The key as the library spells it; one that a merge has swallowed is still known."""
    member = MEMBERS[kind]
    for sql in (
        f"SELECT key FROM {kind} WHERE key = ?",
        f"SELECT first_key FROM {member} WHERE first_key = ? COLLATE NOCASE AND first_key <> '' ORDER BY 1",
    ):
        if row := db.execute(sql, [storable(key)]).fetchone():
            return str(row[0])
    command = "search" if kind == "work" else "authors"
    raise NotFoundError(f"no {kind} {key} in the library; bibman {command} finds the key")


def _anchors(db: Database, kind: Kind, key: str) -> tuple[list[str], bool]:
    """The marks of the members of the work or person, and whether it exists under this key today."""
    member = MEMBERS[kind]
    sql = f"""SELECT DISTINCT m.anchor FROM {member} AS m
              JOIN {kind}_{member} AS x ON x.{member} = m.id JOIN {kind} AS g ON g.id = x.{kind}
              WHERE g.key = ? ORDER BY m.anchor"""
    if found := [anchor for (anchor,) in db.execute(sql, [key])]:
        return found, True
    sql = f"SELECT DISTINCT anchor FROM {member} WHERE first_key = ? COLLATE NOCASE ORDER BY anchor"
    return [anchor for (anchor,) in db.execute(sql, [key])], False


def _sides(db: Database, kind: Kind, a: str, b: str) -> dict[str, Iterable[str]]:
    """The marks of both sides; where one was merged into the other, each keeps its own."""
    (anchors_a, a_exists), (anchors_b, b_exists) = _anchors(db, kind, a), _anchors(db, kind, b)
    shared = set(anchors_a) & set(anchors_b)
    if a_exists and not b_exists:
        anchors_a = [anchor for anchor in anchors_a if anchor not in shared]
    elif b_exists and not a_exists:
        anchors_b = [anchor for anchor in anchors_b if anchor not in shared]
    return {"a": anchors_a, "b": anchors_b}


def _present(db: Database, kind: Kind, number: int, side: str) -> tuple[int, ...]:
    member = MEMBERS[kind]
    sql = f"""SELECT m.id FROM judgement_member AS j JOIN {member} AS m ON m.anchor = j.anchor
              WHERE j.judgement = ? AND j.side = ? ORDER BY m.id"""
    return tuple(id for (id,) in db.execute(sql, [number, side]))
