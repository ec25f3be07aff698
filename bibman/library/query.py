"""Reading what the stages of the pipeline need: everything, with ids."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from bibman.library.columns import NAME_PARTS, read_name, read_printed, read_reference
from bibman.library.rows import BIBLIOGRAPHIES, Kind, Mention, StoredReference
from bibman.model import Name

Names = dict[int, list[tuple[str, Name]]]

#: What works and persons are made of, as tables.
MEMBERS = {"work": "reference", "person": "name"}

#: The state that tells at which revision works and persons were computed.
COMPUTED = {"work": "grouped", "person": "peopled"}


def revision(db: Database) -> int:
    """A number that grows with every change that works and persons depend on."""
    return int(db.execute("SELECT value FROM state WHERE name = 'revision'").fetchone()[0])


def is_stale(db: Database, kind: Kind) -> bool:
    """Whether works (or persons) have to be computed again."""
    state = dict(db.execute("SELECT name, value FROM state").fetchall())
    return bool(state["revision"] != state[COMPUTED[kind]])


def waiting_names(db: Database) -> int:
    """How many names at most came in since persons were computed, without counting all that are there."""
    sql = "SELECT coalesce((SELECT max(id) FROM name), 0) - coalesce((SELECT max(name) FROM person_name), 0)"
    return int(db.execute(sql).fetchone()[0])


def is_based(db: Database) -> bool:
    """Whether the own keys of all members are those of the articles as they are."""
    state = dict(db.execute("SELECT name, value FROM state").fetchall())
    return bool(state["based"] >= state["articles"])


def own_keys(db: Database, kind: Kind, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The key that each reference (or mention) has by the articles alone, whatever was judged, by id."""
    member = MEMBERS[kind]
    where, parameters = only(ids, member)
    sql = f"SELECT {member}, own_key FROM {member}_key WHERE {where} ORDER BY {member}"
    return dict(db.execute(sql, parameters).fetchall())


def only(ids: Iterable[int | str] | None, column: str = "id") -> tuple[str, list[str]]:
    """The condition that a column holds one of these ids (or keys), any for None, and its parameter."""
    if ids is None:
        return "1", []
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]


def printed_names(db: Database, where: str = "", parameters: Sequence[object] = ()) -> Names:
    """The names in each reference (by id), each with its role, in printed order."""
    sql = f"""SELECT reference, role, {", ".join(NAME_PARTS)} FROM name
              WHERE reference IS NOT NULL AND NOT again {where} ORDER BY reference, role, position"""
    names: defaultdict[int, list[tuple[str, Name]]] = defaultdict(list)
    for reference, role, *parts in db.execute(sql, parameters):
        names[reference].append((role, Name(*parts)))
    return names


def references(db: Database) -> list[StoredReference]:
    """All references in the order the articles came in, each list in its own order."""
    names = printed_names(db)
    sql = """SELECT reference.*, path, media_type FROM reference JOIN first_path USING (article)
             JOIN article ON article.id = reference.article ORDER BY reference.article, ordinal"""
    return [
        StoredReference(
            row["id"], row["article"], row["path"], row["ordinal"], read_reference(row),
            read_printed(row, names.get(row["id"], ())), row["media_type"] in BIBLIOGRAPHIES.values(),
        )
        for row in db.query(sql)
    ]  # fmt: skip


def ordinals(db: Database) -> dict[int, int]:
    """The number of each reference in its article, by its id."""
    return dict(db.execute("SELECT id, ordinal FROM reference").fetchall())


def mentions(db: Database, signed: bool = False) -> list[Mention]:
    """All names where they were printed: of each article the byline first, then reference by reference.

    ``signed``: only those of articles that have a byline.
    """
    where = "name.article IN (SELECT article FROM name WHERE reference IS NULL)" if signed else "1"
    sql = f"""SELECT name.*, path FROM name JOIN first_path USING (article)
             LEFT JOIN reference ON reference.id = name.reference WHERE {where}
             ORDER BY name.article, reference.ordinal NULLS FIRST, role, position, again, name.id"""
    return [
        Mention(
            row["id"],
            row["article"],
            row["path"],
            row["reference"],
            row["role"],
            row["position"],
            read_name(row),
            bool(row["again"]),
        )
        for row in db.query(sql)
    ]


def keys(db: Database, kind: Kind, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The key of the work of each reference (or of the person of each mention), by id."""
    member = MEMBERS[kind]
    where, parameters = only(ids, f"m.{member}")
    sql = f"""SELECT m.{member}, g.key FROM {kind}_{member} AS m JOIN {kind} AS g ON g.id = m.{kind}
              WHERE {where} ORDER BY m.{member}"""
    return dict(db.execute(sql, parameters).fetchall())


def first_keys(db: Database, kind: Kind, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The key that each reference (or mention) was first known under, by id; it outlives merging."""
    member = MEMBERS[kind]
    where, parameters = only(ids)
    sql = f"""SELECT id, iif(first_key <> '', first_key, own_key) AS key
              FROM {member} LEFT JOIN {member}_key ON {member}_key.{member} = {member}.id
              WHERE {where} AND key <> '' ORDER BY id"""
    return dict(db.execute(sql, parameters).fetchall())
