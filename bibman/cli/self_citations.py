from __future__ import annotations

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
    from bibman.library import Library
    from bibman.reports.selfcites import article_shares, read_self_citations

    with Library.open(options.library_path(db)) as library:
        articles = [
            a for a in library.articles() if article is None or any(p.endswith(article) for p in a.paths)
        ]
        if article is not None and not articles:
            raise NotFoundError(f"no article {article!r} in the library; read it with: bibman add {article}")
        found = [row for row in read_self_citations(library) if row.article in {a.path for a in articles}]
    if summary:
        shares = article_shares(articles, found)
        print_rows(
            map(asdict, shares), form, ["article", "references", "self_citations", "share", "spellings"],
            {"share": lambda row: f"{row['share']:.0%}"},
        )  # fmt: skip
        return
    columns = ["article", "reference", "author", "printed", "role", "verdict", "score", "reason"]
    print_rows(map(asdict, found), form, columns)
