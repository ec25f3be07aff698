from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import ROW_FORMATS, Row, print_rows

if TYPE_CHECKING:
    from bibman.library import Counts
    from bibman.reports.stats import Group, SelfCitationRate, Statistics

_COLUMNS = ["about", "value", "count", "of", "share"]
#: So many rows of each kind a table shows unless told.
_SHOWN = 10


@click.command("stats")
@options.db
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Show at most N of each kind.  [default: {_SHOWN} in a table, else all]",
)
@options.format_option(ROW_FORMATS)
def command(db: Path | None, limit: int | None, form: str | None) -> None:
    """Show figures: works by type, year, language, script and venue, who is cited most, what is missing.

    Languages and scripts are those of titles; the spellings of one venue are counted together. People count
    by the references that name them, fields by the works of a type that have them, articles by their
    self-citations.

    \b
    bibman stats
    bibman stats --limit 30
    bibman stats --format csv > figures.csv
    """
    from bibman.reports.stats import read_statistics

    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    with options.library(db) as library:
        figures = read_statistics(library)
    if form == "table":
        print_rows(_for_people(figures, limit or _SHOWN), form, _COLUMNS)
    else:
        kinds = groupby(_rows(figures, figures.years), key=_about)
        print_rows(
            (row for about, rows in kinds for row in islice(rows, None if about == "library" else limit)),
            form,
            _COLUMNS,
        )


def _about(row: Row) -> Any:
    return row["about"]


def _rows(figures: Statistics, years: Iterable[Group]) -> Iterator[Row]:
    """One row a figure, those about one kind of thing together."""
    works, references = figures.counts.works, figures.counts.references
    yield from _sizes(figures.counts)
    for about, groups in (
        ("type", figures.types),
        ("year", years),
        ("language", figures.languages),
        ("script", figures.scripts),
        ("venue", figures.venues),
    ):
        yield from (_row(about, group.value, group.works, works) for group in groups)
    for person in figures.people:
        yield {**_row("person", person.name, person.references, references), "person": person.key}
    for field in figures.fields:
        yield _row("field", f"{field.field} ({field.type})", field.filled, field.works)
    yield from _self_citations(figures.self_citations)


def _row(about: str, value: str, count: int, of: int | None) -> Row:
    share = round(count / of, 4) if of else None
    return {"about": about, "value": value, "count": count, "of": of, "share": share}


def _sizes(counts: Counts) -> Iterator[Row]:
    for value, count in (
        ("articles", counts.articles),
        ("references", counts.references),
        ("works", counts.works),
        ("people", counts.persons),
        ("names as printed", counts.names),
        ("pairs to decide", counts.candidates),
        ("judgements", counts.judgements),
    ):
        yield _row("library", value, count, None)


def _self_citations(rate: SelfCitationRate) -> Iterator[Row]:
    if rate.articles:
        yield _row("self-citations", "all articles", rate.self_citations, rate.references)
    for article in rate.articles:
        path = options.shown_path(article.article)
        yield _row("self-citations", path, article.self_citations, article.references)


def _for_people(figures: Statistics, most: int) -> Iterator[Row]:
    """At most so many rows of each kind, with what they are about said once, and how many are left out."""
    years = figures.years if len(figures.years) <= most else _decades(figures.years)
    for about, kind in groupby(_rows(figures, years), key=_about):
        rows = list(kind)
        shown = rows if about in ("library", "year", "field") else rows[:most]
        for n, row in enumerate(shown):
            share = "" if row["share"] is None else f"{row['share']:.0%}"
            yield {**row, "about": "" if n else about, "value": row["value"] or "(none)", "share": share}
        if len(rows) > len(shown):
            yield {"value": f"and {len(rows) - len(shown):,} more"}


def _decades(years: Sequence[Group]) -> list[Group]:
    from bibman.reports.stats import Group

    decades = groupby(years, key=lambda year: year.value and f"{year.value[:-1]}0–{year.value[:-1]}9")
    return [
        Group(decade, sum(year.works for year in those), sum(year.references for year in those))
        for decade, those in ((decade, list(those)) for decade, those in decades)
    ]
