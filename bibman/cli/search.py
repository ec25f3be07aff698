from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, print_rows
from bibman.errors import NotFoundError


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@options.db
@options.limit
@options.format_option(ROW_FORMATS)
def command(query: tuple[str, ...], db: Path | None, limit: int | None, form: str | None) -> None:
    """Find works by any words of theirs, in any script or spelling, best first.

    All words must be there; the last may be only begun. Words in the title count most, then among the
    people, then in the container. A name that is printed nowhere finds those that may be spelled so.

    \b
    "..."                  these words one after another
    author:NAME            an author or editor; other spellings follow
    in:WORDS               the journal, proceedings, collection or publisher
    year:2019..2023        also 2019.., ..2023, 2020; without words the latest come first
    type:thesis            a type of CSL, or a part of its name
    language:uz            a code or a name (uzbek)
    cited-by:ARTICLE       a path or a part of the file name

    \b
    bibman search тарбия фани
    bibman search '"tarbiya fani" year:2019..' --limit 5
    bibman search author:хайдарова type:conference --format jsonl
    bibman search cited-by:001_innovative
    """
    from bibman.formats.csl import to_item

    with options.library(db) as library:
        works = library.search(" ".join(query), limit)
    if not works:
        raise NotFoundError(f"no work in the library holds {' '.join(query)!r}; try fewer words")
    print_rows(
        (to_item(work.record, work.key) for work in works), form, ["id", "author", "issued", "title"],
        {
            "author": lambda item: [a.get("family") or a.get("literal") for a in item.get("author", [])],
            "issued": lambda item: item["issued"].get("date-parts", [[""]])[0][0] if "issued" in item else "",
        },
    )  # fmt: skip
