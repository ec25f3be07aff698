"""Writes docs/commands.md from the help texts; the tests check that it is up to date."""

from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import bibman
from bibman.cli.man import EXIT_CODES, commands

TARGET = Path(__file__).with_suffix(".md")
CODES = "\n".join(f"| {code} | {words} |" for code, words in EXIT_CODES.items())
HEAD = f"""# Commands

Made from the help texts by `make docs`; every line is what `bibman COMMAND --help` prints.

Standard output carries data only; everything else goes to standard error. Exit codes:

| code | means |
| --- | --- |
{CODES}
"""


def reference() -> str:
    """The whole of docs/commands.md."""
    parts = [HEAD]
    for path, command in commands(bibman, "bibman"):
        context = click.Context(
            command, info_name=path, terminal_width=100, help_option_names=["-h", "--help"]
        )
        parts.append(f"## {path}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
