"""Rows of table ``work``: the record, and the folded texts under which a work is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from sqlite_utils import Database

from bibman.library.columns import Row, read_record, record_text, storable
from bibman.library.printed import with_printed
from bibman.library.query import only
from bibman.library.rows import WorkGroup
from bibman.model import Name
from bibman.text import skeleton
from bibman.text.batch import skeletons

#: Every spelling, folded, of the people named in a reference, by the reference's id.
People = Mapping[int, Sequence[str]]


def work_rows(
    works: Sequence[WorkGroup], ids: Mapping[str, int], folded: Mapping[int, str], people: People
) -> list[Row]:
    """The rows of works; ``ids`` holds the id of each key, ``folded`` the folded text of each reference."""
    records = [work.record for work in works]
    titles = skeletons([record.title for record in records])
    containers = skeletons([f"{record.container_title} {record.publisher}" for record in records])
    marks = skeletons([f"{work.key} {work.record.issued[:4]} {work.record.DOI}" for work in works])
    authors = iter(skeletons([_printed(name) for record in records for name in record.author]))
    rows = []
    for work, title, container, mark in zip(works, titles, containers, marks, strict=True):
        record, members = work.record, [id for id, _, _ in work.references]
        named = list(islice(authors, len(record.author)))
        year = record.issued[:4]
        rows.append(
            {
                "id": ids[work.key],
                "key": work.key,
                "record": record_text(record, work.key),
                "type": storable(record.type),
                "title": storable(record.title),
                "year": int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
                "doi": storable(record.DOI).lower(),
                "folded_title": title,
                "folded_people": _with_people(named, members, people),
                "folded_container": container,
                "folded_text": with_printed(" ".join([mark, *(folded.get(m, "") for m in members)]), record),
            }
        )
    return rows


def _words(*texts: str) -> str:
    """The words of the texts, each once."""
    return " ".join(dict.fromkeys(" ".join(texts).split()))


def _printed(name: Name) -> str:
    return name.form or f"{name.family} {name.given} {name.literal}"


def _with_people(named: Iterable[str], members: Iterable[int], people: People) -> str:
    """The words of a work's authors, folded, and of all spellings of the people its references name."""
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
        if (now := _with_people(_authors(record), members[id], people)) != before
    ]
    db.conn.executemany("UPDATE work SET folded_people = ? WHERE id = ?", changed)


def _authors(record: str) -> list[str]:
    return skeletons([_printed(name) for name in read_record(record).author])
