"""What `dedupe` found, told: which records are one work and why, under which key each is kept."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count
from typing import Any

from bibman.formats.chunks import Chunk, entries_of
from bibman.formats.entries import BadEntry
from bibman.matching.columns import KINDS, Columns
from bibman.matching.dedupe import Deduped
from bibman.matching.explain import reasons
from bibman.matching.merge import merge_records
from bibman.model import Record
from bibman.text import read_table

ALONE = "the only record of its work"


@dataclass(slots=True)
class Entries:
    """The entries of bibliography files in order, as columns: key there, file and line.

    ``records`` is empty where they are not kept, ``complaints`` are sentences about what could not be read.
    """

    keys: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("l"))
    containers: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def extend(self, others: Entries) -> None:
        """Add the entries of the next chunk."""
        self.keys += others.keys
        self.sources += [sys.intern(source) for source in others.sources]
        self.lines += others.lines
        self.containers += others.containers
        self.records += others.records
        self.complaints += others.complaints

    def title(self, place: int) -> str:
        """The title of a record, "" where records are not kept."""
        return self.records[place].title if self.records else ""


def read_chunk(keep: bool, chunk: Chunk) -> tuple[list[Record], Entries]:
    """The records of a chunk and its entries, which hold the records too where they are to be kept."""
    read = Entries()
    records = []
    for entry in entries_of(chunk):
        if isinstance(entry, BadEntry):
            read.complaints.append(f"{entry.source}:{entry.line}: {entry.message}")
            continue
        read.keys.append(entry.key)
        read.sources.append(chunk.source)
        read.lines.append(entry.line)
        read.containers.append(sys.intern(entry.record.container_title))
        records.append(entry.record)
    if keep:
        read.records = records
    return records, read


def work_keys(entries: Entries, work: Sequence[int]) -> dict[int, str]:
    """The key of each work by its lowest place: that of its first record, made unlike all others."""
    taken: set[str] = set()
    keys: dict[int, str] = {}
    for place, lowest in enumerate(work):
        if place == lowest:
            key = entries.keys[place] or f"record-{place + 1}"
            keys[place] = next(k for k in chain([key], (f"{key}-{n}" for n in count(2))) if k not in taken)
            taken.add(keys[place])
    return keys


def rows(entries: Entries, found: Deduped, keys: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """One row a record, in order: its id, its work, and how surely and why it stands there."""
    # The ways in which fields agree are few beside the pairs: each is put in words once.
    worded: dict[bytes, list[tuple[str, str]]] = {}
    for key, work, pair in zip(entries.keys, found.work.tolist(), found.reason.tolist(), strict=True):
        alone = pair < 0
        yield {
            "id": key,
            "work": keys[work],
            "score": 1.0 if alone else round(float(found.pairs.score[pair]), 4),
            "reason": ALONE if alone else _reason(entries, found, pair, worded),
        }


def _reason(entries: Entries, found: Deduped, pair: int, worded: dict[bytes, list[tuple[str, str]]]) -> str:
    """Why the two records of a compared pair are one work, in a sentence."""
    levels = found.pairs.evidence.levels[pair].tobytes()
    if levels not in worded:
        told = reasons(found.pairs.evidence, pair)
        worded[levels] = [(field, _reason_texts()[field, level]) for field, level in told]
    a, b = int(found.pairs.left[pair]), int(found.pairs.right[pair])
    return "; ".join(
        text.format(a=_value(field, a, entries, found.columns), b=_value(field, b, entries, found.columns))
        if "{" in text
        else text
        for field, text in worded[levels]
    )


@cache
def _reason_texts() -> dict[tuple[str, str], str]:
    return {(row["field"], row["level"]): row["reason"] for row in read_table("work_reasons")}


def _value(field: str, place: int, entries: Entries, columns: Columns) -> str:
    """What a record has in the field, as it is told."""
    if field == "container":
        return entries.containers[place]
    if field == "kind":
        return KINDS[columns.kind[place]]
    return str(getattr(columns, "volume" if field == "place" else field)[place])


def groups(work: Sequence[int]) -> list[list[int]]:
    """The places of each work's records, in the order of the works' first records."""
    members: dict[int, list[int]] = {}
    for place, lowest in enumerate(work):
        members.setdefault(lowest, []).append(place)
    return list(members.values())


def merged(entries: Entries, work: Sequence[int], keys: Mapping[int, str]) -> list[tuple[str, Record]]:
    """One record a work under its key; the entries hold their records."""
    found = []
    for places in groups(work):
        records = [entries.records[place] for place in places]
        found.append((keys[places[0]], merge_records(records) if len(records) > 1 else records[0]))
    return found


def key_map(entries: Entries, work: Sequence[int], keys: Mapping[int, str]) -> Iterator[str]:
    """Lines of old key, new key and file, parted by tabs, under a line of headings."""
    yield "old\tnew\tfile\n"
    for key, source, lowest in zip(entries.keys, entries.sources, work, strict=True):
        yield f"{key}\t{keys[lowest]}\t{source}\n"


def report_rows(
    entries: Entries, work: Sequence[int], told: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The works of several records: each with its records, where they stand, and why they were joined."""
    every = list(told)
    return [
        {
            "work": every[places[0]]["work"],
            "records": [
                {
                    "id": entries.keys[place], "file": entries.sources[place], "line": entries.lines[place],
                    "title": entries.title(place),
                    "score": every[place]["score"], "reason": every[place]["reason"],
                }
                for place in places
            ],
        }
        for places in groups(work)
        if len(places) > 1
    ]  # fmt: skip


def report_text(works: Sequence[Mapping[str, Any]]) -> str:
    """The same to be read: a paragraph a work."""
    return "\n".join(
        f"{work['work']}: {len(work['records'])} records are one work\n"
        + "".join(map(_line, work["records"]))
        for work in works
    )


def _line(row: Mapping[str, Any]) -> str:
    return (
        f"  {row['id'] or '(no key)'} ({row['file']}:{row['line']}): {row['title']}\n"
        f"    {row['score']:.2f} {row['reason']}\n"
    )
