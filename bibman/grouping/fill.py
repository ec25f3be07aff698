"""The works of a whole library computed at once, a million references at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np

from bibman.formats.keys import citation_key, distinct_keys
from bibman.library import Library, PlannedPair, PlannedWork, Regrouping, Ruling, WorksPlan
from bibman.library.connect import explained
from bibman.library.keeping import kept_keys, merged
from bibman.matching.dedupe import Deduped, Normalized, dedupe, normalize_chunks
from bibman.matching.groups import Compared
from bibman.matching.nearby import Ids, KeyTable, key_table
from bibman.matching.split import Places
from bibman.matching.works import ENGINE
from bibman.model import Record
from bibman.workers import in_turn

#: So many references are read at a time.
_CHUNK = 5000


def works_plan(library: Regrouping) -> WorksPlan:
    """All works by the articles alone, with their keys, the pairs to decide and the block keys."""
    ids = library.reference_ids()
    chunks = [ids[n : n + _CHUNK] for n in range(0, len(ids), _CHUNK)]
    with explained(library.path):
        tables = _KeyTables(library.path.parent)
        found = dedupe(tables.kept(normalize_chunks(chunks, partial(_read, library.path))))
    works = _works(found, np.array(ids, np.int64))
    pairs = _best_pairs(found.undecided, found.work, np.array(ids, np.int64))
    del found
    keys = _keys(library, [work.members for work in works])
    key_of = {id: key for key, work in zip(keys, works, strict=True) for id in work.members}
    between = []
    for pair in pairs:
        one, two = sorted((key_of[pair.left], key_of[pair.right]))
        between.append((one, two, pair))
    return WorksPlan(works, keys, between, tables, ENGINE)


class _KeyTables:
    """Block keys on their way into the library, in a file: a million would take 300 MB of memory."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  (open as long as this lives)
        self._count = 0

    def kept(self, parts: Iterable[Normalized[Sequence[int]]]) -> Iterator[Normalized[Sequence[int]]]:
        """The parts as they are, the block keys of each kept."""
        for part in parts:
            table = key_table(np.array(part.kept, np.int64), part.keys)
            np.save(self._file, table.ids)
            np.save(self._file, table.table)
            self._count += 1
            yield part

    def __iter__(self) -> Iterator[KeyTable]:
        self._file.seek(0)
        for _ in range(self._count):
            yield KeyTable(np.load(self._file), np.load(self._file))


@dataclass(frozen=True)
class _Works:
    """The works found, each made when it is asked for: a million as objects would take 500 MB of memory.

    ``members`` (ids) of one work stand together, from one of ``starts`` to the next; of each ``why`` is the
    row of the pair that says why it is there, -1 for none.
    """

    members: Ids
    starts: Places
    why: Places
    pairs: Compared

    def __iter__(self) -> Iterator[PlannedWork]:
        for start, end in pairwise(self.starts.tolist()):
            rows = self.why[start:end].tolist()
            why = tuple([_pair(self.pairs, row) if row >= 0 else None for row in rows])
            yield PlannedWork(tuple(self.members[start:end].tolist()), why)


def _read(path: Path, ids: Sequence[int]) -> tuple[list[Record], Sequence[int]]:
    """The records of these references, by a process that reads the library on its own."""
    with Library.open(path) as library:
        return [member.record for member in library.regrouping.work_members(ids)], ids


def _works(found: Deduped, ids: Ids) -> _Works:
    order = np.argsort(found.work, kind="stable")
    starts = np.flatnonzero(np.diff(found.work[order], prepend=-1))
    told = np.unique(found.reason[found.reason >= 0])
    why = np.where(found.reason < 0, -1, np.searchsorted(told, found.reason))[order]
    return _Works(ids[order], np.append(starts, len(order)), why, _by_id(found.pairs.take(told), ids))


def _by_id(pairs: Compared, ids: Ids) -> Compared:
    """The pairs of places as pairs of ids."""
    return replace(pairs, left=ids[pairs.left], right=ids[pairs.right])


def _pair(pairs: Compared, row: int) -> PlannedPair:
    left, right = int(pairs.left[row]), int(pairs.right[row])
    return PlannedPair(left, right, float(pairs.score[row]), pairs.evidence.levels[row].tobytes())


def _best_pairs(pairs: Compared, work: Places, ids: Ids) -> list[PlannedPair]:
    """Of the pairs between each two works the one with the best score."""
    one, two = np.sort(np.stack([work[pairs.left], work[pairs.right]]), axis=0)
    order = np.lexsort((-pairs.score, two, one))
    first = np.flatnonzero(np.diff(one[order], prepend=-1) | np.diff(two[order], prepend=-1))
    best = _by_id(pairs.take(order[first]), ids)
    return [_pair(best, row) for row in range(len(best))]


def _keys(library: Regrouping, groups: Sequence[Sequence[int]]) -> list[str]:
    keys = kept_keys(
        groups, Ruling(), library.own_keys("work"), library.first_work_keys(), library.given_keys()
    )
    unnamed = [group for group, key in zip(groups, keys, strict=True) if not key]
    if not unnamed:
        return keys
    batches = (unnamed[n : n + _CHUNK] for n in range(0, len(unnamed), _CHUNK))
    asked, content = [], []
    for some in in_turn(partial(_asked_keys, library.path), batches):
        asked += [key for key, _ in some]
        content += [text for _, text in some]
    fresh = iter(distinct_keys(asked, content.__getitem__, {*keys, *library.used_keys("work")}))
    return [key or next(fresh) for key in keys]


def _asked_keys(path: Path, groups: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    """The key that each work asks for, and its content, which decides who gets it."""
    with Library.open(path) as library:
        found = library.regrouping.work_members([id for ids in groups for id in ids])
    known = {member.id: member for member in found}
    records = [merged([known[id] for id in group]) for group in groups]
    return [(citation_key(record), repr(record)) for record in records]
