"""The file of a library, open for reading or writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bibman.errors import LibraryError
from bibman.library.connect import connect, explained, reading, writing
from bibman.library.migrations import MIGRATIONS, check_library, create, migrate, version_of


class OpenFile:
    """An open file; whatever is wrong with it is raised as LibraryError, one sentence."""

    def __init__(self, db: Database, path: Path, *, write: bool) -> None:
        """Take over an open database; use ``open_file``."""
        self.path = path
        self._db = db
        self._write = write

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One state of the library for several queries."""
        with explained(self.path), reading(self._db):
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction; LibraryError where the file was opened for reading only."""
        if not self._write:
            raise LibraryError(f"{self.path} was opened for reading only; open it for writing")
        with explained(self.path), writing(self._db):
            yield self._db

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with explained(self.path):
            self._db.close()


def open_file(path: Path, make: bool, write: bool, timeout: int) -> OpenFile:
    """The file at ``path``, brought up to date; ``make`` it where there is none, and then write.

    ``timeout`` is how many milliseconds to wait for another writer.
    """
    with explained(path):
        _check_path(path, make)
        db = connect(path, timeout)
        try:
            check_library(db, path)
            if version_of(db) < len(MIGRATIONS):
                migrate(db, path)
            if not (write or make):
                db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return OpenFile(db, path, write=write or make)


def _check_path(path: Path, make: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; give the path of a library file with --db")
    empty = path.exists() and path.stat().st_size == 0
    if make and (empty or not path.exists()):
        create(path)
    elif empty:
        raise LibraryError(f"{path} is empty; make a library in it with: bibman add FILES --db {path}")
    elif not path.exists():
        raise LibraryError(f"no library at {path}; make one with: bibman add FILES --db {path}")
