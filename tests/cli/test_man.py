"""The manual: every command on one page, which man shows as it was meant."""

from __future__ import annotations

import subprocess

from command import Run
from programs import needs

from bibman.cli import bibman
from bibman.cli.man import commands, escaped, page

PAGE = page(bibman)


def formatted(text: str) -> str:
    command = [needs("groff"), "-man", "-ww", "-Tutf8", "-Kutf8", "-P-cbou"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_every_command_and_option_is_there() -> None:
    for path, command in commands(bibman, "bibman"):
        assert path == "bibman" or f'.SS "{path.replace("-", chr(92) + "-")} ' in PAGE
        for param in command.params:
            for name in param.opts if param.param_type_name == "option" else []:
                assert name.replace("-", "\\-") in PAGE, (path, name)


def test_groff_has_nothing_against_it_and_shows_examples_as_they_are_typed() -> None:
    shown = formatted(PAGE)
    assert "bibman extract old.txt --encoding cp1251 --format text | bibman parse\n" in shown
    assert "a person under all spellings, in any script\n" in shown


def test_what_looks_like_roff_is_shown_as_text() -> None:
    for text in (".bib files", "'tis", 'a \\fB"b"\\fR -o', ". . ."):
        assert text in formatted(f".TH X 1\n.SH NAME\n{escaped(text)}\n")


def test_it_is_printed_for_man_where_there_is_no_terminal(run: Run) -> None:
    assert run("man").out == PAGE
