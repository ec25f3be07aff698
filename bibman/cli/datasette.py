from __future__ import annotations

import json
from pathlib import Path

import click

from bibman.cli import options


@click.command("datasette")
@options.db
def command(db: Path | None) -> None:
    """Print metadata for Datasette, which shows a library in the browser: titles, facets, search, queries.

    Datasette is a program of its own (pip install datasette). The library need not be there yet: what is
    printed is the same for all but the name of the file.

    \b
    bibman datasette --db library.db > metadata.json
    datasette library.db --metadata metadata.json
    """
    from bibman.library.datasette import metadata

    name = options.library_path(db).stem
    click.echo(json.dumps(metadata(name), ensure_ascii=False, indent=2))
