"""Reference strings to records: tag, then build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import tee

from bibman.model import FieldValues, Record
from bibman.references.confidence import by_field
from bibman.references.labels import Tagged
from bibman.references.records import build_record
from bibman.references.tagger import tag_stream
from bibman.text import clean_line

#: Further digits of a confidence say nothing, and differ with the references read beside it.
DIGITS = 4


def parse_references(texts: Sequence[str]) -> list[Record]:
    """A record for each reference, in order; a text without letters is the note of an empty one."""
    return next(parse_stream([texts]))


def parse_stream(batches: Iterable[Sequence[str]]) -> Iterator[list[Record]]:
    """The records of batch after batch; the network reads the next batch while one is made into records."""
    texts, ahead = tee(batches)
    readable = ([text if any(c.isalpha() for c in text) else "" for text in batch] for batch in ahead)
    for batch, tagged in zip(texts, tag_stream(readable), strict=True):
        yield list(map(_record, batch, tagged))


def _record(text: str, tagged: Tagged) -> Record:
    if not tagged.segments:
        return Record(note=clean_line(text))
    record = build_record(tagged.segments, confidence=round(tagged.confidence, DIGITS))
    return replace(record, confidences=_kept(record, by_field(tagged.segments, tagged.confidences)))


def _kept(record: Record, confidences: FieldValues) -> FieldValues:
    """The confidences of the fields that the record holds."""
    return tuple((field, round(value, DIGITS)) for field, value in confidences if getattr(record, field))


def parse_reference(text: str) -> Record:
    """The record of one reference."""
    return parse_references([text])[0]
