"""Taking out, looking after."""

from __future__ import annotations

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
