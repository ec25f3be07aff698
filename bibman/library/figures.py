"""Counting: works in outline, people by the references that name them."""

from __future__ import annotations

from functools import lru_cache

from sqlite_utils import Database

from bibman.library.rows import CitedPerson, WorkOutline


def outlines(db: Database) -> list[WorkOutline]:
    """What figures need of every work, by key."""
    sql = """SELECT key, type, title, coalesce(year, 0), language, container,
                (SELECT group_concat(name.key, ' ') FROM json_each(record) AS name),
                (SELECT count(*) FROM work_reference WHERE work_reference.work = work.id)
             FROM work ORDER BY key COLLATE BINARY"""
    return [
        WorkOutline(key, type, title, year, language, container, _names(fields), references)
        for key, type, title, year, language, container, fields, references in db.execute(sql)
    ]


@lru_cache(maxsize=10_000)
def _names(fields: str) -> frozenset[str]:
    return frozenset(fields.replace("-", "_").split())


def cited_people(db: Database) -> list[CitedPerson]:
    """Who is named as an author in references, those in the most references first."""
    sql = """SELECT person.key, person.name, count(DISTINCT name.reference) AS "references",
                count(DISTINCT work_reference.work) AS works, count(DISTINCT name.article) AS articles
             FROM name JOIN person_name ON person_name.name = name.id
             JOIN person ON person.id = person_name.person
             LEFT JOIN work_reference ON work_reference.reference = name.reference
             WHERE name.reference IS NOT NULL AND name.role = 'author'
             GROUP BY person.id ORDER BY "references" DESC, works DESC, person.key COLLATE BINARY"""
    return [CitedPerson(*row) for row in db.execute(sql)]
