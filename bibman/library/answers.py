"""Reading what people ask: works with references, persons with spellings, articles, pairs, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from bibman.errors import NotFoundError
from bibman.library.columns import read_name, read_printed, read_record, storable
from bibman.library.query import Names, only, printed_names
from bibman.library.rows import (
    CandidatePair,
    Counts,
    Kind,
    LostKey,
    NameForm,
    PersonWithNames,
    PlacedReference,
    StoredArticle,
    WorkWithReferences,
)
from bibman.model import Name, Work

_PLACED = """SELECT reference.*, path, coalesce(work.key, '') AS key,
                coalesce(work_reference.score, 0.0) AS score, coalesce(work_reference.reason, '') AS reason
             FROM reference JOIN first_path USING (article)
             LEFT JOIN work_reference ON work_reference.reference = reference.id
             LEFT JOIN work ON work.id = work_reference.work"""


def works(db: Database) -> list[Work]:
    """All works by key."""
    sql = "SELECT key, record FROM work ORDER BY key COLLATE BINARY"
    return [Work(key, read_record(record)) for key, record in db.execute(sql)]


def work(db: Database, key: str) -> WorkWithReferences:
    """The work with every reference to it; NotFoundError if there is none under this key."""
    row = db.execute("SELECT id, key, record FROM work WHERE key = ?", [storable(key)]).fetchone()
    if row is None:
        raise NotFoundError(f"no work {key} in the library; bibman search finds works and their keys")
    inside = "AND reference IN (SELECT reference FROM work_reference WHERE work = ?)"
    rows = db.query(f"{_PLACED} WHERE work_reference.work = ? ORDER BY reference.article, ordinal", [row[0]])
    return WorkWithReferences(
        row[1], read_record(row[2]), tuple(_placed(rows, printed_names(db, inside, (row[0],))))
    )


def keys(db: Database, kind: Kind, beginning: str = "") -> list[str]:
    """The keys of works (or persons) that begin so, without regard to case."""
    rows = db.execute(f"SELECT key FROM {kind} ORDER BY key COLLATE BINARY")
    return [key for (key,) in rows if key.casefold().startswith(beginning.casefold())]


def _placed(rows: Iterable[Mapping[str, Any]], names: Names) -> list[PlacedReference]:
    return [
        PlacedReference(
            row["path"], row["ordinal"], row["label"], row["page"], row["start_line"], row["end_line"],
            row["text"], row["mended"], row["key"], row["score"], row["reason"],
            read_printed(row, names.get(row["id"], ())),
        )
        for row in rows
    ]  # fmt: skip


def article_references(db: Database, path: str) -> list[PlacedReference]:
    """The references of the article at the path, in order; NotFoundError if the path is unknown."""
    row = db.execute("SELECT article FROM article_path WHERE path = ?", [storable(path)]).fetchone()
    if row is None:
        raise NotFoundError(f"no article {path} in the library; put it in with: bibman add {path}")
    rows = db.query(f"{_PLACED} WHERE reference.article = ? ORDER BY ordinal", [row[0]])
    return _placed(rows, printed_names(db, "AND article = ?", (row[0],)))


def lost_keys(db: Database, path: str) -> list[LostKey]:
    """The entries of the bibliography at the path whose keys are those of other works, in order."""
    sql = """SELECT reference.start_line, reference.first_key, work.key
             FROM article_path JOIN reference USING (article)
             JOIN work_reference ON work_reference.reference = reference.id
             JOIN work ON work.id = work_reference.work
             JOIN work AS other ON other.key = reference.first_key
             WHERE path = ? AND other.id <> work.id AND reference.first_key = reference.label
             ORDER BY ordinal"""
    return [LostKey(*row) for row in db.execute(sql, [storable(path)])]


def articles(db: Database) -> list[StoredArticle]:
    """All articles in the order they came in."""
    paths: defaultdict[int, list[str]] = defaultdict(list)
    for article, path in db.execute("SELECT article, path FROM article_path ORDER BY id"):
        paths[article].append(path)
    authors: defaultdict[int, list[Name]] = defaultdict(list)
    for row in db.query(
        "SELECT * FROM name WHERE reference IS NULL AND NOT again ORDER BY article, position"
    ):
        authors[row["article"]].append(read_name(row))
    sql = """SELECT article.*, count(reference.id) AS "references", count(DISTINCT work) AS works FROM article
             LEFT JOIN reference ON reference.article = article.id
             LEFT JOIN work_reference ON work_reference.reference = reference.id
             GROUP BY article.id ORDER BY article.id"""
    return [
        StoredArticle(
            row["id"], paths[row["id"]][0], tuple(paths[row["id"]]), row["sha256"], row["title"],
            tuple(authors[row["id"]]), row["media_type"], row["encoding"], row["reader"], row["references"],
            row["works"],
        )
        for row in db.query(sql)
    ]  # fmt: skip


def persons(db: Database, ids: Iterable[int] | None = None) -> list[PersonWithNames]:
    """Persons by key, these (ids) or all, with their spellings, works and number of articles."""
    ids = None if ids is None else list(ids)
    where, parameters = only(ids, "person")
    # A cross join is done in this order: from the persons asked for to their names.
    sql = f"""SELECT person, form, script, path FROM person_name
              CROSS JOIN name ON name.id = person_name.name CROSS JOIN first_path USING (article)
              WHERE {where} ORDER BY person, name.article, name.id"""
    printed: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for person, form, script, path in db.execute(sql, parameters):
        printed[person].append((form, script, path))
    keys: defaultdict[int, list[str]] = defaultdict(list)
    sql = f"""SELECT DISTINCT person, key FROM person_name JOIN name ON name.id = person_name.name
              JOIN work_reference USING (reference) JOIN work ON work.id = work_reference.work
              WHERE {where} ORDER BY person, key COLLATE BINARY"""
    for person, key in db.execute(sql, parameters):
        keys[person].append(key)
    where, parameters = only(ids)
    sql = f"SELECT id, key, name FROM person WHERE {where} ORDER BY key COLLATE BINARY"
    return [
        PersonWithNames(
            key, name, _forms(printed[id]), tuple(keys[id]), len({path for _, _, path in printed[id]})
        )
        for id, key, name in db.execute(sql, parameters)
    ]


def person(db: Database, key: str) -> PersonWithNames:
    """The person; NotFoundError if there is none under this key."""
    row = db.execute("SELECT id FROM person WHERE key = ?", [storable(key)]).fetchone()
    if row is None:
        raise NotFoundError(f"no person {key} in the library; bibman authors finds people and their keys")
    (found,) = persons(db, row)
    return found


def titles(db: Database, keys: Iterable[str]) -> dict[str, str]:
    """The title of each of these works, by key."""
    where, parameters = only(keys, "key")
    return dict(db.execute(f"SELECT key, title FROM work WHERE {where}", parameters).fetchall())


def _forms(printed: Iterable[tuple[str, str, str]]) -> tuple[NameForm, ...]:
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for form, script, path in printed:
        places[form, script].append(path)
    forms = [
        NameForm(form, script, len(paths), tuple(dict.fromkeys(paths)))
        for (form, script), paths in places.items()
    ]
    return tuple(sorted(forms, key=lambda form: (-form.count, form.form)))


def candidates(db: Database, kind: Kind | None = None, judged: bool = False) -> list[CandidatePair]:
    """The pairs to decide, the likeliest first; with ``judged`` also those that were decided since."""
    sql = f"""SELECT kind, a, b, verdict, score, reason FROM {"candidate" if judged else "v_review"}
              WHERE ? IS NULL OR kind = ? ORDER BY kind DESC, score DESC, a, b"""
    return [CandidatePair(*row) for row in db.execute(sql, [kind, kind])]


def counts(db: Database) -> Counts:
    """How much of each thing there is; of pairs those to decide, of judgements those in force."""
    tables = ("article", "reference", "work", "person", "name", "v_review", "judgement_in_force")
    return Counts(*(int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables))
