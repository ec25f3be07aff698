"""Rows of table ``work``: the record, and the folded texts under which a work is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlite_utils import Database

from bibman.library.columns import Row, read_record, record_text, storable
from bibman.library.query import only
from bibman.library.rows import WorkGroup
from bibman.model import Record
from bibman.text import skeleton

#: Every spelling, folded, of the people named in a reference, by the reference's id.
People = Mapping[int, Sequence[str]]


def work_row(work: WorkGroup, id: int, folded: Mapping[int, str], people: People) -> Row:
    """The row of a work; ``folded`` holds the folded text of each reference."""
    record = work.record
    year = record.issued[:4]
    members = [id for id, _, _ in work.references]
    return {
        "id": id,
        "key": work.key,
        "record": record_text(record, work.key),
        "type": storable(record.type),
        "title": storable(record.title),
        "year": int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        "doi": storable(record.DOI).lower(),
        "folded_title": skeleton(record.title),
        "folded_people": _folded_people(record, members, people),
        "folded_container": skeleton(f"{record.container_title} {record.publisher}"),
        "folded_text": _words(
            skeleton(f"{work.key} {year} {record.DOI}"), *(folded.get(member, "") for member in members)
        ),
    }


def _words(*texts: str) -> str:
    """The words of the texts, each once."""
    return " ".join(dict.fromkeys(" ".join(texts).split()))


def _folded_people(record: Record, members: Iterable[int], people: People) -> str:
    named = [skeleton(name.form or f"{name.family} {name.given} {name.literal}") for name in record.author]
    return _words(*named, *(form for member in members for form in people.get(member, ())))


def people_of(db: Database, references: Iterable[int]) -> People:
    """Every spelling of every person named in these references: each of them finds the work.

    Of a name that has no person yet, its own.
    """
    where, parameters = only(references, "reference")
    sql = f"""SELECT reference, folded, person FROM name LEFT JOIN person_name ON person_name.name = name.id
              WHERE {where} ORDER BY name.id"""
    names = db.execute(sql, parameters).fetchall()
    forms = _forms(db, {person for _, _, person in names if person is not None})
    people: defaultdict[int, list[str]] = defaultdict(list)
    for reference, folded, person in names:
        people[reference].append(forms.get(person, folded))
    return people


def _forms(db: Database, persons: Collection[int]) -> dict[int, str]:
    """The words of all spellings of each person."""
    where, parameters = only(persons)
    forms = {
        id: [skeleton(name)]
        for id, name in db.execute(f"SELECT id, name FROM person WHERE {where}", parameters)
    }
    where, parameters = only(persons, "person")
    sql = f"""SELECT person, folded FROM person_name JOIN name ON name.id = person_name.name
              WHERE {where} ORDER BY name.id"""
    for person, folded in db.execute(sql, parameters):
        forms[person].append(folded)
    return {id: _words(*texts) for id, texts in forms.items()}


def refresh_people(db: Database, persons: Collection[int]) -> None:
    """Let the works that name these persons be found under all their spellings, as they are now."""
    where, parameters = only(persons, "person")
    sql = f"""SELECT DISTINCT work FROM person_name JOIN name ON name.id = person_name.name
              JOIN work_reference USING (reference) WHERE {where}"""
    works = [work for (work,) in db.execute(sql, parameters)]
    members: defaultdict[int, list[int]] = defaultdict(list)
    where, parameters = only(works, "work")
    sql = f"SELECT work, reference FROM work_reference WHERE {where} ORDER BY reference"
    for work, reference in db.execute(sql, parameters):
        members[work].append(reference)
    people = people_of(db, [reference for those in members.values() for reference in those])
    where, parameters = only(works)
    sql = f"SELECT id, record, folded_people FROM work WHERE {where}"
    changed = [
        (now, id)
        for id, record, before in db.execute(sql, parameters)
        if (now := _folded_people(read_record(record), members[id], people)) != before
    ]
    db.conn.executemany("UPDATE work SET folded_people = ? WHERE id = ?", changed)
