from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click

from bibman.cli import options
from bibman.cli.output import complain, print_jsons

#: So many references are tagged at a time: output starts soon, and memory stays small.
BATCH = 512


@click.command("parse")
@click.argument("file", default="-", type=options.FILE, metavar="[FILE|-]")
@options.format_option(["jsonl", "csl-json", "bibtex", "biblatex", "ris", "segments"], default="jsonl")
def command(file: str, form: str) -> None:
    """Take references apart: one reference a line in, one record a line out, in order.

    jsonl prints one CSL-JSON item a line, with its confidence; segments prints the labelled pieces.

    \b
    bibman parse references.txt --format biblatex
    echo 'Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.' | bibman parse
    bibman extract article.txt --format text | bibman parse --format ris
    """
    from bibman.references.tagger import engine

    if engine() == "crf":
        complain(
            "onnxruntime is missing, so the smaller model parses; pip install onnxruntime for the better one."
        )
    lines = options.lines(file)
    if form == "segments":
        _print_segments(lines)
    elif form == "jsonl":
        _print_items(lines)
    else:
        _print_file(lines, form)


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _print_segments(lines: Iterator[str]) -> None:
    from bibman.references.tagger import tag_stream

    for batch in tag_stream(_batches(lines)):
        print_jsons({"segments": tagged.segments} for tagged in batch)


def _print_items(lines: Iterator[str]) -> None:
    from bibman.formats.csl import to_item
    from bibman.references.parse import parse_stream

    for batch in parse_stream(_batches(lines)):
        print_jsons(map(to_item, batch))


def _print_file(lines: Iterator[str], form: str) -> None:
    from bibman.formats import write
    from bibman.formats.keys import assign_keys
    from bibman.references.parse import parse_stream

    records = [record for batch in parse_stream(_batches(lines)) for record in batch]
    click.echo(write(list(zip(assign_keys(records, set()), records, strict=True)), form), nl=False)
