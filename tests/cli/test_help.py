"""The help is complete, has examples, and is what the docs say."""

from __future__ import annotations

import runpy
from pathlib import Path

import click
import pytest
from command import Run

from bibman.cli import bibman

DOCS = Path(__file__).parents[2] / "docs"
ALL = dict(runpy.run_path(str(DOCS / "commands.py"))["commands"](bibman, "bibman"))


def test_the_command_reference_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "commands.py"))["reference"]()
    assert (DOCS / "commands.md").read_text("utf-8") == made, "write it anew with: make docs"


@pytest.mark.parametrize(
    "path", [path for path, command in ALL.items() if not isinstance(command, click.Group)]
)
def test_every_help_text_has_an_example(path: str) -> None:
    assert path.split()[-1] in (ALL[path].help or "").split("\b", 1)[1]


def test_a_typo_gets_the_command_that_was_meant(run: Run) -> None:
    assert "self-citations" in run("selfcitations").err


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete"), ("zsh", "#compdef bibman"), ("fish", "complete")]
)
def test_completion_scripts_are_printed(run: Run, shell: str, mark: str) -> None:
    assert mark in run("completion", shell).out


def test_starting_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, bibman.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "sqlite_utils",
        "pycrfsuite",
        "rapidfuzz",
        "bibtexparser",
        "charset_normalizer",
        "tabulate",
        "anyascii",
    }
    assert not heavy & set(loaded)
