from __future__ import annotations

from pathlib import Path

import click

from bibman.cli import options
from bibman.cli.output import complain, write_whole
from bibman.errors import NotFoundError, UnreadableInputError


@click.command("export")
@click.argument("query", nargs=-1)
@options.db
@options.format_option(["biblatex", "bibtex", "csl-json", "ris"], default="biblatex")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write to FILE.  [default: standard output]"
)
def command(query: tuple[str, ...], db: Path | None, form: str, output: str) -> None:
    """Write the works as a bibliography: all, or those that QUERY finds.

    The same library gives the same bytes. What is written is read back before it is kept.

    \b
    bibman export -o library.bib
    bibman export тарбия --format csl-json
    bibman export --format bibtex -o old-latex.bib
    """
    from bibman.formats import write

    with options.library(db) as library:
        works = library.search(" ".join(query), None) if query else library.works()
    if query and not works:
        raise NotFoundError(f"no work in the library holds {' '.join(query)!r}; try fewer words")
    text = write([(work.key, work.record) for work in works], form)
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        write_whole(Path(output), text)
    except OSError as error:
        raise UnreadableInputError(
            f"{output} cannot be written ({error.strerror}); choose another place with -o"
        ) from error
    complain(f"{len(works)} {'work' if len(works) == 1 else 'works'} written to {output}.")
