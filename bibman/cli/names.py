from __future__ import annotations

from collections.abc import Iterator
from itertools import tee

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, print_rows


@click.group("names")
def command() -> None:
    """Read names and compare them, in any script and spelling."""


@command.command("parse")
@click.argument("file", default="-", type=options.FILE, metavar="[FILE|-]")
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
@click.argument("file", default="-", type=options.FILE, metavar="[FILE|-]")
@options.format_option(ROW_FORMATS)
def compare(file: str, form: str | None) -> None:
    """Say how two names relate: two names a line, a tab between them.

    The verdict is same, possible or different; the reason says what met and what did not.

    \b
    printf 'Хайдарова М.\\tXaydarova Mahliyo\\n' | bibman names compare
    """
    from bibman.names import compare_pairs

    def rows() -> Iterator[dict[str, object]]:
        pairs, again = tee((a, b) for a, _, b in (line.partition("\t") for line in options.lines(file)))
        for (a, b), found in zip(again, compare_pairs(pairs), strict=True):
            yield {"verdict": found.verdict, "score": found.score, "reason": found.reason, "a": a, "b": b}

    print_rows(rows(), form, ["a", "b", "verdict", "score", "reason"])


@command.command("variants")
@click.argument("name")
@options.format_option(ROW_FORMATS)
def variants(name: str, form: str | None) -> None:
    """List the spellings under which a person may be found, each with its scheme.

    Family name first, in full and with initials: by standards (ICAO, BGN/PCGN, GOST, ISO 9), by the laws
    of the countries whose letters fit, and as German, Turkish and English print has it; from Latin letters
    by way of Cyrillic.

    \b
    bibman names variants 'Хайдарова Маҳлиё'
    bibman names variants 'Xaydarova, M.' --format jsonl | jq -r .form
    """
    from bibman.names import name_variants

    rows = ({"form": variant.form, "scheme": variant.scheme} for variant in name_variants(name))
    print_rows(rows, form, ["form", "scheme"])
