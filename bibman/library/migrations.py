"""Making a library, and bringing an older one up to date."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlite_utils import Database

from bibman.errors import LibraryError
from bibman.library.columns import read_record
from bibman.library.connect import writing
from bibman.library.printed import with_printed
from bibman.library.schema import (
    APPLICATION_ID,
    ASKING,
    DECISIONS,
    GROUPING,
    PEOPLED,
    READING,
    REPEATS,
    SEARCH,
    TABLES,
    VIEWS,
)

Migration = Callable[[Database], object]

#: A foreign key that names no column.
_REFERENCES = re.compile(r"REFERENCES (\w+)\b(?! *\()")


def _make_tables(db: Database) -> None:
    db.executescript(TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _make_search_and_views(db: Database) -> None:
    db.executescript(SEARCH)
    db.executescript(VIEWS)


def _tell_repeats(db: Database) -> None:
    db.execute(REPEATS)


def _keep_decisions(db: Database) -> None:
    db.executescript(DECISIONS)


def _let_persons_wait(db: Database) -> None:
    db.execute(PEOPLED)


def _group_around_changes(db: Database) -> None:
    db.executescript(GROUPING)


def _answer_quickly(db: Database) -> None:
    _name_referenced_columns(db)
    db.executescript(ASKING)
    db.executescript(READING)
    _find_as_printed(db)


def _name_referenced_columns(db: Database) -> None:
    """Write out which column each foreign key refers to: Datasette does not look it up.

    What the tables hold stays as it is, so their definitions are changed alone
    (https://sqlite.org/lang_altertable.html).
    """
    named = {"judgement": "number"}
    db.execute("PRAGMA writable_schema = ON")
    for table, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        written = _REFERENCES.sub(lambda found: f"{found[0]} ({named.get(found[1], 'id')})", sql)
        db.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", [written, table])
    db.execute("PRAGMA writable_schema = RESET")


def _find_as_printed(db: Database) -> None:
    """Let works be found by their words as they are printed, too."""
    (trigger,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'work_search_update'").fetchone()
    db.execute("DROP TRIGGER work_search_update")
    db.register_function(
        lambda folded, record: with_printed(folded, read_record(record)), name="with_printed"
    )
    db.execute("UPDATE work SET folded_text = with_printed(folded_text, record)")
    db.execute(trigger)
    db.execute("INSERT INTO work_search (work_search) VALUES ('rebuild')")


#: In order; a library's version (``PRAGMA user_version``) is how many of them it has seen. Only ever append.
MIGRATIONS: tuple[Migration, ...] = (
    _make_tables, _make_search_and_views, _tell_repeats, _keep_decisions, _let_persons_wait,
    _group_around_changes, _answer_quickly,
)  # fmt: skip


def version_of(db: Database) -> int:
    """How many migrations the library has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check_library(db: Database, path: Path, newest: int = len(MIGRATIONS)) -> None:
    """Raise LibraryError unless the file is a bibman library that this version understands."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(
            f"{path} is not a bibman library but a file of another program; give another path with --db"
        )
    if version_of(db) > newest:
        raise LibraryError(
            f"{path} was written by a newer bibman (library version {version_of(db)}, known here: {newest}); "
            "update bibman"
        )


def _copy_name(path: Path, version: int) -> Path:
    name = f"{path.name}.bak-{version}"
    number = 1
    while (copy := path.with_name(name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return copy


def keep_copy(path: Path, version: int) -> Path:
    """Copy the library to ``PATH.bak-VERSION`` (never over another copy) and give the copy's path."""
    copy = _copy_name(path, version)
    unfinished = copy.with_name(f"{copy.name}.new-{os.getpid()}")
    source, target = sqlite3.connect(path), sqlite3.connect(unfinished)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    unfinished.replace(copy)
    return copy


def migrate(db: Database, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply what the library has not seen yet, each in a transaction, after keeping a copy beside it."""
    kept = version_of(db) == 0  # a library in the making needs no copy
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise LibraryError(
            f"{path} was written by an older bibman and has to be brought up to date; "
            "make the file and its folder writable"
        )
    while version_of(db) < len(migrations):
        with writing(db):
            version = version_of(db)  # another process may have been faster
            if version >= len(migrations):
                return
            if not kept:
                keep_copy(path, version)
                kept = True
            migrations[version](db)
            db.execute(f"PRAGMA user_version = {version + 1}")


def _put_in_place(made: Path, path: Path) -> None:
    if path.exists() and path.stat().st_size == 0:
        made.replace(path)
        return
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass  # another process made the library in the meantime
    except OSError:  # a file system without hard links
        if not path.exists():
            made.replace(path)


def create(path: Path) -> None:
    """Make an empty library at ``path``: whole or not at all, and never over an existing one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.new-{os.getpid()}")
    made.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(made, isolation_level=None)
        with Database(connection, execute_plugins=False) as db:
            db.enable_wal()
            migrate(db, made)
        _put_in_place(made, path)
    finally:
        made.unlink(missing_ok=True)
