"""Writing works, persons and pairs to decide in one transaction, touching only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlite_utils import Database

from bibman.library.columns import Row, record_text, storable
from bibman.library.query import MEMBERS
from bibman.library.rows import CandidatePair, Kind, Member, PersonGroup, WorkGroup
from bibman.text import skeleton


def replace_grouping(
    db: Database,
    works: Sequence[WorkGroup],
    persons: Sequence[PersonGroup],
    candidates: Sequence[CandidatePair],
    revision: int,
    judged: bool,
) -> None:
    """Write the grouping that was computed from the library as it stood at ``revision``.

    ``judged``: judgements had a part in it, so that the keys are not those by the articles alone.
    """
    person_ids = _ids(db, "person", [group.key for group in persons])
    people = [
        {"id": person_ids[group.key], "key": group.key, "name": storable(group.name)} for group in persons
    ]
    _sync(db, "person", ("id",), people)
    mentions = {group.key: group.mentions for group in persons}
    _sync(db, "person_name", ("name",), _members(db, "name", "person", person_ids, mentions))
    work_ids = _ids(db, "work", [group.key for group in works])
    _sync(db, "work", ("id",), _work_rows(db, works, work_ids, persons))
    references = {group.key: group.references for group in works}
    _sync(db, "work_reference", ("reference",), _members(db, "reference", "work", work_ids, references))
    pairs = [asdict(pair) | {"reason": storable(pair.reason)} for pair in candidates]
    _sync(db, "candidate", ("kind", "a", "b"), pairs)
    if not judged:
        keep_own_keys(db, works, persons, revision)
    db.execute("UPDATE state SET value = ? WHERE name = 'grouped'", [revision])


def keep_own_keys(
    db: Database, works: Sequence[WorkGroup], persons: Sequence[PersonGroup], revision: int
) -> None:
    """Remember the keys that members have by the articles alone, as they stood at ``revision``.

    The first key of each member is kept for good: after a split it comes back.
    """
    own: dict[Kind, list[tuple[str, int]]] = {
        "work": [(work.key, id) for work in works for id, _, _ in work.references],
        "person": [(person.key, id) for person in persons for id, _, _ in person.mentions],
    }
    for kind, keys in own.items():
        known = dict(db.execute(f"SELECT id, own_key FROM {MEMBERS[kind]}").fetchall())
        db.conn.executemany(
            f"""UPDATE {MEMBERS[kind]} SET own_key = ?1, first_key = iif(first_key = '', ?1, first_key)
                WHERE id = ?2""",
            [(key, id) for key, id in keys if known.get(id) != key],
        )
    db.execute("UPDATE state SET value = ? WHERE name = 'based'", [revision])


def _ids(db: Database, kind: Kind, keys: Sequence[str]) -> dict[str, int]:
    """The id of each key: the one it has or had before, else a new one."""
    known = {
        key.casefold(): id for key, id in db.execute("SELECT key, id FROM key_id WHERE kind = ?", [kind])
    }
    fresh = max(known.values(), default=0)
    new = [key for key in keys if key.casefold() not in known]
    known |= {key.casefold(): fresh + n for n, key in enumerate(new, 1)}
    db.conn.executemany(
        "INSERT INTO key_id VALUES (?, ?, ?)", [(kind, key, known[key.casefold()]) for key in new]
    )
    return {key: known[key.casefold()] for key in keys}


def _sync(db: Database, table: str, pk: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Make the table hold these rows, deleting and writing only what differs."""
    wanted = {tuple(row[column] for column in pk): row for row in rows}
    columns = ", ".join(rows[0] if rows else pk)
    present = {tuple(row[c] for c in pk): row for row in db.query(f"SELECT {columns} FROM {table}")}
    gone = [key for key in present if key not in wanted]
    where = " AND ".join(f"{column} = ?" for column in pk)
    db.conn.executemany(f"DELETE FROM {table} WHERE {where}", gone)
    db.table(table).upsert_all([row for key, row in wanted.items() if present.get(key) != row], pk=pk)


def _members(
    db: Database, member: str, group: str, ids: Mapping[str, int], groups: Mapping[str, Sequence[Member]]
) -> list[Row]:
    there = {id for (id,) in db.execute(f"SELECT id FROM {member}")}
    return [
        {member: id, group: ids[key], "score": float(score), "reason": storable(reason)}
        for key, members in groups.items()
        for id, score, reason in members
        if id in there  # an article may have left since the grouping was computed
    ]


def _words(*texts: str) -> str:
    """The words of the texts, each once."""
    return " ".join(dict.fromkeys(" ".join(texts).split()))


def _work_rows(
    db: Database, works: Sequence[WorkGroup], ids: Mapping[str, int], persons: Sequence[PersonGroup]
) -> list[Row]:
    folded = dict(db.execute("SELECT id, folded FROM reference").fetchall())
    people = _people_of_references(db, persons)
    return [_work_row(work, ids[work.key], folded, people) for work in works]


def _people_of_references(db: Database, persons: Sequence[PersonGroup]) -> dict[int, list[str]]:
    """Every spelling, folded, of every person named in a reference: each of them finds the work."""
    folded: dict[int, str] = dict(db.execute("SELECT id, folded FROM name").fetchall())
    forms_of: dict[int, str] = {}
    for person in persons:
        forms = _words(skeleton(person.name), *(folded.get(id, "") for id, _, _ in person.mentions))
        forms_of |= {id: forms for id, _, _ in person.mentions}
    people: defaultdict[int, list[str]] = defaultdict(list)
    for id, reference in db.execute("SELECT id, reference FROM name WHERE reference IS NOT NULL ORDER BY id"):
        people[reference].append(forms_of.get(id, folded[id]))
    return people


def _work_row(
    work: WorkGroup, id: int, folded: Mapping[int, str], people: Mapping[int, Sequence[str]]
) -> Row:
    record = work.record
    year = record.issued[:4]
    members = [id for id, _, _ in work.references]
    named = [skeleton(name.form or f"{name.family} {name.given} {name.literal}") for name in record.author]
    return {
        "id": id,
        "key": work.key,
        "record": record_text(record, work.key),
        "type": storable(record.type),
        "title": storable(record.title),
        "year": int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        "doi": storable(record.DOI).lower(),
        "folded_title": skeleton(record.title),
        "folded_people": _words(*named, *(form for member in members for form in people.get(member, ()))),
        "folded_container": skeleton(f"{record.container_title} {record.publisher}"),
        "folded_text": _words(
            skeleton(f"{work.key} {year} {record.DOI}"), *(folded.get(member, "") for member in members)
        ),
    }
