"""Writing works, persons and pairs to decide in one transaction, touching only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlite_utils import Database

from bibman.library.columns import Row, record_text, storable
from bibman.library.rows import CandidatePair, Member, PersonGroup, WorkGroup
from bibman.library.store import next_id
from bibman.text import skeleton


def replace_grouping(
    db: Database,
    works: Sequence[WorkGroup],
    persons: Sequence[PersonGroup],
    candidates: Sequence[CandidatePair],
    revision: int,
) -> None:
    """Write the grouping that was computed from the library as it stood at ``revision``."""
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
    _remember_keys(db)
    db.execute("UPDATE state SET value = ? WHERE name = 'grouped'", [revision])


def _ids(db: Database, table: str, keys: Iterable[str]) -> dict[str, int]:
    """The id of each key: the one it has, or a new one."""
    known = {key.casefold(): id for id, key in db.execute(f"SELECT id, key FROM {table}")}
    fresh = next_id(db, table)
    ids = {}
    for key in keys:
        if key.casefold() in known:
            ids[key] = known[key.casefold()]
        else:
            ids[key], fresh = fresh, fresh + 1
    return ids


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


def _remember_keys(db: Database) -> None:
    """Keep the first key of each reference and each mention: after a split it comes back."""
    for table, group in (("reference", "work"), ("name", "person")):
        db.execute(
            f"""UPDATE {table} SET first_key = g.key
                FROM {group}_{table} AS m JOIN {group} AS g ON g.id = m.{group}
                WHERE m.{table} = {table}.id AND {table}.first_key = ''"""
        )
