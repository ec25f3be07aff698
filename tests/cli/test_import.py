"""`bibman import` as it is run: rows, again, broken entries, changed keys, folders, standard input."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import SEEDS, Run

BIB = """
@article{knuth1984,
  author = {Knuth, Donald E.}, title = {Literate Programming}, journaltitle = {The Computer Journal},
  date = {1984}, volume = {27}, number = {2}, pages = {97--111}, keywords = {web, tex},
}
@book{navoiy1987, author = {Навоий, Алишер}, title = {Мукаммал асарлар тўплами}, publisher = {Фан}, date = {1987}}
"""
RIS = """TY  - BOOK
ID  - navoiy1987
AU  - Smith, Anna
TI  - Glaciers of the Tian Shan
PY  - 2020
ER  -
TY  - JOUR
ID  - lit
AU  - Knuth, D. E.
TI  - Literate programming
JO  - The Computer Journal
PY  - 1984
VL  - 27
SP  - 97
EP  - 111
ER  -
"""


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "mine.bib"
    path.write_text(BIB, "utf-8")
    return path


@pytest.fixture
def ris(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.ris"
    path.write_text(RIS, "utf-8")
    return path


def test_again_is_safe_and_a_changed_file_is_replaced(run: Run, bib: Path) -> None:
    ran = run("import", bib)
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows == [{"source": str(bib), "status": "added", "records": 2, "message": ""}]
    assert run("import", bib).rows[0]["status"] == "unchanged"
    bib.write_text(BIB.replace("Мукаммал", "Танланган"), "utf-8")
    assert run("import", bib).rows[0]["status"] == "replaced"
    assert [(row["id"], row.get("keyword")) for row in run("search", "tanlangan").rows] == [
        ("navoiy1987", None)
    ]
    assert "keywords = {web, tex}" in run("export", "knuth").out


def test_a_key_that_another_work_has_gets_a_number(run: Run, bib: Path, ris: Path) -> None:
    ran = run("import", bib, ris)
    assert ran.code == 0
    assert [row["message"] for row in ran.rows] == ["", "1 key changed, since other works have them"]
    assert ran.err == (
        f"bibman: {ris}:1: another work has the key navoiy1987; this one is navoiy1987-2 in the library\n"
    )
    shown = run("show", "lit", "--format", "jsonl")
    assert shown.err == "bibman: lit is part of knuth1984 now.\n"
    assert [(r["article"], r["start_line"]) for r in shown.rows[0]["references"]] == [
        (str(bib), 2),
        (str(ris), 7),
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    run: Run, bib: Path, ris: Path, tmp_path: Path
) -> None:
    bib.write_text("@book{open, title={A\n" + BIB, "utf-8")
    ran = run("import", tmp_path / "none.bib", next(SEEDS.glob("000*")), bib, ris)
    assert ran.code == 4
    assert [(row["status"], row["records"]) for row in ran.rows] == [
        ("unread", 0), ("unread", 0), ("added", 2), ("added", 2),
    ]  # fmt: skip
    assert ran.rows[2]["message"] == "1 entry could not be read"
    assert f"bibman: {bib}:1: " in ran.err
    assert "no bibliography" in ran.err


def test_folders_and_standard_input_and_out_again(run: Run, bib: Path, ris: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a bibliography")
    ran = run("import", tmp_path, "-", stdin=b"TY  - BOOK\nTI  - Steppe\nER  - \n", cwd=tmp_path)
    assert [row["records"] for row in ran.rows] == [2, 2, 1]
    assert (run("self-citations").out, run("self-citations", "--summary").out) == ("", "")
    removed = run("remove", bib, ris, ran.rows[2]["source"], cwd=tmp_path)
    assert (removed.code, run("export").out) == (0, "")


def test_a_bibliography_that_is_added_is_told_where_it_belongs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.bib").write_text("@book{k, title = {Xamsa}, year = 1960}", "utf-8")
    (row,) = run("add", tmp_path / "old.bib").rows
    assert row["message"] == "no reference list found; bring a bibliography in with: bibman import"
