"""The help is complete, has examples, and is what the docs say."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
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


def said(line: str) -> Iterator[list[str]]:
    """The calls of bibman in a line for the shell, each as its words."""
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    call: list[str] = []
    for word in [*words, ";"]:
        if not set(word) <= set("|&;<>()"):
            call.append(word)
            continue
        if call[:1] == ["bibman"] and "..." not in call:
            yield call[1:]
        call = []


def shown_in_help() -> list[list[str]]:
    blocks = (block for command in ALL.values() for block in (command.help or "").split("\b\n")[1:])
    lines = (line for block in blocks for line in block.partition("\n\n")[0].splitlines())
    return [call for line in lines for call in said(line.partition("   ")[0])]  # what it does stands behind


def named_in_docs() -> list[list[str]]:
    pages = [page for page in (DOCS.parent / "README.md", *DOCS.glob("*.md")) if page.name != "commands.md"]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    inline = re.findall(r"(?<!`)`(bibman [^`\n]+)`", text)
    return [call for part in inline if "COMMAND" not in part for call in said(part)]


@pytest.mark.parametrize("call", shown_in_help(), ids=" ".join)
def test_every_example_of_the_help_can_be_called(call: list[str]) -> None:
    check_call(bibman, call)


@pytest.mark.parametrize("call", named_in_docs(), ids=" ".join)
def test_every_command_that_the_docs_name_is_there(call: list[str]) -> None:
    check_call(bibman, call, whole=False)


def check_call(command: click.Command, words: list[str], *, whole: bool = True) -> None:
    """Parse the words as the command does, without running it; without ``whole``, arguments may be missing."""
    context = click.Context(command, info_name="bibman")
    try:
        command.parse_args(context, list(words))
    except (click.exceptions.MissingParameter, click.exceptions.BadOptionUsage):
        assert not whole
    except (click.exceptions.Exit, click.exceptions.NoArgsIsHelpError):
        return
    if isinstance(command, click.Group):
        name, under, rest = command.resolve_command(context, words)
        assert under, name
        check_call(under, rest, whole=whole)


@pytest.mark.parametrize("path", ALL)
def test_the_first_sentence_of_a_help_text_is_short_enough_to_be_listed(path: str) -> None:
    first = (ALL[path].help or "").strip().partition("\n\n")[0].partition(". ")[0]
    assert len(" ".join(first.split())) < 140


def test_the_list_of_commands_shows_no_half_sentences(run: Run) -> None:
    listed = run("--help").out.partition("Without a library:")[2]
    assert "..." not in listed
    assert all(name in listed for name in bibman.commands)


def test_help_is_also_a_word(run: Run) -> None:
    assert run("help", "add").out == run("add", "--help").out
    assert run("help").out == run("--help").out


def test_a_typo_gets_the_command_that_was_meant(run: Run) -> None:
    assert "self-citations" in run("selfcitations").err


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
        "lxml",
        "multiprocessing",
        "numpy",
        "onnxruntime",
        "pypdfium2",
    }
    assert not heavy & set(loaded)
