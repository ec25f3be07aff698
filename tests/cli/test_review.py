"""Deciding one by one: at a terminal with single keys, elsewhere from a file."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Run, run_bibman
from judged import fill

from bibman.library import Library

Pressed = Callable[..., tuple[int, str]]
ASKED = b"[s/d/l/u/b/q/?]"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    fill(folder / "library.db", folder)
    return folder / "library.db"


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "library.db"))


@pytest.fixture
def run(db: Path) -> Run:
    def ran(*arguments: str | Path, stdin: bytes = b""):
        return run_bibman(*arguments, stdin=stdin, BIBMAN_DB=str(db), BIBMAN_WHO="Anna")

    return ran


def listens(terminal: int) -> bool:
    """Whether the program reads single keys now; what is pressed before is thrown away by the terminal."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


@pytest.fixture
def press(db: Path) -> Pressed:
    """Run `bibman review` on a real terminal and press one key each time it asks; "^" interrupts it."""

    def pressed(keys: str, **more: str) -> tuple[int, str]:
        mine, theirs = pty.openpty()
        env = {
            **os.environ,
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "BIBMAN_DB": str(db),
            "BIBMAN_WHO": "Anna",
            **more,
        }
        command = [sys.executable, "-m", "bibman", "review"]
        printed, waiting, patience = b"", list(keys), 3000
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
            os.close(theirs)
            while patience:
                patience -= 1
                ready, _, _ = select.select([mine], [], [], 0.01)
                try:
                    printed += os.read(mine, 65536) if ready else b""
                except OSError:  # the other end is closed
                    break
                if waiting and printed.count(ASKED) > len(keys) - len(waiting) and listens(mine):
                    key = waiting.pop(0)
                    if key == "^":
                        process.send_signal(signal.SIGINT)
                    else:
                        os.write(mine, key.encode())
            if not patience:
                process.kill()
        os.close(mine)
        return process.returncode, printed.decode("utf-8").replace("\r\n", "\n")

    return pressed


def verdicts(db: Path) -> list[str]:
    with Library.open(db) as library:
        assert not library.is_stale
        return [judged.verdict for judged in library.judgements() if not judged.undone]


def test_both_sides_are_shown_and_single_keys_decide(press: Pressed, db: Path) -> None:
    code, printed = press("?sd")
    assert code == 0
    assert "1 of 2: one work? (" in printed
    assert "khaydarova2018corpus " in printed and "publisher ≠" in printed
    assert "a.txt:2" in printed and "Universitet" in printed
    assert "s same, d different, l later (comes again" in printed
    assert "2 of 2: one person?" in printed and "Karimov, Mansur ×1" in printed
    assert printed.endswith("1 same, 1 different decided; nothing else is left to decide.\n")
    assert verdicts(db) == ["same", "different"]
    with Library.open(db) as library:
        assert "khaydarova2020corpus" not in library.keys("work")


def test_back_takes_the_last_answer_back(press: Pressed, db: Path) -> None:
    code, printed = press("sbdq")
    assert code == 0
    assert verdicts(db) == ["different"]
    assert printed.endswith("1 different decided; 1 pair left to decide.\n")


@pytest.mark.parametrize("key", ["^", "\x03"], ids=["signal", "key"])
def test_what_was_decided_is_kept_when_the_review_is_stopped(press: Pressed, db: Path, key: str) -> None:
    code, printed = press(f"s{key}")
    assert (code, verdicts(db)) == (130, ["same"])
    assert "1 same decided; 1 pair left to decide." in printed
    code, printed = press("q")
    assert code == 0 and "1 of 1: one person?" in printed


def test_left_undecided_it_comes_again_only_when_asked_for(run: Run, db: Path) -> None:
    ran = run("review", "--answers", "-", "--kind", "work", stdin=b"undecided\n")
    assert [row["judgement"] for row in ran.rows] == ["undecided"]
    ran = run("review", "--answers", "-", "--kind", "work", stdin=b"s\n")
    assert (ran.out, ran.err) == ("", "bibman: there is nothing to decide.\n")
    ran = run("review", "--answers", "-", "--kind", "work", "--undecided", stdin=b"s\n")
    assert [(row["judgement"], row["who"]) for row in ran.rows] == [("same", "Anna")]
    assert verdicts(db) == ["undecided", "same"]


def test_nothing_is_asked_where_nobody_sits(run: Run, db: Path) -> None:
    ran = run("review")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "bibman: review asks at a terminal; elsewhere give the answers, one a line: --answers -\n"
    )
    assert verdicts(db) == []


def test_a_wrong_answer_is_told_by_line_and_those_before_are_kept(run: Run, db: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("same\n\nperhaps\n")
    ran = run("review", "--answers", answers)
    assert ran.code == 2
    assert f"{answers}:3: 'perhaps' is no answer" in ran.err
    assert verdicts(db) == ["same"]


def test_later_comes_again_the_next_time_and_back_leads_to_it(press: Pressed, db: Path) -> None:
    code, printed = press("lq")
    assert (code, verdicts(db)) == (0, [])
    code, printed = press("lbdq")
    assert printed.count("1 of 2: one work?") == 2
    assert (code, verdicts(db)) == (0, ["different"])


def test_what_differs_is_marked_in_colour_on_a_terminal_that_has_some(press: Pressed) -> None:
    _, plain = press("q")
    assert "[2018]" in plain and "\x1b[3" not in plain
    _, coloured = press("q", NO_COLOR="")
    assert "\x1b[31m\x1b[1m2018" in coloured and "[2018]" not in coloured


def test_pairs_from_a_score_on_are_judged_without_asking(run: Run, db: Path) -> None:
    ran = run("review", "--yes", "--min-score", "0.15", "--kind", "work", "--dry-run")
    assert [(row["a"], row["score"] > 0.15) for row in ran.rows] == [("khaydarova2018corpus", True)]
    assert ran.err == "bibman: 1 of 1 pairs would be judged the same.\n"
    assert verdicts(db) == []
    assert run("review", "--yes", "--min-score", "1").rows == []
    ran = run("review", "--yes", "--min-score", "0.15", "--kind", "work")
    assert [(row["judgement"], row["reason"]) for row in ran.rows] == [("same", "scores 0.15 or more")]
    assert verdicts(db) == ["same"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--yes"], "--yes asks nothing: say from which score on pairs are the same, with --min-score"),
        (["--dry-run"], "--dry-run shows what --yes would judge; give both"),
        (["--yes", "--min-score", "1", "--answers", "-"], "give one of --yes, --answers and --apply"),
    ],
)
def test_options_that_do_not_go_together(run: Run, options: list[str], sentence: str) -> None:
    ran = run("review", *options)
    assert (ran.code, ran.err) == (2, f"bibman: {sentence}\n")
