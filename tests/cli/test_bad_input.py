"""What goes wrong is said in one sentence, with the documented exit code, and the rest is done."""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import SEEDS, Ran, Run

from bibman.library import Library

GOOD = next(SEEDS.glob("000*"))
LIST = """Adabiyotlar
1. Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.
2. Бобур З. Бобурнома. – Тошкент: Фан, 1989.
"""


def one_line(ran: Ran, *words: str) -> None:
    lines = [line for line in ran.err.splitlines() if line]
    assert all(line.startswith("bibman: ") for line in lines), ran.err
    assert "Traceback" not in ran.err
    assert any(all(word in line for word in words) for line in lines), ran.err


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def empty_folder(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    return folder / "nothing"


def empty_file(folder: Path) -> Path:
    (folder / "empty.txt").touch()
    return folder / "empty.txt"


def binary_file(folder: Path) -> Path:
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    return folder / "photo.txt"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing, "no such file"),
        (empty_folder, "no articles"),
        (empty_file, "empty"),
        (binary_file, "photo.txt"),
    ],
)
@pytest.mark.parametrize("verb", ["add", "extract"])
def test_one_bad_file_is_told_and_the_others_are_done(
    run: Run, tmp_path: Path, verb: str, make: Callable[[Path], Path], words: str
) -> None:
    bad = make(tmp_path)
    ran = run(verb, bad, GOOD, "--format", "jsonl")
    assert ran.code == 4
    one_line(ran, bad.name, words)
    done = [row for row in ran.rows if GOOD.name in str(row)]
    assert len(done) == (1 if verb == "add" else 7)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    ran = run("add", closed, GOOD)
    assert ran.code == 4
    one_line(ran, "closed", "permission")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "utf-16"])
def test_an_old_encoding_is_recognised(run: Run, tmp_path: Path, encoding: str) -> None:
    words = (
        "Ўзбек адабиёти тарихи" if encoding == "utf-16" else "История русской литературы и культуры народов"
    )
    text = f"{words}\n\n{'Это обычный текст статьи на русском языке. ' * 20}\n\nЛитература\n"
    text += "1. Иванов И. И. История литературы. - Москва: Наука, 1960. - 250 с.\n"
    text += "2. Петров П. П. Язык и культура. - Ташкент: Фан, 1989. - 120 с.\n"
    (tmp_path / "old.txt").write_bytes(text.encode(encoding))
    rows = run("extract", tmp_path / "old.txt", "--format", "jsonl").rows
    assert [row["text"].split(".")[0] for row in rows] == ["Иванов И", "Петров П"]


def test_a_long_text_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Оддий матн сатри, унда ҳеч нарса йўқ.\n" * 700_000 + LIST, "utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 40_000_000
    ran = run("extract", tmp_path / "long.txt", "--format", "jsonl")
    assert (ran.code, len(ran.rows)) == (0, 2)


def test_a_database_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("Dear diary, " * 200)
    ran = run("add", GOOD)
    assert ran.code == 5
    one_line(ran, "library.db")
    assert (tmp_path / "library.db").read_text().startswith("Dear diary")


def test_a_library_locked_by_another_process_is_told(run: Run, tmp_path: Path) -> None:
    run("add", GOOD)
    other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        ran = run("add", next(SEEDS.glob("001*")), BIBMAN_BUSY_TIMEOUT_MS="50")
    finally:
        other.close()
    assert ran.code == 5
    one_line(ran, "library.db", "another")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    ran = run("add", GOOD, "--db", tmp_path / "closed" / "library.db")
    assert ran.code == 5
    one_line(ran, "closed")


def test_readers_never_make_a_library(run: Run, tmp_path: Path) -> None:
    for command in (
        ["authors"],
        ["search", "x"],
        ["duplicates"],
        ["export"],
        ["self-citations"],
        ["show", "x"],
    ):
        ran = run(*command)
        assert ran.code == 5, command
        one_line(ran, "no library", "bibman add")
    assert not list(tmp_path.iterdir())


def test_a_library_is_not_made_for_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("add", tmp_path / "missing.txt", empty_folder(tmp_path))
    assert (ran.code, len(ran.rows)) == (4, 2)
    assert not (tmp_path / "library.db").exists()


@pytest.mark.parametrize("command", ["authors", "export", "self-citations", "stats", "duplicates"])
def test_an_empty_library_says_that_it_is_empty(run: Run, tmp_path: Path, command: str) -> None:
    Library.open(tmp_path / "library.db", create=True).close()
    ran = run(command)
    assert ran.code == 0
    one_line(ran, "library.db is empty", "bibman add")


def test_who_is_to_type_is_told_so(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "bibman", "parse"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stderr and running.stdout
        assert b"Ctrl-D" in running.stderr.readline()
        os.write(mine, "Навоий А. Хамса. – Тошкент: Фан, 1960.\n\x04".encode())
        assert "Хамса".encode() in running.stdout.read()
    os.close(mine)
    os.close(theirs)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["completion"], 2, ["bash, zsh, fish", "--help"]),
        (["extrct"], 2, ["extrct", "extract"]),
        (["extract"], 2, ["--help"]),
        (["extract", "--fromat", "csv", "x"], 2, ["--format"]),
        (["parse", "missing.txt"], 4, ["missing.txt", "No such file"]),
    ],
)
def test_wrong_usage_is_one_line(run: Run, arguments: list[str], code: int, words: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    one_line(ran, *words)


@pytest.mark.parametrize(
    "arguments", [["authors", "Zzyzx"], ["search", "zzyzx"], ["show", "zzyzx2020"], ["export", "zzyzx"]]
)
def test_what_is_not_there_has_its_own_code(seeded: Run, arguments: list[str]) -> None:
    ran = seeded(*arguments)
    assert (ran.code, ran.out) == (3, "")
    one_line(ran, "zzyzx" if "Zzyzx" not in arguments else "Zzyzx")


def test_no_bytes_on_standard_input_stop_the_parser(run: Run) -> None:
    lines = [b"", b"\xff\xfe\x00broken", "١٢٣ 🙂 ‮abc".encode(), b"A" * 100_000, b"\x00", b". . ."]
    rows = run("parse", stdin=b"\n".join(lines) + b"\n").rows
    assert len(rows) == len(lines)


def test_lines_that_are_not_utf_8_are_told_once(run: Run) -> None:
    ran = run("parse", stdin="Иванов И.\nПетров П.\n".encode("cp1251"))
    assert len(ran.rows) == 2
    assert ran.err == "bibman: -:1 is not UTF-8; convert the file first: iconv -f cp1251 -t utf-8\n"


@pytest.mark.parametrize("command", ["bibman", "bibman names"])
def test_no_command_gets_the_help(run: Run, command: str) -> None:
    ran = run(*command.split()[1:])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Usage: {command} ")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path, form: str) -> None:
    (tmp_path / "names.txt").write_text("Иванов И. И.\n" * 5000, "utf-8")
    command = [sys.executable, "-m", "bibman", "names", "parse", tmp_path / "names.txt", "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert (running.wait(), running.stderr.read()) == (0, b"")


def in_shell(command: str) -> Ran:
    """Run bibman with what the shell does to its streams."""
    script = f'exec "$PYTHON" -m bibman {command}'
    done = subprocess.run(
        ["sh", "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "PYTHON": sys.executable},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
@pytest.mark.parametrize("command", ["names variants Навоий --format csv", "check --rules", "man", "--help"])
def test_no_room_for_what_is_printed_is_told(command: str) -> None:
    ran = in_shell(f"{command} > /dev/full")
    assert (ran.code, ran.out) == (4, "")
    assert (
        ran.err == "bibman: not all could be written (No space left on device); make room, then run again\n"
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("command", ["names parse", "names variants Навоий", "man"])
def test_a_closed_stream_is_an_empty_one(command: str, closed: str) -> None:
    ran = in_shell(f"{command} {closed}")
    assert (ran.code, ran.err) == (0, "")


def test_a_file_name_cannot_break_a_line_or_command_the_terminal(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines\x1b[31m.txt"
    odd.touch()
    ran = run("add", odd, "--format", "table")
    assert rf"{tmp_path}/two\nlines\x1b[31m.txt is empty: nothing to read" in ran.err.splitlines()[0]
    assert "\x1b" not in ran.out + ran.err
