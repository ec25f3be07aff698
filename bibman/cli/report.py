from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman import __version__
from bibman.cli import options
from bibman.cli.output import complain, write_out

if TYPE_CHECKING:
    from bibman.reports.page import LeftOut


@click.command("report")
@click.option(
    "-o", "--output", metavar="FILE|-", required=True, help='The page to write; "-" is standard output.'
)
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "uz"]),
    default="en",
    help="The language that the page opens in; it speaks all three.  [default: en]",
)
@options.db
def command(output: str, language: str, db: Path | None) -> None:
    """Write one page about the library: figures, people with all spellings, pairs to decide.

    The page is a single file that needs no network. What you decide on it is downloaded as a file that
    `bibman review --apply` takes in.

    \b
    bibman report -o report.html
    bibman report -o hisobot.html --language uz
    bibman review --apply bibman-answers.jsonl
    """
    from bibman.reports.page import make_report

    with options.library(db) as library:
        report = make_report(library, language, __version__)
    write_out(output, report.html)
    if output != "-":
        complain(f"{output} is written; open it in a browser.")
    if told := _left_out(report.left_out):
        complain(told)


def _left_out(left: LeftOut) -> str:
    """What the page had no room for, as a sentence; "" where it shows everything."""
    counts = {"articles": left.articles, "people": left.people, "pairs": left.pairs}
    told = [f"{count:,} {name}" for name, count in counts.items() if count]
    return f"too much for one page: {', '.join(told)} are left out, and the page says so." if told else ""
