"""Writing works, persons and pairs to decide, each in one transaction, touching only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlite_utils import Database

from bibman.library.columns import Row, storable
from bibman.library.query import COMPUTED, MEMBERS, only, own_keys, revision
from bibman.library.rows import CandidatePair, Kind, Member, PersonGroup, WorksChange
from bibman.library.workrows import people_of, refresh_people, work_rows


def write_works(db: Database, change: WorksChange, at: int) -> None:
    """Write works in place of all that their members belong to, computed from the library at revision ``at``.

    Nothing is written where the library has changed since.
    """
    if revision(db) != at:
        return
    before = _works_before(db, change)
    ids = ids_of_keys(db, "work", [work.key for work in change.works])
    where, parameters = only(change.members)
    folded = dict(db.execute(f"SELECT id, folded FROM reference WHERE {where}", parameters).fetchall())
    people = people_of(db, change.members)
    rows = work_rows(change.works, ids, folded, people)
    _sync(db, "work", ("id",), rows, *only({*before, *ids.values()}))
    members = [row for work in change.works for row in _members("work", ids[work.key], work.references)]
    _sync(db, "work_reference", ("reference",), members, *only(change.members, "reference"))
    _sync_pairs(db, "work", change.pairs, {*before.values(), *ids})
    write_own_keys(db, "work", change.own)
    _forget_touched(db, change)
    db.execute("UPDATE state SET value = ? WHERE name = 'engine'", [change.engine])
    db.execute(f"UPDATE state SET value = ? WHERE name = '{COMPUTED['work']}'", [at])


def replace_persons(
    db: Database, persons: Sequence[PersonGroup], pairs: Sequence[CandidatePair], at: int, judged: bool
) -> None:
    """Write persons and their pairs in place of those before, computed from the library at revision ``at``.

    Nothing is written where the library has changed since. ``judged``: judgements had a part in it, so that
    the keys are not those by the articles alone.
    """
    if revision(db) != at:
        return
    ids = ids_of_keys(db, "person", [person.key for person in persons])
    rows = [{"id": ids[p.key], "key": p.key, "name": storable(p.name)} for p in persons]
    changed = {row["id"] for row in _sync(db, "person", ("id",), rows)}
    members = [row for p in persons for row in _members("person", ids[p.key], p.mentions)]
    changed |= {row["person"] for row in _sync(db, "person_name", ("name",), members)}
    changed |= {id for (id,) in db.execute("SELECT id FROM touched_person")}
    _sync_pairs(db, "person", pairs, None)
    if not judged:
        keep_own_keys(db, persons, at)
    refresh_people(db, changed)
    db.execute("DELETE FROM touched_person")
    db.execute(f"UPDATE state SET value = ? WHERE name = '{COMPUTED['person']}'", [at])


def keep_own_keys(db: Database, persons: Iterable[PersonGroup], at: int) -> None:
    """Remember the keys that mentions have by the articles alone, as they stood at revision ``at``."""
    write_own_keys(db, "person", {id: person.key for person in persons for id, _, _ in person.mentions})
    db.execute("UPDATE state SET value = ? WHERE name = 'based'", [at])


def _works_before(db: Database, change: WorksChange) -> dict[int, str]:
    """The works, by id, that the members are shown in or that lost one; they are gone or written anew."""
    where, parameters = only(change.members, "reference")
    left, works = only(change.touched.works)
    sql = f"""SELECT id, key FROM work WHERE {left}
              OR id IN (SELECT work FROM work_reference WHERE {where})"""
    return dict(db.execute(sql, works + parameters).fetchall())


def ids_of_keys(db: Database, kind: Kind, keys: Sequence[str]) -> dict[str, int]:
    """The id of each key: the one it has or had before, else a new one."""
    where, parameters = only(keys, "key")
    sql = f"SELECT key, id FROM key_id WHERE kind = ? AND {where}"
    known = {key.casefold(): id for key, id in db.execute(sql, [kind, *parameters])}
    fresh = int(db.execute("SELECT coalesce(max(id), 0) FROM key_id WHERE kind = ?", [kind]).fetchone()[0])
    new = [key for key in keys if key.casefold() not in known]
    known |= {key.casefold(): fresh + n for n, key in enumerate(new, 1)}
    db.conn.executemany(
        "INSERT INTO key_id VALUES (?, ?, ?)", [(kind, key, known[key.casefold()]) for key in new]
    )
    return {key: known[key.casefold()] for key in keys}


def _sync(
    db: Database,
    table: str,
    pk: tuple[str, ...],
    rows: Sequence[Row],
    where: str = "1",
    parameters: Sequence[object] = (),
) -> list[Row]:
    """Make the part of the table hold these rows; writes and gives only what differs, old and new."""
    wanted = {tuple(row[column] for column in pk): row for row in rows}
    columns = ", ".join(rows[0]) if rows else "*"
    present = {
        tuple(row[c] for c in pk): row
        for row in db.query(f"SELECT {columns} FROM {table} WHERE {where}", list(parameters))
    }
    gone = [key for key in present if key not in wanted]
    is_key = " AND ".join(f"{column} = ?" for column in pk)
    db.conn.executemany(f"DELETE FROM {table} WHERE {is_key}", gone)
    changed = [row for key, row in wanted.items() if present.get(key) != row]
    db.table(table).upsert_all(changed, pk=pk)
    return changed + [row for key, row in present.items() if wanted.get(key) != row]


def _members(group: Kind, id: int, members: Iterable[Member]) -> list[Row]:
    return [
        {MEMBERS[group]: member, group: id, "score": float(score), "reason": storable(reason)}
        for member, score, reason in members
    ]


def _sync_pairs(
    db: Database, kind: Kind, pairs: Iterable[CandidatePair], keys: Collection[str] | None
) -> None:
    """Write the pairs in place of those that one of the keys is in, of all for None."""
    where, parameters = f"kind = '{kind}'", list[str]()
    if keys is not None:
        a, keys_a = only(keys, "a")
        b, keys_b = only(keys, "b")
        where = f"""rowid IN (SELECT rowid FROM candidate WHERE {where} AND {a}
                    UNION SELECT rowid FROM candidate WHERE {where} AND {b})"""
        parameters = keys_a + keys_b
    rows = [asdict(pair) | {"reason": storable(pair.reason)} for pair in pairs]
    _sync(db, "candidate", ("kind", "a", "b"), rows, where, parameters)


def write_own_keys(db: Database, kind: Kind, keys: Mapping[int, str]) -> None:
    """Remember the key that each member has by the articles alone, and for good the one it had first."""
    member = MEMBERS[kind]
    known = own_keys(db, kind, keys)
    changed = [(id, key) for id, key in keys.items() if known.get(id) != key]
    db.conn.executemany(
        f"UPDATE {member} SET first_key = ? WHERE id = ? AND first_key = ''",
        [(known[id], id) for id, _ in changed if id in known],
    )
    db.conn.executemany(
        f"""INSERT INTO {member}_key ({member}, own_key) VALUES (?, ?)
            ON CONFLICT DO UPDATE SET own_key = excluded.own_key""",
        changed,
    )


def _forget_touched(db: Database, change: WorksChange) -> None:
    from bibman.library.blocks import replace_keys  # numpy is loaded only where works are computed

    if change.touched.whole:
        db.execute("DELETE FROM block_keys")
    replace_keys(db, change.rekeyed, change.keys)
    for table in ("touched_reference", "touched_work"):
        db.execute(f"DELETE FROM {table}")
