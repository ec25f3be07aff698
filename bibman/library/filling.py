"""Writing the works of a whole library: rows made by other processes, indexes filled at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
from sqlite_utils import Database

from bibman.library.blocks import write_keys
from bibman.library.changes import members
from bibman.library.columns import storable
from bibman.library.connect import BUSY_TIMEOUT_MS, connect, without_triggers
from bibman.library.grouping import ids_of_keys, write_own_keys
from bibman.library.keeping import merged
from bibman.library.query import COMPUTED, only, revision
from bibman.library.rows import PlannedPair, PlannedWork, WorkGroup, WorkMember, WorksPlan
from bibman.library.workrows import people_of, work_rows
from bibman.matching.columns import normalize
from bibman.matching.explain import reasons, sentence
from bibman.matching.levels import FIELDS, Evidence
from bibman.matching.works import ALONE
from bibman.workers import in_turn

_NOTHING = normalize([])

#: Memory for pages, in KiB: beside what works are computed from, a million of them stay under 3 GB.
CACHE = 400_000
#: So many works or pairs are made by a process at a time.
_BATCH = 2000
_COLUMNS = (
    "id", "key", "record", "type", "title", "year", "doi", "folded_title", "folded_people",
    "folded_container", "folded_text",
)  # fmt: skip
_PUT_WORK = f"""INSERT INTO work ({", ".join(_COLUMNS)}) VALUES ({", ".join("?" * len(_COLUMNS))})
                ON CONFLICT (id) DO UPDATE SET {", ".join(f"{c} = excluded.{c}" for c in _COLUMNS[1:])}"""

Rows = list[tuple[object, ...]]
#: A work's id, its key and what it is made of.
Numbered = tuple[int, str, PlannedWork]


@dataclass(frozen=True, slots=True)
class _Made:
    """Rows of works and of their members, and each member's key."""

    works: Rows
    members: Rows
    own: dict[int, str]


def fill(db: Database, path: Path, plan: WorksPlan, at: int) -> None:
    """Write all works in place of those before, computed from the library at revision ``at``.

    Nothing is written where the library has changed since. What judgements touch waits to be computed again.
    """
    if revision(db) != at:
        return
    ids = ids_of_keys(db, "work", sorted(plan.keys))
    with without_triggers(db, "work"):
        _replace_works(db, path, plan, ids)
        db.execute("INSERT INTO work_search (work_search) VALUES ('rebuild')")
    _replace_pairs(db, path, plan)
    db.execute("DELETE FROM block_keys")
    for chunk in plan.block_keys:
        write_keys(db, chunk)
    _note_what_is_done(db, plan, at)


def _replace_works(db: Database, path: Path, plan: WorksPlan, ids: Mapping[str, int]) -> None:
    db.execute("DELETE FROM work_reference")
    db.execute("CREATE TEMP TABLE staying (id INTEGER PRIMARY KEY)")
    db.conn.executemany("INSERT INTO staying VALUES (?)", ((id,) for id in ids.values()))
    db.execute("DELETE FROM work WHERE id NOT IN (SELECT id FROM staying)")
    db.execute("DROP TABLE staying")
    numbered = ((ids[key], key, work) for key, work in zip(plan.keys, plan.works, strict=True))
    for made in in_turn(partial(_made, path), _batches(numbered)):
        db.conn.executemany(_PUT_WORK, made.works)
        db.conn.executemany(
            "INSERT INTO work_reference (reference, work, score, reason) VALUES (?, ?, ?, ?)", made.members
        )
        write_own_keys(db, "work", made.own)


def _batches(works: Iterator[Numbered]) -> Iterator[Sequence[Numbered]]:
    while batch := list(islice(works, _BATCH)):
        yield batch


def _replace_pairs(db: Database, path: Path, plan: WorksPlan) -> None:
    db.execute("DELETE FROM candidate WHERE kind = 'work'")
    batches = (plan.pairs[n : n + _BATCH] for n in range(0, len(plan.pairs), _BATCH))
    for rows in in_turn(partial(_pair_rows, path), batches):
        db.conn.executemany("INSERT INTO candidate VALUES ('work', ?, ?, 'possible', ?, ?)", rows)


def _note_what_is_done(db: Database, plan: WorksPlan, at: int) -> None:
    for table in ("touched_reference", "touched_work"):
        db.execute(f"DELETE FROM {table}")
    db.execute(
        """INSERT INTO touched_reference SELECT DISTINCT reference.id FROM judgement_in_force
           JOIN judgement_member ON judgement = number JOIN reference USING (anchor) WHERE kind = 'work'"""
    )
    db.execute("UPDATE state SET value = ? WHERE name = 'engine'", [plan.engine])
    if not db.execute("SELECT 1 FROM touched_reference LIMIT 1").fetchone():
        db.execute(f"UPDATE state SET value = ? WHERE name = '{COMPUTED['work']}'", [at])


def _made(path: Path, works: Sequence[Numbered]) -> _Made:
    """The rows of works, by a process that reads the library on its own."""
    with connect(path, BUSY_TIMEOUT_MS) as db:
        ids = [id for _, _, work in works for id in work.members]
        known = {member.id: member for member in members(db, ids)}
        people = people_of(db, ids)
        where, parameters = only(ids)
        folded = dict(db.execute(f"SELECT id, folded FROM reference WHERE {where}", parameters).fetchall())
    groups = [
        WorkGroup(key, merged([known[m] for m in work.members]), _members(work, known))
        for _, key, work in works
    ]
    ids_of = {key: id for id, key, _ in works}
    rows: Rows = [tuple(row.values()) for row in work_rows(groups, ids_of, folded, people)]
    joined: Rows = [
        (member, ids_of[group.key], score, storable(reason))
        for group in groups
        for member, score, reason in group.references
    ]
    return _Made(rows, joined, {id: key for _, key, work in works for id in work.members})


def _members(work: PlannedWork, known: dict[int, WorkMember]) -> tuple[tuple[int, float, str], ...]:
    told = [
        (round(why.score, 3), _told(why, known)) if why else (ALONE.score, ALONE.reason) for why in work.why
    ]
    return tuple((id, *why) for id, why in zip(work.members, told, strict=True))


def _pair_rows(path: Path, pairs: Sequence[tuple[str, str, PlannedPair]]) -> Rows:
    """The rows of pairs to decide, by a process that reads the library on its own."""
    with connect(path, BUSY_TIMEOUT_MS) as db:
        ids = sorted({id for _, _, pair in pairs for id in (pair.left, pair.right)})
        known = {member.id: member for member in members(db, ids)}
    return [(a, b, round(pair.score, 3), storable(_told(pair, known))) for a, b, pair in pairs]


def _told(pair: PlannedPair, known: dict[int, WorkMember]) -> str:
    """Why two references are one work, or may be."""
    a, b = known[pair.left].record, known[pair.right].record
    found = reasons(Evidence(np.frombuffer(pair.levels, np.int8).reshape(1, len(FIELDS))), 0)
    needed = any(field in ("marks", "numbers") for field, _ in found)
    return sentence(a, b, found, normalize([a, b]) if needed else _NOTHING, all_names=False)
