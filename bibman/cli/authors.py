from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, print_rows
from bibman.errors import NotFoundError


@click.command("authors")
@click.argument("query", default="")
@options.db
@options.limit
@options.format_option(ROW_FORMATS)
def command(query: str, db: Path | None, limit: int | None, form: str | None) -> None:
    """Show people with all their spellings and works: everybody, or those that QUERY names.

    A name is found in any script and spelling, also by its beginning.

    \b
    bibman authors
    bibman authors Хайдарова
    bibman authors "khaydarova m" --format jsonl
    """
    from bibman.reports.authors import find_persons

    with options.library(db) as library:
        persons = library.persons_like(query) if query else library.persons()
    if query:
        persons = find_persons(persons, query)
        if not persons:
            raise NotFoundError(
                f"nobody in the library is called {query!r}; try the beginning of the family name"
            )
    rows = [
        {
            "person": p.key, "name": p.name,
            "names": [
                {**asdict(name), "articles": list(map(options.shown_path, name.articles))} for name in p.names
            ],
            "works": list(p.works), "articles": p.articles,
        }
        for p in persons[:limit]
    ]  # fmt: skip
    for_people = {
        "names": lambda row: [f"{n['form']} ×{n['count']}" for n in row["names"]],
        "works": lambda row: len(row["works"]),
    }
    print_rows(rows, form, ["name", "names", "works", "articles"], for_people)
