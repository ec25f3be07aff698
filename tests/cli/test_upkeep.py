"""Taking out, looking after."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from command import SEEDS, Run


def test_what_is_removed_is_gone_and_can_come_back(run: Run, tmp_path: Path) -> None:
    run("add", SEEDS)
    before = run("export").out
    seed = next(SEEDS.glob("001*"))
    assert run("remove", seed).code == 0
    assert run("export").out.count("\n@") + 1 == 7
    assert run("authors", "Khaydarova").code == 3
    run("add", seed)
    assert run("export").out == before
    assert run("remove", tmp_path / "never-added.txt").code == 3


def test_a_whole_library_is_said_to_be_whole(run: Run) -> None:
    run("add", SEEDS)
    ran = run("doctor")
    assert (ran.code, ran.out, ran.err) == (0, "", "bibman: the library is whole.\n")


def test_a_library_with_a_hole_is_found_and_mended(run: Run, tmp_path: Path) -> None:
    run("add", SEEDS)
    db = sqlite3.connect(tmp_path / "library.db")
    with db:
        db.execute("UPDATE state SET value = value + 1 WHERE name = 'revision'")
        db.execute("DELETE FROM work_reference")
    db.close()
    assert run("doctor").code == 0
    assert run("export").out.count("\n@") + 1 == 33


def test_an_article_named_twice_is_added_once(run: Run, tmp_path: Path) -> None:
    seed = next(SEEDS.glob("000*"))
    ran = run("add", seed, f"{seed.parent}/./{seed.name}")
    assert [(row["status"], row["references"]) for row in ran.rows] == [("added", 7), ("unchanged", 7)]
    assert run("remove", f"{seed.parent}/./{seed.name}").code == 0


def test_a_file_name_that_is_no_text_is_added_again_and_taken_out(run: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")
    Path(odd).write_bytes(next(SEEDS.glob("000*")).read_bytes())
    statuses = [run("add", tmp_path, PYTHONIOENCODING="latin-1").rows[0]["status"] for _ in range(2)]
    assert statuses == ["added", "unchanged"]
    assert run("remove", odd).code == 0


def test_an_unfinished_library_says_so_until_the_work_is_done(run: Run, tmp_path: Path) -> None:
    run("add", SEEDS)
    db = sqlite3.connect(tmp_path / "library.db")
    with db:
        db.execute("UPDATE state SET value = value + 1 WHERE name = 'revision'")
    db.close()
    assert "not up to date" in run("export").err
    run("doctor")
    assert run("export").err == ""


def test_self_citations_are_asked_for_by_the_end_of_a_path(run: Run, tmp_path: Path) -> None:
    text = next(SEEDS.glob("001*")).read_text("utf-8")
    for name in ("1.txt", "11.txt"):
        (tmp_path / name).write_text(f"{text}\n{name}\n", "utf-8")
    run("add", tmp_path / "1.txt", tmp_path / "11.txt")
    assert len(run("self-citations", "1.txt", "--summary").rows) == 1


def test_two_files_of_one_name_in_two_folders_are_two_articles(run: Run, tmp_path: Path) -> None:
    for number, folder in enumerate(("one", "two")):
        (tmp_path / folder).mkdir()
        seed = sorted(SEEDS.glob("00[01]*"))[number]
        (tmp_path / folder / "article.txt").write_bytes(seed.read_bytes())
        assert run("add", "article.txt", cwd=tmp_path / folder).rows[0]["status"] == "added"
    assert run("export").out.count("\n@") + 1 == 33
    shares = run("self-citations", "--summary", cwd=tmp_path / "two").rows
    assert [row["article"] for row in shares] == [str(tmp_path / "one" / "article.txt"), "article.txt"]
    assert run("remove", "two/article.txt", cwd=tmp_path).code == 0
    assert run("export").out.count("\n@") + 1 == 7
