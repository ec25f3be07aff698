"""Every command shown in the README and the guide is run on a terminal and prints what is shown there."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs import needs

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NEEDS = re.compile(r"^<!-- needs (\w+) -->$", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(page: Path) -> list[tuple[str, str]]:
    """The commands of a page in order with what the page says they print."""
    pairs = []
    for block in BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            pairs.append((command, output))
    return pairs


def on_a_terminal(command: str, folder: Path) -> str:
    """What a shell command prints on a terminal of 100 columns."""
    mine, theirs = pty.openpty()
    program = f"alias bibman={shlex.quote(f'{sys.executable} -m bibman')}\n{command}"
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "BIBMAN_DB": str(folder / "data" / "library.db")}
    with subprocess.Popen(["sh", "-c", program], stdout=theirs, stderr=theirs, cwd=folder, env=env):
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(mine, 65536):
                printed += piece
        except OSError:  # the other end is closed
            pass
    os.close(mine)
    return printed.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("page", [p for p in PAGES if shown(p)], ids=lambda p: p.name)
def test_the_page_shows_what_bibman_prints(page: Path, tmp_path: Path) -> None:
    for program in NEEDS.findall(page.read_text("utf-8")):
        needs(program)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "data").mkdir()
    for command, output in shown(page):
        assert on_a_terminal(command, tmp_path) == output, command
