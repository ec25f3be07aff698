"""A bibliography file -> its entries as records; the format is told by the content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from bibman.errors import UnreadableInputError
from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.read_json import is_json_line, read_json, read_json_lines

#: The largest file that is read at once, in bytes: some 400,000 entries of .bib or RIS.
LARGEST = 300_000_000

_BOM = b"\xef\xbb\xbf"
_BIB = re.compile(r"^[^\S\n]*@[^\W\d]\w*[^\S\n]*[{(]", re.MULTILINE)
_RIS = re.compile(r"^TY {1,2}- ?", re.MULTILINE)


def read_records(
    data: bytes | BinaryIO, source: str, encoding: str | None = None
) -> Iterator[ReadEntry | BadEntry]:
    """The entries of a bibliography in order: .bib, RIS, CSL-JSON (an array, an object, one item a line).

    ``data`` is the file's bytes or the file opened for reading; items that stand one a line are read as they
    are asked for, everything else is held in memory. ``source`` names the file in messages. A broken entry is
    a BadEntry, and the others are still read. Raises UnreadableInputError where all of it is something else,
    UsageError for an ``encoding`` that nobody knows.
    """
    stream = BytesIO(data) if isinstance(data, bytes) else data
    first = stream.readline()
    skipped = 0
    while first and not first.removeprefix(_BOM).strip():
        first = stream.readline()
        skipped += 1
    if not encoding and is_json_line(first.removeprefix(_BOM)):
        return read_json_lines(first.removeprefix(_BOM), stream, source, skipped + 1)
    return _read_text(_text(b"\n" * skipped + whole(first, stream, source), source, encoding), source)


def whole(first: bytes, stream: BinaryIO, source: str) -> bytes:
    """The first line and all that follows; raises UnreadableInputError where that is more than LARGEST."""
    rest = stream.read(LARGEST + 1)
    if len(rest) > LARGEST:
        raise UnreadableInputError(
            f"{source} has more than the {LARGEST // 1_000_000} MB bibman reads at once; split it, or write "
            "it as CSL-JSON, one item a line"
        )
    return first + rest


def _text(data: bytes, source: str, encoding: str | None) -> str:
    # Imported here, since JSON lines need no detection of encodings.
    from bibman.articles.decode import decode

    text, _ = decode(data, source, encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_text(text: str, source: str) -> Iterator[ReadEntry | BadEntry]:
    opening = text.lstrip("\ufeff \t\n")[:1]
    if opening in ("[", "{") and (entries := read_json(text, source)):
        return entries
    if _RIS.search(text):
        from bibman.formats.read_ris import read_ris

        return read_ris(text, source)
    if _BIB.search(text):
        from bibman.formats.read_bib import read_bib

        return read_bib(text, source)
    raise UnreadableInputError(
        f"{source} is no bibliography that bibman knows; give it .bib, RIS or CSL-JSON"
    )
