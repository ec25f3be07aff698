from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, print_rows
from bibman.errors import NotFoundError


@click.command("self-citations")
@click.argument("article", required=False)
@click.option(
    "--summary", is_flag=True, help="One row an article: its references, self-citations, share, spellings."
)
@options.db
@options.format_option(ROW_FORMATS)
def command(article: str | None, summary: bool, db: Path | None, form: str | None) -> None:
    """Show which references are by an author of the citing article, under which spelling.

    ARTICLE is a path as `bibman add` printed it, or its end; without it, all articles.

    \b
    bibman self-citations
    bibman self-citations 001_innovative_productions.txt
    bibman self-citations --summary
    """
    from bibman.reports.selfcites import article_shares, read_self_citations

    with options.library(db) as library:
        articles = [a for a in library.articles() if article is None or _is_asked_for(a.paths, article)]
        if article is not None and not articles:
            raise NotFoundError(f"no article {article!r} in the library; read it with: bibman add {article}")
        asked = {a.path for a in articles}
        found = [row for row in read_self_citations(library) if row.article in asked]
    if summary:
        shares = article_shares(articles, found)
        print_rows(
            map(asdict, shares), form, ["article", "references", "self_citations", "share", "spellings"],
            {"share": lambda row: f"{row['share']:.0%}"},
        )  # fmt: skip
        return
    columns = ["article", "reference", "author", "printed", "role", "verdict", "score", "reason"]
    print_rows(map(asdict, found), form, columns)


def _is_asked_for(paths: Sequence[str], article: str) -> bool:
    """Whether the article stands at this path, or at one that ends in it: 1.txt is not the end of 11.txt."""
    wanted = options.added_path(article)
    return any(path == wanted or path.endswith(f"/{wanted}") for path in paths)
