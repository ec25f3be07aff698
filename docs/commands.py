"""Writes docs/commands.md from the help texts; the tests check that it is up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bibman.cli import bibman

TARGET = Path(__file__).with_suffix(".md")
HEAD = """# Commands

Made from the help texts by `make docs`; every line is what `bibman COMMAND --help` prints.

Standard output carries data only; everything else goes to standard error. Exit codes:

| code | means |
| --- | --- |
| 0 | done |
| 1 | done, and there are findings (`duplicates --check`) |
| 2 | wrong usage |
| 3 | what was asked for is not in the library |
| 4 | an input could not be read, or an output not written; the others were done |
| 5 | the library could not be used: missing, locked, damaged, of a newer version |
| 70 | a fault in bibman itself |
"""


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all under it with the words that call them."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], f"{path} {name}")


def reference() -> str:
    """The whole of docs/commands.md."""
    parts = [HEAD]
    for path, command in commands(bibman, "bibman"):
        context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        parts.append(f"## {path}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
