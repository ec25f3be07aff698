"""Reference strings to records: tag, then build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bibman.model import FieldValues, Record
from bibman.references.confidence import by_field
from bibman.references.records import build_record
from bibman.references.tagger import tag
from bibman.text import clean_line

#: Further digits of a confidence say nothing, and differ with the references read beside it.
DIGITS = 4


def parse_references(texts: Sequence[str]) -> list[Record]:
    """A record for each reference, in order; a text without letters is the note of an empty one."""
    readable = [n for n, text in enumerate(texts) if any(c.isalpha() for c in text)]
    records = [Record(note=clean_line(text)) for text in texts]
    for n, tagged in zip(readable, tag([texts[n] for n in readable]), strict=True):
        record = build_record(tagged.segments, confidence=round(tagged.confidence, DIGITS))
        records[n] = replace(record, confidences=_kept(record, by_field(tagged.segments, tagged.confidences)))
    return records


def _kept(record: Record, confidences: FieldValues) -> FieldValues:
    """The confidences of the fields that the record holds."""
    return tuple((field, round(value, DIGITS)) for field, value in confidences if getattr(record, field))


def parse_reference(text: str) -> Record:
    """The record of one reference."""
    return parse_references([text])[0]
