"""An older library is brought up to date, after a copy was kept; a migration that fails changes nothing."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from bibman.errors import LibraryError
from bibman.library import Library
from bibman.library.connect import connect
from bibman.library.migrations import MIGRATIONS, migrate, version_of
from bibman.library.schema import APPLICATION_ID, TABLES


def connect_new(path: Path) -> Database:
    """An empty file, which migrations make a library of."""
    path.touch()
    db = connect(path, 1000)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return db


@pytest.fixture
def older(path: Path) -> Path:
    """A library of version 1, which had neither search nor views, with a work in it."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript(TABLES)
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.execute("PRAGMA user_version = 1")
    raw.execute(
        """INSERT INTO work VALUES (1, 'norov2005', '{"type":"book","title":"Ҳуқуқ"}', 'book', 'Ҳуқуқ',
           2005, '', 'hukuk', 'norov', '', '')"""
    )
    raw.close()
    return path


def test_older_library_is_migrated_and_a_copy_kept(older: Path):
    with Library.open(older) as library:
        assert [work.key for work in library.search("Норов")] == ["norov2005"]
        assert [work.language for work in library.outlines()] == [""]
        assert library.problems() == []
    raw = sqlite3.connect(older)
    found = raw.execute("SELECT rowid FROM work_search WHERE work_search MATCH 'ҳуқуқ'").fetchall()
    raw.close()
    assert found == [(1,)]  # as printed, too
    with Library.open(older) as again:
        assert again.stats().works == 1
    copy = sqlite3.connect(older.with_name("library.db.bak-1"))
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT key FROM work").fetchall() == [("norov2005",)]
    assert sorted(p.name for p in older.parent.iterdir()) == ["library.db", "library.db.bak-1"]


def test_judgements_are_numbered_anew_where_undoings_had_shared_their_numbers(path: Path):
    db = connect_new(path)
    migrate(db, path, MIGRATIONS[:3])
    db.execute("UPDATE state SET value = 5")
    for row in (
        "(1, 'work', 'a', 'b', 'same', 'me', '2024-01-01', 'one book', NULL)",
        "(2, 'work', 'a', 'b', 'undecided', 'you', '2024-01-02', 'two', 1)",
        "(3, 'person', 'p', 'q', 'different', 'me', '2024-01-03', '', NULL)",
    ):
        db.execute(f"INSERT INTO judgement VALUES {row}")
    db.execute("INSERT INTO judgement_member VALUES (1, 'a', 'mark of a'), (3, 'b', 'mark of q')")
    db.close()
    with Library.open(path) as library:
        one, other = library.judgements()
        assert (one.number, one.undone, one.undone_who, one.undone_reason) == (1, True, "you", "two")
        assert (other.number, other.undone, other.a, other.b) == (2, False, "p", "q")
        assert not library.regrouping.is_based  # what was judged may be part of the keys of today
        assert [row.get("b_marks") for row in library.export_judgements()] == [None, ["mark of q"]]


def test_without_judgements_the_keys_of_today_are_the_own_keys(older: Path):
    raw = sqlite3.connect(older, isolation_level=None)
    raw.executescript(
        """INSERT INTO run VALUES (1, '0', '');
           INSERT INTO article VALUES (1, '', '', '', '', '', 1);
           INSERT INTO reference VALUES (7, 1, 1, 1, '', '', 1, 1, 1, '', '{}', 0.5, '', '', '');
           INSERT INTO work_reference VALUES (7, 1, 1.0, '')"""
    )
    raw.close()
    with Library.open(older) as library:
        assert library.regrouping.own_keys("work") == {7: "norov2005"}
        assert library.regrouping.is_based


def test_an_earlier_copy_is_never_overwritten(older: Path):
    older.with_name("library.db.bak-1").write_text("mine")
    Library.open(older).close()
    assert older.with_name("library.db.bak-1").read_text() == "mine"
    assert older.with_name("library.db.bak-1-2").exists()


def test_failing_migration_leaves_the_version_before(library: Library, path: Path):
    def drop_and_fail(db: Database) -> None:
        db.execute("DROP TABLE candidate")
        raise sqlite3.OperationalError("no")

    db = connect(path, 1000)
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, path, (*MIGRATIONS, drop_and_fail))
    assert version_of(db) == len(MIGRATIONS)
    db.close()
    assert library.candidates() == []


def test_new_library_keeps_no_copy(library: Library, path: Path):
    assert not list(path.parent.glob("*.bak*"))


def test_later_migration_is_refused_by_an_earlier_bibman(library: Library, path: Path):
    db = connect(path, 1000)
    migrate(db, path, (*MIGRATIONS, lambda db: db.execute("ALTER TABLE run ADD COLUMN host TEXT")))
    db.close()
    with pytest.raises(LibraryError, match="newer bibman"):
        Library.open(path)
