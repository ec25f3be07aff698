"""A bibliography file before it is written: what it is, and its rows, made by other processes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from hashlib import sha256
from itertools import chain, islice
from multiprocessing import get_context
from typing import BinaryIO

from bibman.formats.chunks import Chunk
from bibman.library.entries import EntryRows, entry_rows
from bibman.library.rows import BIBLIOGRAPHIES

#: With fewer chunks other processes take longer to start than they save.
_FEW_CHUNKS = 4
#: So many chunks wait for a process at a time.
_WAITING = 6

_START = 1 << 16
_BLOCK = 1 << 20
_RIS = re.compile(rb"^\s*TY {1,2}-", re.MULTILINE)


def prepared(chunks: Iterable[Chunk], processes: int = 2) -> Iterator[EntryRows]:
    """The rows of chunk after chunk; raises what reading the chunks raises."""
    coming = iter(chunks)
    first = list(islice(coming, _FEW_CHUNKS))
    if len(first) < _FEW_CHUNKS or processes < 2:
        yield from map(entry_rows, chain(first, coming))
        return
    # A process that is a copy of this one would have the library open too.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        begun: deque[Future[EntryRows]] = deque()
        for chunk in chain(first, coming):
            begun.append(pool.submit(entry_rows, chunk))
            if len(begun) >= _WAITING:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()


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
