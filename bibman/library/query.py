"""Reading what the stages of the pipeline need: everything, with ids."""

from __future__ import annotations

from collections import defaultdict

from sqlite_utils import Database

from bibman.library.columns import read_name, read_printed, read_reference
from bibman.library.rows import Kind, Mention, StoredReference
from bibman.model import Name

Names = dict[int, list[tuple[str, Name]]]

#: What works and persons are made of, as tables.
MEMBERS = {"work": "reference", "person": "name"}


def revision(db: Database) -> int:
    """A number that grows with every change that works and persons depend on."""
    return int(db.execute("SELECT value FROM state WHERE name = 'revision'").fetchone()[0])


def is_stale(db: Database) -> bool:
    """Whether works and persons have to be computed again."""
    state = dict(db.execute("SELECT name, value FROM state").fetchall())
    return bool(state["revision"] != state["grouped"])


def is_based(db: Database) -> bool:
    """Whether the own keys of all members are those of the articles as they are."""
    state = dict(db.execute("SELECT name, value FROM state").fetchall())
    return bool(state["based"] >= state["articles"])


def own_keys(db: Database, kind: Kind) -> dict[int, str]:
    """The key that each reference (or mention) has by the articles alone, whatever was judged, by id."""
    return dict(
        db.execute(f"SELECT id, own_key FROM {MEMBERS[kind]} WHERE own_key <> '' ORDER BY id").fetchall()
    )


def printed_names(db: Database, where: str = "", parameters: tuple[object, ...] = ()) -> Names:
    """The names in each reference (by id), each with its role, in printed order."""
    sql = f"""SELECT * FROM name WHERE reference IS NOT NULL AND NOT again {where}
              ORDER BY reference, role, position"""
    names: defaultdict[int, list[tuple[str, Name]]] = defaultdict(list)
    for row in db.query(sql, parameters):
        names[row["reference"]].append((row["role"], read_name(row)))
    return names


def references(db: Database) -> list[StoredReference]:
    """All references in the order the articles came in, each list in its own order."""
    names = printed_names(db)
    sql = """SELECT reference.*, path FROM reference JOIN first_path USING (article)
             ORDER BY reference.article, ordinal"""
    return [
        StoredReference(
            row["id"], row["article"], row["path"], row["ordinal"], read_reference(row),
            read_printed(row, names.get(row["id"], ())),
        )
        for row in db.query(sql)
    ]  # fmt: skip


def ordinals(db: Database) -> dict[int, int]:
    """The number of each reference in its article, by its id."""
    return dict(db.execute("SELECT id, ordinal FROM reference").fetchall())


def mentions(db: Database) -> list[Mention]:
    """All names where they were printed: of each article the byline first, then reference by reference."""
    sql = """SELECT name.*, path FROM name JOIN first_path USING (article)
             LEFT JOIN reference ON reference.id = name.reference
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


def keys(db: Database, kind: Kind) -> dict[int, str]:
    """The key of the work of each reference (or of the person of each mention), by id."""
    member = MEMBERS[kind]
    sql = f"""SELECT m.{member}, g.key FROM {kind}_{member} AS m JOIN {kind} AS g ON g.id = m.{kind}
              ORDER BY m.{member}"""
    return dict(db.execute(sql).fetchall())


def first_keys(db: Database, kind: Kind) -> dict[int, str]:
    """The key that each reference (or mention) was first known under, by id; it outlives merging."""
    return dict(
        db.execute(f"SELECT id, first_key FROM {MEMBERS[kind]} WHERE first_key <> '' ORDER BY id").fetchall()
    )
