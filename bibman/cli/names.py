from __future__ import annotations

from collections.abc import Iterator

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, print_rows


@click.group("names")
def command() -> None:
    """Read names and compare them, in any script and spelling."""


@command.command("parse")
@click.argument("file", default="-", metavar="[FILE|-]")
@options.format_option(ROW_FORMATS)
def parse(file: str, form: str | None) -> None:
    """Take names apart: one name a line in, its parts out.

    \b
    echo 'Xaydarova Mahliyo Xabibullayevna' | bibman names parse
    bibman names parse names.txt --format csv
    """
    from bibman.names import read_name

    parts = ["family", "given", "patronymic", "suffix", "literal"]
    names = map(read_name, options.lines(file))
    print_rows(({part: getattr(name, part) for part in parts} for name in names), form, parts)


@command.command("compare")
@click.argument("file", default="-", metavar="[FILE|-]")
@options.format_option(ROW_FORMATS)
def compare(file: str, form: str | None) -> None:
    """Say how two names relate: two names a line, a tab between them.

    The verdict is same, possible or different; the reason says what met and what did not.

    \b
    printf 'Хайдарова М.\\tXaydarova Mahliyo\\n' | bibman names compare
    """
    from bibman.names import compare_names

    def rows() -> Iterator[dict[str, object]]:
        for line in options.lines(file):
            a, _, b = line.partition("\t")
            found = compare_names(a, b)
            yield {"verdict": found.verdict, "score": found.score, "reason": found.reason, "a": a, "b": b}

    print_rows(rows(), form, ["a", "b", "verdict", "score", "reason"])
