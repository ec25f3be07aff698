"""A bibliography file before it is written: what it is, and its rows, made by other processes."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from hashlib import sha256
from typing import BinaryIO

from bibman.errors import UnreadableInputError
from bibman.formats.chunks import Chunk
from bibman.library.entries import EntryRows, entry_rows
from bibman.library.rows import BIBLIOGRAPHIES
from bibman.workers import FEW_CHUNKS, Died, in_order

_START = 1 << 16
_BLOCK = 1 << 20
_RIS = re.compile(rb"^\s*TY {1,2}-", re.MULTILINE)


def prepared(chunks: Iterable[Chunk], processes: int = 2) -> Generator[EntryRows, None, None]:
    """The rows of chunk after chunk; raises what reading the chunks raises.

    UnreadableInputError where another process dies.
    """
    for rows in in_order(entry_rows, chunks, processes, FEW_CHUNKS):
        if isinstance(rows, Died):
            raise UnreadableInputError(rows.sentence(rows.item.source))
        yield rows


def stream_hash(stream: BinaryIO) -> str:
    """The SHA-256 of all that the stream holds; it is at its start then."""
    content = sha256()
    while block := stream.read(_BLOCK):
        content.update(block)
    stream.seek(0)
    return content.hexdigest()


def media_type(stream: BinaryIO) -> str:
    """The media type of a bibliography, told by how it begins; the stream stays at its start."""
    start = stream.read(_START).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    stream.seek(0)
    if start[:1] in (b"[", b"{"):
        return BIBLIOGRAPHIES["csl-json"]
    return BIBLIOGRAPHIES["ris" if _RIS.search(start) else "bib"]
