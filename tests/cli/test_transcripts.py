"""Every command shown in the README and the guide is run on a terminal and prints what is shown there."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from programs import needs
from terminal import printed_on_a_terminal

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
    program = f"alias bibman={shlex.quote(f'{sys.executable} -m bibman')}\n{command}"
    printed = printed_on_a_terminal(
        ["sh", "-c", program], folder,
        COLUMNS="100", NO_COLOR="1", BIBMAN_DB=str(folder / "data" / "library.db"),
    )  # fmt: skip
    return printed.replace("\r\n", "\n")


@pytest.mark.parametrize("page", [p for p in PAGES if shown(p)], ids=lambda p: p.name)
def test_the_page_shows_what_bibman_prints(page: Path, tmp_path: Path) -> None:
    for program in NEEDS.findall(page.read_text("utf-8")):
        needs(program)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "data").mkdir()
    for command, output in shown(page):
        assert on_a_terminal(command, tmp_path) == output, command
