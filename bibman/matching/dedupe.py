"""Records -> their works, a million at a time: normalised, blocked, compared, joined, by two processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

import numpy as np

from bibman.matching.block import BlockKeys, block_keys, join_keys
from bibman.matching.candidates import candidate_pairs
from bibman.matching.columns import Columns, join_columns, normalize
from bibman.matching.decide import DIFFERENT
from bibman.matching.groups import Compared, best_partners, compared, group
from bibman.matching.levels import FIELDS, Evidence, Levels
from bibman.matching.score import score
from bibman.matching.split import Places
from bibman.model import Record
from bibman.workers import in_turn, left_untouched

Chunk = TypeVar("Chunk")
Kept = TypeVar("Kept")

#: With fewer pairs a second process takes longer to start than it saves.
_FEW_PAIRS = 50_000
_PAIRS_AT_A_TIME = 50_000

#: The step after which nothing more is told.
LAST_STEP = "joining"

#: Told what is being done, how much of it is done and of how much (0 where that is not known).
Progress = Callable[[str, int, int], None]


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Normalized(Generic[Kept]):
    """Records as the later stages need them, and what the caller keeps of their chunk."""

    columns: Columns
    keys: BlockKeys
    kept: Kept


@dataclass(frozen=True, slots=True)
class Deduped:
    """The works of records: for each the lowest place in its work, and the pair that best says why.

    ``reason`` is the row of that pair in ``pairs``, -1 for a record that is alone. ``undecided`` are the
    pairs of records of different works that may be one work.
    """

    columns: Columns
    work: Places
    reason: Places
    pairs: Compared
    undecided: Compared
    candidates: int


def normalize_chunks(
    chunks: Iterable[Chunk], read: Callable[[Chunk], tuple[Sequence[Record], Kept]], processes: int = 2
) -> Iterator[Normalized[Kept]]:
    """Chunk after chunk read and normalised, in order.

    ``read`` makes the records of a chunk and what is to be kept of it. Another process calls it, so it is a
    function of a module.
    """
    return in_turn(partial(_normalized, read), chunks, processes)


def _normalized(read: Callable[[Chunk], tuple[Sequence[Record], Kept]], chunk: Chunk) -> Normalized[Kept]:
    records, kept = read(chunk)
    columns = normalize(records)
    return Normalized(columns, block_keys(columns), kept)


def dedupe(
    parts: Iterable[Normalized[Kept]], progress: Progress = no_progress, processes: int = 2
) -> Deduped:
    """The works of all records of the parts, in their order."""
    columns, keys = _gathered(parts, progress)
    progress("looking for pairs", 0, 0)
    left, right = candidate_pairs(keys, processes)
    content = keys.content
    del keys
    candidates = compare_pairs(columns, left, right, progress, processes)
    progress(LAST_STEP, 0, 0)
    work, pairs = group(content, candidates, partial(compare_pairs, columns))
    apart = (work[left] != work[right]) & (candidates.verdict != DIFFERENT)
    return Deduped(columns, work, best_partners(work, pairs), pairs, candidates.take(apart), len(left))


def _gathered(parts: Iterable[Normalized[Kept]], progress: Progress) -> tuple[Columns, BlockKeys]:
    columns, keys = [], []
    count = 0
    for part in parts:
        columns.append(part.columns)
        keys.append(part.keys)
        count += len(part.columns)
        progress("reading", count, 0)
    return join_columns(columns), join_keys(keys) if keys else block_keys(join_columns(columns))


def compare_pairs(
    columns: Columns, left: Places, right: Places, progress: Progress = no_progress, processes: int = 1
) -> Compared:
    """The pairs (left[n], right[n]) of records compared; half of many pairs by another process."""
    context = _fork() if processes > 1 and len(left) >= _FEW_PAIRS else None
    if not context:
        return compared(left, right, Evidence(_levels(columns, left, right, progress, len(left))))
    half = len(left) // 2
    receiving, sending = context.Pipe(duplex=False)
    helper = context.Process(target=_send_levels, args=(columns, left[half:], right[half:], sending))
    with left_untouched():
        helper.start()
        sending.close()
        ours = _levels(columns, left[:half], right[:half], progress, len(left))
        theirs = np.frombuffer(receiving.recv_bytes(), np.int8).reshape(-1, len(FIELDS))
        helper.join()
    return compared(left, right, Evidence(np.concatenate([ours, theirs])))


def _fork() -> multiprocessing.context.ForkContext | None:
    """The way to start a process that sees our memory, None on systems that have none."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return None
    return multiprocessing.get_context("fork")


def _send_levels(columns: Columns, left: Places, right: Places, sending: Connection) -> None:
    sending.send_bytes(_levels(columns, left, right, no_progress, 0).tobytes())
    sending.close()


def _levels(columns: Columns, left: Places, right: Places, progress: Progress, total: int) -> Levels:
    found = [np.zeros((0, len(FIELDS)), np.int8)]
    share = total / max(len(left), 1)  # as much is done elsewhere meanwhile
    for start in range(0, len(left), _PAIRS_AT_A_TIME):
        rows = slice(start, start + _PAIRS_AT_A_TIME)
        found.append(score(columns, left[rows], right[rows]).levels)
        progress("comparing", int(share * min(rows.stop, len(left))), total)
    return np.concatenate(found)
