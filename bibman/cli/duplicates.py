from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, complain, print_rows


@click.command("duplicates")
@click.option("--check", is_flag=True, help="Exit with 1 when there are pairs to decide.")
@options.db
@options.limit
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(ctx: click.Context, check: bool, db: Path | None, limit: int | None, form: str | None) -> None:
    """Show pairs of works that may be one, best first, each with the reason of doubt.

    What is surely one work was joined already; `bibman show KEY` says how.

    \b
    bibman duplicates
    bibman duplicates --check --format jsonl
    """
    with options.library(db) as library:
        pairs = sorted(library.candidates("work"), key=lambda pair: (-pair.score, pair.a, pair.b))
    rows = [
        {"a": p.a, "b": p.b, "verdict": p.verdict, "score": p.score, "reason": p.reason}
        for p in pairs[:limit]
    ]
    if not rows:
        complain("no two works look alike enough to ask.")
    print_rows(rows, form, ["a", "b", "verdict", "score", "reason"])
    if check and rows:
        ctx.exit(1)
