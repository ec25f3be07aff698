"""Datasette is told only of what is there, and every foreign key says which column it refers to."""

import pytest

from bibman.library import Library
from bibman.library.connect import connect
from bibman.library.datasette import metadata


@pytest.fixture
def db(library: Library, put, regroup, path):
    put(library)
    regroup(library, {"Хайдарова": "x2019", "Khaydarova": "k2020", "Норов": "n2005"})
    with connect(path, 1000) as db:
        yield db


def told() -> dict:
    return metadata("library")["databases"]["library"]


def test_tables_and_columns_are_there_and_all_tables_are_told(db):
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    shadows = {name for name in there if "_search" in name}
    tables = told()["tables"]
    assert set(tables) == there - shadows
    for table, settings in tables.items():
        columns = {row[1] for row in db.execute(f"PRAGMA table_xinfo([{table}])")}
        named = {*settings.get("columns", ()), *settings.get("facets", ())}
        named |= {
            settings[setting] for setting in ("label_column", "fts_pk", "sort_desc") if setting in settings
        }
        assert named <= columns, table
        assert settings.get("fts_table", "work_search") in shadows
        assert settings.get("hidden") or (settings["title"] and settings["description"])


def test_queries_run(db):
    queries = told()["queries"]
    works = db.execute(queries["most_cited"]["sql"]).fetchall()
    assert {row[0] for row in works} == {"x2019", "k2020", "n2005"}
    assert [row[2] for row in db.execute(queries["most_spellings"]["sql"])] == [2, 1, 1]
    (row,) = db.query(queries["works_of"]["sql"], {"person": "n2005"})
    assert (row["key"], row["authors"], row["container"]) == ("n2005", "Норов, М", "")


@pytest.mark.parametrize("words", ["назарияси", "НОРОВ", "norov", "hukuk"])
def test_works_are_found_as_they_are_printed_too(db, words: str):
    sql = """SELECT key FROM v_work
             WHERE id IN (SELECT rowid FROM work_search WHERE work_search MATCH ?)"""
    assert db.execute(sql, [words]).fetchall() == [("n2005",)]
    sql = "SELECT form FROM v_name WHERE id IN (SELECT rowid FROM name_search WHERE name_search MATCH ?)"
    assert db.execute(sql, ["НОРОВ"]).fetchall() == [("Норов М.",)]


def test_foreign_keys_name_their_columns(db):
    """Datasette fails on a table whose foreign keys do not."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    keys = [(table, key) for table in tables for key in db.execute(f"PRAGMA foreign_key_list([{table}])")]
    assert len(keys) > 10
    assert [table for table, key in keys if key[4] is None] == []
