from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, Row, complain, print_rows
from bibman.errors import NotFoundError

if TYPE_CHECKING:
    from bibman.library.rows import StoredArticle
    from bibman.reports.selfcites import ArticleShare, SelfCitation

#: So many articles without known authors are named.
MOST_TOLD = 5


@click.command("self-citations")
@click.argument("article", required=False, shell_complete=options.complete_article)
@click.option(
    "--summary", is_flag=True, help="One row an article: its references, self-citations, share, spellings."
)
@options.db
@options.format_option(ROW_FORMATS)
def command(article: str | None, summary: bool, db: Path | None, form: str | None) -> None:
    """Show which references are by an author of the citing article, under which spelling.

    ARTICLE is the path of a file that was added, or its end; without it, all articles.

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
    _tell_unknown([a for a in articles if not a.is_bibliography])
    if summary:
        columns = ["article", "references", "self_citations", "share", "spellings"]
        shares = map(_row, article_shares([a for a in articles if not a.is_bibliography], found))
        print_rows(shares, form, columns, {"share": lambda row: f"{row['share']:.0%}"})
        return
    columns = ["article", "reference", "author", "printed", "role", "verdict", "score", "reason"]
    print_rows(map(_row, found), form, columns)
    if not found:
        complain("no reference was found to be by an author of its article.")


def _tell_unknown(articles: Sequence[StoredArticle]) -> None:
    """Say where none could be found: a share of 0 % means little without the article's authors."""
    unknown = [options.shown_path(a.path) for a in articles if a.references and not a.authors]
    if unknown:
        others = f" and {len(unknown) - MOST_TOLD} more" if len(unknown) > MOST_TOLD else ""
        complain(
            f"whose articles these are could not be read, so their self-citations are not known: "
            f"{', '.join(unknown[:MOST_TOLD])}{others}"
        )


def _row(found: SelfCitation | ArticleShare) -> Row:
    return {**asdict(found), "article": options.shown_path(found.article)}


def _is_asked_for(paths: Sequence[str], article: str) -> bool:
    return any(options.is_path_of(article, path) for path in paths)
