"""Asking a library at the shell: search, figures, pairs, metadata for Datasette."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from command import Run, run_bibman
from judged import fill


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (["author:хайдарова"], 26),
        (["author:Khaydarova", "year:2019..2020"], 2),
        (["cited-by:001_innovative_productions.txt"], 26),
        (["cited-by:seeds/000_role_of_leaders.txt", "language:ru"], 7),
        (["type:book", "in:ташкент"], 0),
        (["'"], 0),
    ],
)
def test_search_takes_filters(seeded: Run, query: list[str], count: int) -> None:
    ran = seeded("search", *query)
    assert (ran.code, len(ran.out.splitlines())) == (0 if count else 3, count)


def test_export_takes_the_same_queries(seeded: Run) -> None:
    found = {row["id"] for row in seeded("search", "in:zone", "author:xaydarova").rows}
    exported = seeded("export", "in:zone", "author:xaydarova", "--format", "csl-json")
    assert {item["id"] for item in json.loads(exported.out)} == found and found


def test_stats(seeded: Run) -> None:
    rows = seeded("stats").rows
    figures = {(row["about"], row["value"]): (row["count"], row["of"]) for row in rows}
    assert figures["library", "works"] == (33, None)
    assert figures["language", "ru"] == (7, 33)
    assert figures["self-citations", "all articles"] == (26, 33)
    assert figures["field", "publisher (book)"] == (7, 7)
    shares = {row["value"]: row["share"] for row in rows if row["about"] == "self-citations"}
    assert sorted(shares.values()) == [0.0, 0.7879, 1.0]
    first = next(row for row in rows if row["about"] == "person")
    assert (first["person"], first["count"]) == ("xaydarova-mahliyo-xabibullayevna", 26)


def test_stats_for_people_and_for_spreadsheets(seeded: Run) -> None:
    table = seeded("stats", "--format", "table", "--limit", "2").out
    assert "script          Latn" in table and "79%" in table
    assert "year            2010–2019" in table and "2020–2029" in table
    assert "and 18 more" in table
    rows = list(csv.DictReader(StringIO(seeded("stats", "--format", "csv", "--limit", "1").out)))
    assert [row["value"] for row in rows if row["about"] == "type"] == ["article-journal"]
    assert rows[-1]["share"] == "0.79"


def test_pairs_to_decide_of_both_kinds(tmp_path: Path) -> None:
    db = tmp_path / "library.db"
    fill(db, tmp_path)
    works = run_bibman("duplicates", BIBMAN_DB=str(db)).rows
    assert [(row["a"], row["b"]) for row in works] == [("khaydarova2018corpus", "khaydarova2020corpus")]
    table = run_bibman("duplicates", "--format", "table", BIBMAN_DB=str(db)).out
    assert "Corpus linguistics of Uzbek" in table
    people = run_bibman("duplicates", "--kind", "person", BIBMAN_DB=str(db)).rows
    assert {row["a"].split("-")[0] for row in people} == {"karimov"}
    none = run_bibman("duplicates", "--check", "--min-score", "1", BIBMAN_DB=str(db))
    assert (none.code, none.out) == (0, "")
    assert run_bibman("duplicates", "--check", BIBMAN_DB=str(db)).code == 1


def test_it_is_said_where_no_self_citation_can_be_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Adabiyotlar\n1. Karimov A. Suv. – Toshkent: Fan, 2001.\n", "utf-8")
    run("add", tmp_path / "list.txt")
    ran = run("self-citations", cwd=tmp_path)
    unknown, none = ran.err.splitlines()
    assert (ran.code, ran.out) == (0, "")
    assert unknown.endswith("could not be read, so their self-citations are not known: list.txt")
    assert none == "bibman: no reference was found to be by an author of its article."


def test_metadata_for_datasette_is_under_the_name_of_the_file() -> None:
    ran = run_bibman("datasette", "--db", "lists/my works.db")
    assert list(json.loads(ran.out)["databases"]) == ["my works"]


@pytest.mark.parametrize(
    "arguments", [["search", "norov"], ["show", "none"], ["authors", "norov"], ["stats"]]
)
def test_numpy_is_not_loaded_to_answer(tmp_path: Path, arguments: list[str]) -> None:
    """It takes half as long to load as all the rest of a quick answer."""
    fill(tmp_path / "library.db", tmp_path)
    code = f"import sys; from bibman.cli import run; run({arguments!r}); print('numpy' in sys.modules)"
    command = [sys.executable, "-c", code]
    env = {"BIBMAN_DB": str(tmp_path / "library.db"), "PATH": ""}
    done = subprocess.run(command, capture_output=True, env=env, check=True)
    assert done.stdout.splitlines()[-1] == b"False"
