from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import complain, write_out
from bibman.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from bibman.formats.bibliography import Shape
    from bibman.library import Library
    from bibman.model import Record

#: Citation keys and records by the keys that works have in the library.
Items = Mapping[str, tuple[str, "Record"]]

FORMATS = ("biblatex", "bibtex", "csl-json", "ris", "text", "html", "docx", "odt", "rtf")
STYLE = "gost-r-7-0-5"
#: So many keys of no work are told one by one.
MOST_TOLD = 20
_NOT_TEXT = ("docx", "odt")


@click.command("export")
@click.argument("query", nargs=-1)
@options.db
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help="How to write.  [default: as the name after -o ends, else biblatex]",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-", metavar="FILE",
    help="Write to FILE, whole or not at all; with --split-by a folder.  [default: standard output]",
)  # fmt: skip
@click.option(
    "--style", metavar="STYLE",
    help=f"For text, html, docx, odt, rtf: gost-r-7-0-5, apa, or a CSL file.  [default: {STYLE}]",
)  # fmt: skip
@click.option(
    "--keys", "template", metavar="TEMPLATE",
    help="Citation keys of this shape: '{author}{year}{title}', '{Author:4}-{yy}'.",
)  # fmt: skip
@click.option(
    "--cited-in", "citing", multiple=True, metavar="FILE",
    help="Only what this .tex, .aux, .bcf or Markdown file cites; may be repeated.",
)  # fmt: skip
@click.option(
    "--only", "fields", multiple=True, metavar="FIELD,...", help="Only these fields: author,title,year."
)
@click.option(
    "--sort", type=click.Choice(["key", "author", "year", "title", "added"]),
    help="In which order.  [default: author for a style, else key]",
)  # fmt: skip
@click.option(
    "--script", type=click.Choice(["original", "latin"]), default="original",
    help="latin: authors and titles in Latin letters, and each language in brackets.",
)  # fmt: skip
@click.option(
    "--scheme", "schemes", multiple=True, metavar="NAME",
    help="With --script latin: how to romanise (bgn-ru, iso-9, uzbek-2021 ...); may be repeated.",
)  # fmt: skip
@click.option("--split-by", type=click.Choice(["article"]), help="A file for each article, in the folder -o.")
@click.option("--yes", is_flag=True, help="With --split-by: replace files there that are not of an export.")
def command(
    query: tuple[str, ...],
    db: Path | None,
    output: str,
    template: str | None,
    citing: tuple[str, ...],
    split_by: str | None,
    yes: bool,
    **wanted: Any,
) -> None:
    """Write the works as a bibliography: all, or those that QUERY finds.

    The same library gives the same bytes, and a work that changes changes only its own lines. What is
    written as .bib is read back before it is kept.

    Formatted lists (text, html, docx, odt, rtf) are made by pandoc, by GOST R 7.0.5-2008, APA 7 or any CSL
    file; where a style leaves it open, the terms are those of each entry's language (С., P., B.).

    TEMPLATE for --keys has the fields {author}, {authors}, {year}, {yy}, {title}, {shorttitle}, {journal},
    {initials}, {volume}, {page}: {author:3} is its first three letters, {Author} has a capital. Keys that
    meet get a, b, ... Without --keys works have their keys in the library.

    \b
    bibman export -o library.bib
    bibman export тарбия --format csl-json
    bibman export --format bibtex --keys '{Author}{year}{Title}' -o old-latex.bib
    bibman export --style apa --sort year
    bibman export --style my-journal.csl -o list.docx
    bibman export --format text --script latin --scheme bgn-ru -o references.txt
    bibman export --split-by article --format ris -o lists/
    bibman export --only author,title,year
    bibman export --cited-in paper.tex -o paper.bib
    """
    shape = _shape(output, split_by, **wanted)
    if template is not None:
        from bibman.formats.key_template import read_template

        read_template(template)  # what is wrong with it is said before the library is opened
    with options.library(db) as library:
        items = _items(library, query, template)
        if citing:
            items = _cited(items, citing)
        if split_by:
            _write_folder(Path(output), library, items, shape, yes)
            return
        if not shape.sort:
            items = {key: items[key] for key in dict.fromkeys(library.work_keys().values()) if key in items}
    _write_file(output, items, shape)


def _shape(
    output: str,
    split_by: str | None,
    *,
    form: str | None,
    style: str | None,
    fields: Sequence[str],
    sort: str | None,
    script: str,
    schemes: Sequence[str],
) -> Shape:
    """What is wanted; raises UsageError for options that do not go together."""
    from bibman.formats.bibliography import ENDINGS, STYLED, Shape
    from bibman.formats.choose import read_fields_asked
    from bibman.formats.latin import check_schemes
    from bibman.formats.style import find_style

    name_ends = "" if split_by else Path(output).suffix.lstrip(".").lower()
    if name_ends not in ("", *ENDINGS) and not form:
        raise UsageError(f"no format has files that end in .{name_ends}; say with --format which is meant")
    form = form or ENDINGS.get(name_ends) or ("text" if style else "biblatex")
    if style and form not in STYLED:
        raise UsageError(f"--style is for formatted lists, and {form} is none; add --format text")
    if schemes and script != "latin":
        raise UsageError("--scheme is for a list in Latin letters; add --script latin")
    if split_by and output == "-":
        raise UsageError(f"--split-by {split_by} writes many files; name their folder with -o FOLDER")
    check_schemes(schemes)
    asked = [name.strip() for names in fields for name in names.split(",") if name.strip()]
    return Shape(
        format=form,
        sort="" if sort == "added" else sort or ("author" if form in STYLED else "key"),
        fields=read_fields_asked(asked),
        latin=script == "latin",
        schemes=tuple(schemes),
        style=find_style(style or STYLE) if form in STYLED else None,
    )


def _items(library: Library, query: Sequence[str], template: str | None) -> Items:
    """The works asked for by their keys in the library; all works decide about the key of each."""
    words = " ".join(query)
    works = library.search(words, None) if words else library.works()
    if words and not works:
        raise NotFoundError(f"no work in the library holds {words!r}; try fewer words")
    if template is None:
        return {work.key: (work.key, work.record) for work in works}
    from bibman.formats.key_template import template_keys

    everything = [(work.key, work.record) for work in (library.works() if words else works)]
    keys = dict(zip((key for key, _ in everything), template_keys(everything, template), strict=True))
    return {work.key: (keys[work.key], work.record) for work in works}


def _cited(items: Items, files: Sequence[str]) -> Items:
    """Those that the files cite under the keys that are wanted; keys of no work are told."""
    from bibman.formats.cited import EVERYTHING, cited_keys

    known = {key for key, _ in items.values()}
    cited: dict[str, None] = {}
    for file in files:
        with options.opened(file) as stream:
            found = dict.fromkeys(cited_keys(stream.read().decode("utf-8-sig", errors="replace")))
        missing = [key for key in found if key not in known and key != EVERYTHING]
        for key in missing[:MOST_TOLD]:
            complain(f"{file} cites {key}, which is no work here; bibman search finds works and their keys")
        if len(missing) > MOST_TOLD:
            complain(f"{file} cites {len(missing) - MOST_TOLD} more keys that are no works here")
        cited |= found
    chosen = {own: item for own, item in items.items() if item[0] in cited or EVERYTHING in cited}
    if not chosen:
        raise NotFoundError(f"{', '.join(files)}: no work of the library is cited there; check the keys")
    return chosen


def _write_file(output: str, items: Items, shape: Shape) -> None:
    from bibman.formats.bibliography import bibliography

    if output == "-" and shape.format in _NOT_TEXT and sys.stdout.isatty():
        raise UsageError(f"{shape.format} is nothing for a terminal; name a file with -o")
    write_out(output, bibliography(list(items.values()), shape))
    if output != "-":
        complain(f"{_amount(len(items), 'work')} written to {output}.")


def _write_folder(folder: Path, library: Library, items: Items, shape: Shape, overwrite: bool) -> None:
    """A file for each article with the works of its list, in the order of the list where none is wanted."""
    from bibman.cli.folder import write_files
    from bibman.formats.bibliography import bibliography, ending
    from bibman.formats.file_names import file_names

    articles = [article for article in library.articles() if not article.is_bibliography]
    files: dict[str, bytes] = {}
    for article, name in zip(articles, file_names([article.path for article in articles]), strict=True):
        keys = dict.fromkeys(reference.work for reference in library.article_references(article.path))
        if own := [items[key] for key in keys if key in items]:
            text = bibliography(own, shape)
            files[f"{name}.{ending(shape.format)}"] = (
                text if isinstance(text, bytes) else text.encode("utf-8")
            )
    for name in write_files(folder, files, overwrite=overwrite):
        complain(f"{folder / name} is of an earlier export and was left as it is.")
    complain(f"{_amount(len(files), 'file')} written to {folder}.")


def _amount(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"
