"""Opening the SQLite file, transactions, and every sqlite3 error turned into a sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from sqlite_utils import Database

from bibman.errors import LibraryError, UsageError

BUSY_TIMEOUT_MS = 30_000

# Primary result codes of SQLite (https://sqlite.org/rescode.html) and what they mean to the user.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is locked by another process; wait until it has finished, then run again",
    sqlite3.SQLITE_LOCKED: "{path} is locked by another process; wait until it has finished, then run again",
    sqlite3.SQLITE_NOTADB: "{path} is not a bibman library; give the path of another file with --db",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged ({error}); put a copy of it back, or try: bibman doctor",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; check that you may read and write it and its folder",
    sqlite3.SQLITE_PERM: "{path} cannot be opened; check its permissions",
    sqlite3.SQLITE_FULL: "there is no space left to write {path}; make room on the disk, then run again",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written ({error}); check the disk, then run again",
}
_OTHER = "{path} could not be used ({error}); try: bibman doctor"


def explain(error: Exception, path: Path) -> LibraryError:
    """The error as one sentence that names the file and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    sentence = _SENTENCES[sqlite3.SQLITE_CORRUPT] if isinstance(error, JSONDecodeError) else _OTHER
    return LibraryError(_SENTENCES.get(code, sentence).format(path=path, error=error))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Whatever SQLite or the file system has against the file at ``path`` leaves as a LibraryError."""
    try:
        yield
    except (sqlite3.Error, JSONDecodeError) as error:
        raise explain(error, path) from error
    except PermissionError as error:
        raise LibraryError(
            f"{path} cannot be opened; check the permissions of the file and its folder"
        ) from error
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be used ({error.strerror}); check the path and the disk"
        ) from error


def busy_timeout(milliseconds: int | None = None) -> int:
    """How many milliseconds to wait for others: the argument, BIBMAN_BUSY_TIMEOUT_MS, or 30,000."""
    if milliseconds is not None:
        return milliseconds
    text = os.environ.get("BIBMAN_BUSY_TIMEOUT_MS", "").strip()
    if not text:
        return BUSY_TIMEOUT_MS
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"BIBMAN_BUSY_TIMEOUT_MS is {text!r}; give a number of milliseconds")
    return int(text)


def _connect(path: Path, options: str, timeout: int) -> Database:
    uri = f"{path.absolute().as_uri()}?{options}"
    # No implicit transactions: each begins where this package says so.
    connection = sqlite3.connect(uri, uri=True, timeout=timeout / 1000, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {timeout}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first look into the file
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _unwritten(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def connect(path: Path, timeout: int) -> Database:
    """The database at ``path``, which must exist; on a read-only disk it is opened as it lies there."""
    try:
        return _connect(path, "mode=rw", timeout)
    except sqlite3.OperationalError:
        # In WAL mode even a reader needs two files beside the library; where none can be made and nobody is
        # writing, the file itself is the whole truth.
        if os.access(path.parent, os.W_OK) or not os.access(path, os.R_OK) or not _unwritten(path):
            raise
        return _connect(path, "mode=ro&immutable=1", timeout)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that has the right to write from its first moment; all of it happens or nothing."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def keeping_pages(db: Database, kibibytes: int) -> Iterator[None]:
    """So much memory for pages meanwhile: where much is written, each goes to the disk fewer times."""
    (before,) = db.execute("PRAGMA cache_size").fetchone()
    db.execute(f"PRAGMA cache_size = -{kibibytes}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = {before}")


@contextmanager
def without_triggers(db: Database, table: str, like: str = "%") -> Iterator[None]:
    """The table's triggers whose names are like this sleep meanwhile; what they do is left to the caller."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE ?"
    triggers = db.execute(sql, [table, like]).fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, text in triggers:
        db.execute(text)


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """One state of the library for several queries, whatever others write meanwhile."""
    with db.atomic():
        yield
