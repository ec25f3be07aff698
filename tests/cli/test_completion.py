"""What the Tab key gives in real shells; where one is missing, its tests are skipped and say so."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import SEEDS, run_bibman
from programs import needs

#: How each shell starts without the user's own settings.
STARTS = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
#: What a shell is typed before anything else.
SETUPS = {
    "bash": "PS1='ready> '; source <(bibman completion bash); bind 'set bell-style none'\n",
    "zsh": "PROMPT='ready> '; setopt no_prompt_sp no_prompt_cr; unset zle_bracketed_paste; "
    "autoload -U compinit; compinit -u -D; source <(bibman completion zsh)\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, a library of them, and `bibman` on the path."""
    home = tmp_path_factory.mktemp("home")
    (home / "seeds").symlink_to(SEEDS)
    (home / "bin").mkdir()
    program = home / "bin" / "bibman"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bibman "$@"\n', "utf-8")
    program.chmod(0o755)
    added = run_bibman("add", "seeds", cwd=home, BIBMAN_DB=str(home / "library.db"))
    assert added.code == 0, added.err
    return home


def environment(home: Path) -> dict[str, str]:
    path = f"{home / 'bin'}:{os.environ['PATH']}"
    return {
        "HOME": str(home), "PATH": path, "BIBMAN_DB": str(home / "library.db"), "TERM": "dumb",
        "LANG": "C.UTF-8", "COLUMNS": "200",
    }  # fmt: skip


#: What is typed before Tab, and what must stand there after it.
CASES = [
    ("bibman self-c", "bibman self-citations "),
    ("bibman names com", "bibman names compare "),
    ("bibman export --form", "bibman export --format "),
    ("bibman export --format csl", "bibman export --format csl-json "),
    ("bibman extract seeds/000", "bibman extract seeds/000_role_of_leaders.txt "),
    ("bibman show khaydarova2020", "bibman show khaydarova2020development "),
    ("bibman remove seeds/001", "bibman remove seeds/001_innovative_productions.txt "),
]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_tab_key_completes_on_a_terminal(home: Path, shell: str) -> None:
    needs(shell)
    process, terminal = pty.fork()
    if not process:  # the shell itself
        os.chdir(home)
        os.execvpe(shell, STARTS[shell], environment(home))
    try:
        os.write(terminal, SETUPS[shell].encode())
        until(terminal, "\nready> ")
        for typed, wanted in CASES:
            os.write(terminal, f"{typed}\t".encode())
            until(terminal, wanted)
            os.write(terminal, b"\x15")  # the line is given up
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def until(terminal: int, wanted: str) -> None:
    """Read until the text is there."""
    shown = ""
    while wanted not in shown.replace("\r", ""):
        assert select.select([terminal], [], [], 15)[0], f"{wanted!r} did not come: {shown!r}"
        shown += os.read(terminal, 65536).decode("utf-8", "replace")


def test_fish_offers_what_may_come_next(home: Path) -> None:
    needs("fish")
    lines = "\n".join(f"complete --do-complete '{typed}'" for typed, _ in CASES)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"bibman completion fish | source\n{lines}"],
        cwd=home, env=environment(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    offered = [line.partition("\t")[0] for line in done.stdout.splitlines()]
    assert offered == [wanted.split()[-1] for _, wanted in CASES]


def test_fish_shows_the_help_beside_what_it_offers(home: Path) -> None:
    needs("fish")
    typed = "bibman completion fish | source; complete --do-complete 'bibman export --db'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", typed],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "--db\tThe library file.  [default: bibman/library.db under $XDG_DATA_HOME]\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_can_read(home: Path, shell: str) -> None:
    needs(shell)
    script = run_bibman("completion", shell).out
    done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_library_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    asked = {"_BIBMAN_COMPLETE": "bash_complete", "COMP_WORDS": "bibman show k", "COMP_CWORD": "2"}
    ran = run_bibman(BIBMAN_DB=str(tmp_path / "none.db"), **asked)
    assert (ran.out.strip(), ran.err) == ("", "")
