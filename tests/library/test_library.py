"""Opening a library, and what is said when it cannot be opened."""

import os
import sqlite3
from pathlib import Path

import pytest

from bibman.errors import LibraryError, NotFoundError, UsageError
from bibman.library import Library

READ_ONLY = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="nothing is read-only for root"
)


def said(path: Path, **options: bool) -> str:
    with pytest.raises(LibraryError) as caught, Library.open(path, **options) as library:
        library.stats()
    sentence = str(caught.value)
    assert "\n" not in sentence and str(path) in sentence
    return sentence


def test_readers_never_make_a_file(tmp_path: Path):
    path = tmp_path / "folder" / "library.db"
    assert said(path) == f"no library at {path}; make one with: bibman add FILES --db {path}"
    assert said(path, write=True).startswith("no library at")
    assert list(tmp_path.iterdir()) == []


def test_create_makes_folders_and_leaves_one_file(tmp_path: Path):
    path = tmp_path / "folder" / "library.db"
    with Library.open(path, create=True) as library:
        assert library.stats().articles == 0
    assert [p.name for p in path.parent.iterdir()] == ["library.db"]


def test_readers_leave_one_file(library: Library, path: Path, put):
    put(library)
    library.close()
    with Library.open(path) as reader:
        assert reader.stats().references == 3
    assert [p.name for p in path.parent.iterdir()] == ["library.db"]


def test_create_opens_what_is_there(library: Library, path: Path, put):
    put(library)
    with Library.open(path, create=True) as again:
        assert again.stats().articles == 1


def test_empty_file_becomes_a_library_only_by_create(path: Path):
    path.touch()
    assert "is empty" in said(path)
    with Library.open(path, create=True) as library:
        assert library.stats().articles == 0


@pytest.mark.parametrize(
    "content", [b"@article{a, title={A}}\n" * 99, b"\x00" * 5000, b"SQLite format 3\x00oh"]
)
def test_not_a_database(path: Path, content: bytes):
    path.write_bytes(content)
    for options in ({}, {"write": True}, {"create": True}):
        assert "is not a bibman library" in said(path, **options)
    assert path.read_bytes() == content


def test_database_of_another_program(path: Path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    assert "a file of another program" in said(path, create=True)


def test_folder(tmp_path: Path):
    assert "is a folder" in said(tmp_path, create=True)


def test_file_where_a_folder_should_be(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    said(tmp_path / "file" / "library.db")
    said(tmp_path / "file" / "library.db", create=True)


def test_newer_library(library: Library, path: Path):
    library.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    for options in ({}, {"create": True}):
        sentence = said(path, **options)
        assert "newer bibman" in sentence and "99" in sentence and "update bibman" in sentence


def test_damaged_library(library: Library, path: Path, put):
    for number in range(40):
        put(library, f"{number}.txt")
    library.close()
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:4096] + os.urandom(len(whole) - 4096)):
        path.write_bytes(damaged)
        with pytest.raises(LibraryError, match=r"damaged|could not be used"), Library.open(path) as opened:
            opened.references()
            opened.persons()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can make a file")
def test_folder_that_cannot_be_written():
    assert "cannot be opened" in said(Path("/proc/library.db"), create=True)


@READ_ONLY
def test_read_only_folder_can_be_read(library: Library, path: Path, put):
    put(library)
    library.close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with Library.open(path) as reader:
            assert reader.stats().articles == 1
        with Library.open(path, write=True) as writer, pytest.raises(LibraryError, match="cannot be written"):
            put(writer, "b.txt")
    finally:
        path.parent.chmod(0o700)


@READ_ONLY
def test_older_library_in_a_read_only_folder(library: Library, path: Path):
    library.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    path.parent.chmod(0o500)
    try:
        assert "older bibman" in said(path)
    finally:
        path.parent.chmod(0o700)


def test_locked_by_another_process(library: Library, path: Path, put, monkeypatch):
    monkeypatch.setenv("BIBMAN_BUSY_TIMEOUT_MS", "10")
    with Library.open(path, write=True) as other:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match=r"locked by another process; wait"):
            put(other)
        assert other.stats().articles == 0  # readers are not held up
        holder.close()
        assert put(other) == "added"


def test_odd_timeout(path: Path, library: Library, monkeypatch):
    monkeypatch.setenv("BIBMAN_BUSY_TIMEOUT_MS", "soon")
    with pytest.raises(UsageError, match="number of milliseconds"):
        Library.open(path)


def test_reader_cannot_write(library: Library, path: Path, put):
    with Library.open(path) as reader, pytest.raises(LibraryError, match="for reading only"):
        put(reader)


def test_closed_library(library: Library):
    library.close()
    library.close()
    with pytest.raises(LibraryError):
        library.stats()


def test_errors_of_ours_pass_unchanged(library: Library):
    with pytest.raises(NotFoundError, match="no work ivanov2001"):
        library.work("ivanov2001")


def test_doctor_finds_rows_that_point_nowhere(library: Library, path: Path, put):
    put(library)
    assert library.problems() == []
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("UPDATE reference SET article = 77 WHERE ordinal = 1")
    raw.close()
    assert any("row of reference" in problem for problem in library.problems())


def test_repair_rebuilds_the_search_index(library: Library, path: Path, put, regroup):
    put(library)
    regroup(library, {"Норов": "norov2005"})
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("INSERT INTO work_search (work_search) VALUES ('delete-all')")
    raw.close()
    assert library.search("norov") == []
    library.repair()
    assert [work.key for work in library.search("norov")] == ["norov2005"]
