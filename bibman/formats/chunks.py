"""A bibliography file cut into chunks that another process can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.read import read_records, whole
from bibman.formats.read_json import is_json_line, read_json_lines

#: So many entries are handed over at a time.
_SIZE = 2000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some entries of a file in order: as lines of CSL-JSON from line ``line`` on, or read already."""

    source: str
    line: int = 1
    lines: tuple[bytes, ...] = ()
    entries: tuple[ReadEntry | BadEntry, ...] = ()


def chunks(stream: BinaryIO, source: str, encoding: str | None = None) -> Iterator[Chunk]:
    """The chunks of a file that was opened for reading; raises what ``read_records`` raises.

    Items that stand one a line are not read yet, and the file is taken line by line.
    """
    first = stream.readline().removeprefix(_BOM)
    if encoding or not is_json_line(first):
        entries = iter(read_records(whole(first, stream, source), source, encoding))
        while some := tuple(islice(entries, _SIZE)):
            yield Chunk(source, entries=some)
        return
    lines, line = (first, *islice(stream, _SIZE)), 1
    while lines:
        yield Chunk(source, line, lines)
        line += len(lines)
        lines = tuple(islice(stream, _SIZE))


def entries_of(chunk: Chunk) -> list[ReadEntry | BadEntry]:
    """The entries of a chunk in order."""
    if chunk.lines:
        return list(read_json_lines(chunk.lines[0], chunk.lines[1:], chunk.source, chunk.line))
    return list(chunk.entries)
