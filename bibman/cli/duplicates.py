from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS, complain

if TYPE_CHECKING:
    from bibman.library import Kind


@click.command("duplicates")
@click.option("--check", is_flag=True, help="Exit with 1 when there are pairs to decide.")
@click.option(
    "--kind", type=click.Choice(judging.KINDS), default="work", help="Works, or persons.  [default: work]"
)
@judging.min_score
@options.db
@options.limit
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(
    ctx: click.Context, check: bool, kind: Kind, min_score: float | None, db: Path | None, limit: int | None,
    form: str | None,
) -> None:  # fmt: skip
    """Show pairs of works, or of persons, that may be one, best first, each with the reason of doubt.

    What is surely one work was joined already; `bibman show KEY` says how. `bibman review` decides.

    \b
    bibman duplicates
    bibman duplicates --kind person --min-score 0.9
    bibman duplicates --check --format jsonl
    """
    with options.library(db) as library:
        pairs = [pair for pair in library.candidates(kind) if pair.score >= (min_score or 0)][:limit]
        judging.print_pairs(library, pairs, form)
    if not pairs:
        complain(f"no two {kind}s look alike enough to ask.")
    if check and pairs:
        ctx.exit(1)
