"""What has changed since works were computed, and what has to be known of the records around it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlite_utils import Database

from bibman.library.columns import mark, read_printed, storable
from bibman.library.members import judged
from bibman.library.query import only, printed_names
from bibman.library.rows import BIBLIOGRAPHIES, Touched, WorkMember
from bibman.library.ruling import Ruling, rule

_AMONG = "IN (SELECT value FROM json_each(?))"


def touched(db: Database, engine: int) -> Touched:
    """The references that came, changed or left, and what they leave behind; all of them for a new engine."""
    if _engine(db) != engine:
        ids = [id for (id,) in db.execute("SELECT id FROM reference ORDER BY id")]
        works = [id for (id,) in db.execute("SELECT id FROM work ORDER BY id")]
        return Touched(tuple(ids), tuple(ids), tuple(works), whole=True)
    changed = [id for (id,) in db.execute("SELECT id FROM touched_reference ORDER BY id")]
    works = [id for (id,) in db.execute("SELECT id FROM touched_work ORDER BY id")]
    sql = """SELECT id FROM touched_reference AS t WHERE EXISTS (SELECT 1 FROM reference WHERE id = t.id)
             UNION SELECT reference FROM work_reference WHERE work IN (SELECT id FROM touched_work)
             ORDER BY 1"""
    return Touched(tuple(changed), tuple(id for (id,) in db.execute(sql)), tuple(works))


def _engine(db: Database) -> int:
    return int(db.execute("SELECT value FROM state WHERE name = 'engine'").fetchone()[0])


def members(db: Database, ids: Sequence[int]) -> list[WorkMember]:
    """The references of these ids as members of works, in the order of the ids."""
    names = printed_names(db, f"AND reference {_AMONG}", [json.dumps(ids)])
    sql = f"""SELECT reference.id, record, confidence, first_key, media_type FROM reference
              JOIN article ON article.id = reference.article WHERE reference.id {_AMONG}
              ORDER BY reference.id"""
    found = []
    for row in db.query(sql, [json.dumps(ids)]):
        imported = row["media_type"] in BIBLIOGRAPHIES.values()
        record = read_printed(row, names.get(row["id"], ()))
        found.append(WorkMember(row["id"], record, row["first_key"] if imported else "", imported))
    return found


def reference_ids(db: Database) -> list[int]:
    """The ids of all references, in order."""
    return [id for (id,) in db.execute("SELECT id FROM reference ORDER BY id")]


def given_keys(db: Database) -> dict[int, str]:
    """The keys that imported entries came with, by the id of the reference."""
    types = ", ".join(f"'{media_type}'" for media_type in BIBLIOGRAPHIES.values())
    sql = f"""SELECT id, first_key FROM reference
              WHERE article IN (SELECT id FROM article WHERE media_type IN ({types})) AND first_key <> ''
              ORDER BY id"""
    return dict(db.execute(sql).fetchall())


def members_printed(db: Database, texts: Collection[str]) -> list[WorkMember]:
    """The references that are printed so, as members of works."""
    stored = set(map(storable, texts))
    where, parameters = only(set(map(mark, stored)), "anchor")
    rows = db.execute(f"SELECT id, text FROM reference WHERE {where} ORDER BY id", parameters)
    return members(db, [id for id, text in rows if text in stored])


def together(db: Database, ids: Iterable[int]) -> set[int]:
    """These references with all that stand or stood in one work with any of them, or were judged with it."""
    found: set[int] = set()
    coming = set(ids)
    judged = db.execute("SELECT 1 FROM judgement_in_force WHERE kind = 'work' LIMIT 1").fetchone()
    while coming:
        found |= coming
        wanted = json.dumps(sorted(coming))
        near = {id for (id,) in db.execute(_IN_ONE_WORK, [wanted, wanted])}
        if judged:
            near |= {id for (id,) in db.execute(_JUDGED_TOGETHER, [wanted])}
        coming = near - found
    return found


_IN_ONE_WORK = f"""
SELECT reference FROM work_reference
WHERE work IN (SELECT work FROM work_reference WHERE reference {_AMONG})
UNION SELECT reference FROM reference_key
WHERE own_key IN (SELECT own_key FROM reference_key WHERE reference {_AMONG})
"""
_JUDGED_TOGETHER = f"""
SELECT other.id FROM judgement_member AS there JOIN reference AS other USING (anchor)
WHERE there.judgement IN (
    SELECT judgement FROM reference JOIN judgement_member USING (anchor)
    JOIN judgement_in_force ON number = judgement
    WHERE kind = 'work' AND reference.id {_AMONG}
)
"""


def tied(db: Database, references: Iterable[int], works: Iterable[int]) -> set[int]:
    """The references of works that a pair to decide ties to one of these works or to these references'."""
    parameters = [json.dumps(sorted(references)), json.dumps(sorted(works))]
    return {id for (id,) in db.execute(_TIED, parameters)}


_TIED = f"""
WITH here AS MATERIALIZED (
    SELECT key FROM work WHERE id {_AMONG.replace("?", "?2")}
        OR id IN (SELECT work FROM work_reference WHERE reference {_AMONG.replace("?", "?1")})
)
SELECT reference FROM work_reference WHERE work IN (
    SELECT id FROM work WHERE key IN (
        SELECT b FROM candidate WHERE kind = 'work' AND a IN here
        UNION SELECT a FROM candidate WHERE kind = 'work' AND b IN here
    )
)
"""


def held_keys(db: Database, keys: Collection[str], but: Collection[int]) -> set[str]:
    """Those of the keys, also with a number added ("key-2"), that references other than these hold."""
    found: set[str] = set()
    among = json.dumps(list(keys))
    for table in _HELD:
        sql = f"SELECT key, reference FROM ({table}) WHERE key"
        found |= _others(db.execute(f"{sql} {_AMONG}", [among]), but)
        for key in keys:
            found |= _others(db.execute(f"{sql} BETWEEN ? AND ?", [f"{key}-", f"{key}-{_LAST}"]), but)
    return found


_LAST = "\U0010ffff"
_HELD = (
    "SELECT own_key AS key, reference FROM reference_key",
    "SELECT key, reference FROM work JOIN work_reference ON work = work.id",
)


def used_keys(db: Database, beginnings: Iterable[str], but: Collection[int]) -> set[str]:
    """Every key that begins so: that members have or had, judgements name, or works are shown under."""
    found: set[str] = set()
    for beginning in beginnings:
        bounds = {"least": beginning, "most": f"{beginning}{_LAST}"}
        for sql in _USED:
            found |= {key for (key,) in db.execute(sql, bounds)}
        found |= _others(db.execute(f"{_HELD[1]} WHERE key {_BOUNDS}", bounds), but)
    return found


def _others(held: Iterable[tuple[str, int]], members: Collection[int]) -> set[str]:
    return {key for key, member in held if member not in members}


_BOUNDS = "COLLATE NOCASE BETWEEN :least AND :most"
_USED = (
    f"SELECT own_key FROM reference_key WHERE own_key {_BOUNDS}",
    f"SELECT first_key FROM reference WHERE first_key <> '' AND first_key {_BOUNDS}",
    f"SELECT a FROM judgement_in_force WHERE kind = 'work' AND a {_BOUNDS}",
    f"SELECT b FROM judgement_in_force WHERE kind = 'work' AND b {_BOUNDS}",
)


def ruling(db: Database, own: Mapping[int, str]) -> Ruling:
    """What is judged of these references, with all that were judged with them; ``own`` are their own keys."""
    touching = [
        judgement
        for judgement in judged(db, "work")
        if not own.keys().isdisjoint({*judgement.a_members, *judgement.b_members})
    ]
    if not touching:
        return Ruling()
    return rule(touching, own, held_keys(db, {key for j in touching for key in (j.a, j.b)}, own))
