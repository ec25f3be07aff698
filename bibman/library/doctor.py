"""Whether the file is whole, and what can be made anew in it."""

from __future__ import annotations

from sqlite_utils import Database


def problems(db: Database) -> list[str]:
    """What is wrong inside the file, a sentence each; none for a whole library."""
    found = [
        f"the file is damaged: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"
    ]
    found += [
        f"a row of {table} points to a row of {parent} that is gone"
        for table, _, parent, _ in db.execute("PRAGMA foreign_key_check")
    ]
    return found


def repair(db: Database) -> None:
    """Build the indexes and the search index anew from the tables, and have the works computed anew."""
    db.execute("REINDEX")
    db.execute("INSERT INTO work_search (work_search) VALUES ('rebuild')")
    db.execute("UPDATE state SET value = 0 WHERE name = 'engine'")
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'revision'")
