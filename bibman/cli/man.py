from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bibman import __version__
from bibman.cli.output import complain

#: The exit codes of all commands.
EXIT_CODES = {
    0: "done",
    1: "done, and there are findings (`check`, `duplicates --check`)",
    2: "wrong usage",
    3: "what was asked for is not in the library",
    4: "an input could not be read, or an output not written; the others were done",
    5: "the library could not be used: missing, locked, damaged, of a newer version",
    70: "a fault in bibman itself",
    130: "stopped by the user; what was done until then is kept",
}
ENVIRONMENT = {
    "BIBMAN_DB": "The library file, where --db does not name one.",
    "BIBMAN_BUSY_TIMEOUT_MS": "How many milliseconds to wait for others that write; 30000 by default.",
    "BIBMAN_WHO": "Who decides, as the log names them.",
    "BIBMAN_DEBUG": "Set, a fault in bibman shows where it happened.",
    "NO_COLOR": "Set, nothing is coloured.",
    "XDG_DATA_HOME": "Where bibman/library.db lies; ~/.local/share by default.",
}


@click.command("man")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show the manual: all commands on one page; elsewhere than on a terminal, print it for man.

    \b
    bibman man
    bibman man > ~/.local/share/man/man1/bibman.1
    """
    import subprocess

    text = page(ctx.find_root().command)
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bibman.1"
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run(["man", str(file)], check=False)
        except FileNotFoundError:
            complain("there is no program man here to show it; see: bibman --help, bibman COMMAND --help")


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all under it with the words that call them."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], f"{path} {name}")


def page(root: click.Command) -> str:
    """The manual as a man page, in the language of roff."""
    from bibman.cli import COMMANDS

    assert isinstance(root, click.Group)
    opening, _, rest = cleandoc(root.help or "").partition("\n\n")
    lines = [
        f'.TH BIBMAN 1 "" "bibman {__version__}" "User Commands"',
        ".SH NAME", f"bibman \\- {escaped(opening.rstrip('.'))}",
        ".SH SYNOPSIS", ".B bibman", "COMMAND [OPTIONS] [ARGUMENTS]",
        ".PP", ".B bibman", "COMMAND \\-\\-help", ".PP", ".B bibman", "\\-\\-version",
        ".SH DESCRIPTION", *_paragraphs(rest),
    ]  # fmt: skip
    for heading, names in COMMANDS.items():
        lines += [f".SH {heading.upper()}"]
        for name in names:
            for path, under in commands(root.commands[name], f"bibman {name}"):
                lines += _section(path, under)
    return "\n".join([*lines, *_closing()]) + "\n"


def _section(path: str, command: click.Command) -> Iterator[str]:
    """One command: how it is called, what it does, its options."""
    context = click.Context(command, info_name=path, help_option_names=["-h", "--help"])
    yield f'.SS "{escaped(" ".join([path, *command.collect_usage_pieces(context)]))}"'
    yield from _paragraphs(cleandoc(command.help or ""))
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record and isinstance(param, click.Option):
            yield from [".TP", f".B {escaped(record[0])}", escaped(record[1])]


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text; those that click leaves as they are stay so here."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield from [".PP", ".RS 4", ".nf", *map(escaped, paragraph.splitlines()[1:]), ".fi", ".RE"]
        elif paragraph.strip():
            yield from [".PP", *map(escaped, paragraph.splitlines())]


def _closing() -> Iterator[str]:
    codes = {str(code): f"{words.replace('`', '')}." for code, words in EXIT_CODES.items()}
    yield from _table("EXIT STATUS", codes)
    yield from _table("ENVIRONMENT", ENVIRONMENT)
    yield from [
        ".SH FILES", ".TP", ".B ~/.local/share/bibman/library.db",
        "The library, unless \\-\\-db, BIBMAN_DB or XDG_DATA_HOME say otherwise.",
    ]  # fmt: skip


def _table(heading: str, rows: Mapping[str, str]) -> Iterator[str]:
    yield f".SH {heading}"
    for name, words in rows.items():
        yield from [".TP", f".B {name}", escaped(words)]


def escaped(text: str) -> str:
    """Text as roff reads it: hyphens that can be copied, nothing that looks like a command."""
    text = " ".join(text.split("\n")).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text[:1] in (".", "'") else text
