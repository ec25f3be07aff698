from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import complain


@click.command("remove")
@click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE...", shell_complete=options.complete_article
)
@options.db
def command(articles: tuple[str, ...], db: Path | None) -> None:
    """Take articles out of the library, with their references; judgements are kept.

    ARTICLE is the path of a file that was added. The file itself is not touched.

    \b
    bibman remove articles/withdrawn.txt
    """
    from bibman.library import Library
    from bibman.pipeline import kept_path

    with Library.open(options.library_path(db), write=True) as library:
        try:
            for article in articles:
                library.remove_article(kept_path(article))
                complain(f"{article} is taken out.")
        finally:
            options.regroup(library)
