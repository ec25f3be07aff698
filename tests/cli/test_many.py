"""Folders of many articles: several processes, stopped and killed in the middle, one that dies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SEEDS, Run
from terminal import printed_on_a_terminal

from bibman.workers import FEW

COUNT = FEW + 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that differ in a line, some without a list."""
    folder = tmp_path_factory.mktemp("many")
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("00[012]*"))]
    for n in range(COUNT):
        (folder / f"{n:02}.txt").write_text(f"№ {n}\n\n{seeds[n % 3]}", "utf-8")
    return folder


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A file that a process reads until the test says how it goes on."""
    os.mkfifo(tmp_path / "blocked.txt")
    return tmp_path / "blocked.txt"


def begin(tmp_path: Path, *paths: Path, jobs: int = 2) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bibman", "add", "-j", str(jobs), *map(str, paths)]
    env = {**os.environ, "BIBMAN_DB": str(tmp_path / "library.db")}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, env=env, text=True, start_new_session=True)


def statuses(run: Run, *paths: Path) -> list[str]:
    return [row["status"] for row in run("add", *paths).rows]


@pytest.mark.parametrize("command", [["add"], ["extract", "--format", "text"]])
def test_several_processes_give_what_one_gives(
    run: Run, tmp_path: Path, folder: Path, command: list[str]
) -> None:
    bad = tmp_path / "empty.txt"
    bad.touch()
    one = run(*command, bad, folder, "-j", "1", BIBMAN_DB=str(tmp_path / "one.db"))
    two = run(*command, bad, folder, "-j", "2", BIBMAN_DB=str(tmp_path / "two.db"))
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)
    assert one.code == 4
    if command == ["add"]:
        dbs = (str(tmp_path / "one.db"), str(tmp_path / "two.db"))
        assert run("export", BIBMAN_DB=dbs[0]).out == run("export", BIBMAN_DB=dbs[1]).out


def test_a_summary_says_what_became_of_all(run: Run, tmp_path: Path, folder: Path) -> None:
    empty, changed = tmp_path / "empty.txt", tmp_path / "changed.txt"
    empty.touch()
    changed.write_bytes(next(SEEDS.glob("000*")).read_bytes())
    run("add", changed, folder / "00.txt")
    changed.write_bytes(next(SEEDS.glob("001*")).read_bytes())
    ran = run("add", empty, changed, *sorted(folder.glob("0[012].txt")))
    assert ran.err.splitlines()[-1] == (
        "bibman: 5 articles: 2 added, 1 replaced, 1 unchanged, 1 unread; "
        "59 references; 1 without a reference list."
    )


def test_a_file_is_read_again_when_its_encoding_is_named(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(next(SEEDS.glob("000*")).read_text("utf-8").encode("cp1251", "replace"))
    named = ("add", old, "--encoding", "cp1251")
    found = [run(*command).rows[0]["status"] for command in (("add", old), ("add", old), named, named)]
    assert found == ["added", "unchanged", "replaced", "unchanged"]


def test_stopped_by_the_user_it_says_so_and_goes_on_the_next_time(
    run: Run, tmp_path: Path, folder: Path, blocked: Path
) -> None:
    with begin(tmp_path, folder, blocked) as running, blocked.open("wb"):  # opened once it is read
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert running.returncode == 130
    said = re.fullmatch(
        rf"bibman: stopped after (\d+) of {COUNT + 1} articles, which are kept; "
        "the same command goes on from there\n",
        err,
    )
    assert said, err
    again = statuses(run, folder)
    assert again.count("unchanged") >= int(said[1])
    assert {*again} <= {"unchanged", "added"}


def test_killed_it_leaves_no_process_and_goes_on_the_next_time(
    run: Run, tmp_path: Path, folder: Path, blocked: Path
) -> None:
    with begin(tmp_path, folder, blocked) as running:
        with blocked.open("wb"):
            running.kill()
        assert running.communicate() == ("", "")  # comes when the last process has ended
    again = statuses(run, folder)
    assert (len(again), {*again} <= {"unchanged", "added"}) == (COUNT, True)
    assert run("doctor").code == 0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc to find the process in")
def test_a_process_that_dies_over_an_article_is_told_and_the_rest_is_done(
    tmp_path: Path, folder: Path, blocked: Path
) -> None:
    with begin(tmp_path, blocked, folder) as running, blocked.open("wb"):
        (reader,) = readers(blocked)
        os.kill(reader, signal.SIGKILL)
        out, err = running.communicate()
    assert running.returncode == 4
    assert f"{blocked} is given up: the system ended the process, most often since memory ran out" in err
    assert (out.count('"added"'), out.count('"unread"')) == (COUNT, 1)


def readers(path: Path) -> Iterator[int]:
    """The other processes that have the file open."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if link.readlink() == path and int(link.parts[2]) != os.getpid():
                yield int(link.parts[2])
        except OSError:
            continue


def test_a_terminal_shows_how_far_long_work_is_and_then_only_what_to_look_at(
    tmp_path: Path, folder: Path
) -> None:
    more = [folder / f"{n:02}.txt" for n in range(COUNT)]
    printed = on_a_terminal(tmp_path, "add", *more, tmp_path / "none.txt")
    assert re.search(r"reading \[#*-*\] \d+ of 21", printed)
    assert "\x1b[Kjoining works and people ...\r\x1b[K" in printed
    table = printed[printed.index("status") :]
    assert (table.count("no reference list found"), table.count("unread "), table.count(" added ")) == (
        COUNT // 3, 1, COUNT // 3
    )  # fmt: skip


def on_a_terminal(tmp_path: Path, *arguments: str | Path) -> str:
    command = [sys.executable, "-m", "bibman", *map(str, arguments)]
    library = str(tmp_path / "library.db")
    return printed_on_a_terminal(command, COLUMNS="200", BIBMAN_DB=library, TERM="xterm")
