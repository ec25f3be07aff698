"""The works of a whole library computed at once, a million references at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bibman.formats.keys import citation_key, distinct_keys
from bibman.library import Library, PlannedPair, PlannedWork, Ruling, WorksPlan
from bibman.library.keeping import kept_keys, merged
from bibman.matching.dedupe import Deduped, Normalized, dedupe, in_turn, normalize_chunks
from bibman.matching.groups import Compared
from bibman.matching.nearby import KeyTable, key_table
from bibman.matching.works import ENGINE
from bibman.model import Record

#: So many references are read at a time.
_CHUNK = 5000


def works_plan(library: Library) -> WorksPlan:
    """All works by the articles alone, with their keys, the pairs to decide and the block keys."""
    ids = library.reference_ids()
    chunks = [ids[n : n + _CHUNK] for n in range(0, len(ids), _CHUNK)]
    tables: list[KeyTable] = []
    found = dedupe(_kept(normalize_chunks(chunks, partial(_read, library.path)), tables))
    works = _works(found, ids)
    pairs = list(_best_pairs(found.undecided, found.work, ids))
    del found
    keys = _keys(library, [work.members for work in works])
    key_of = {id: key for key, work in zip(keys, works, strict=True) for id in work.members}
    between = []
    for pair in pairs:
        one, two = sorted((key_of[pair.left], key_of[pair.right]))
        between.append((one, two, pair))
    return WorksPlan(works, keys, between, tables, ENGINE)


def _read(path: Path, ids: Sequence[int]) -> tuple[list[Record], Sequence[int]]:
    """The records of these references, by a process that reads the library on its own."""
    with Library.open(path) as library:
        return [member.record for member in library.work_members(ids)], ids


def _kept(
    parts: Iterator[Normalized[Sequence[int]]], tables: list[KeyTable]
) -> Iterator[Normalized[Sequence[int]]]:
    for part in parts:
        tables.append(key_table(np.array(part.kept, np.int64), part.keys))
        yield part


def _works(found: Deduped, ids: Sequence[int]) -> list[PlannedWork]:
    order = np.argsort(found.work, kind="stable")
    starts = np.flatnonzero(np.diff(found.work[order], prepend=-1))
    works = []
    for places in np.split(order, starts[1:]) if len(order) else []:
        rows = found.reason[places].tolist()
        why = tuple(_pair(found.pairs, row, ids) if row >= 0 else None for row in rows)
        works.append(PlannedWork(tuple(ids[place] for place in places.tolist()), why))
    return works


def _pair(pairs: Compared, row: int, ids: Sequence[int]) -> PlannedPair:
    left, right = ids[int(pairs.left[row])], ids[int(pairs.right[row])]
    return PlannedPair(left, right, float(pairs.score[row]), pairs.evidence.levels[row].tobytes())


def _best_pairs(pairs: Compared, work: np.ndarray, ids: Sequence[int]) -> Iterator[PlannedPair]:
    """Of the pairs between each two works the one with the best score."""
    one, two = np.sort(np.stack([work[pairs.left], work[pairs.right]]), axis=0)
    order = np.lexsort((-pairs.score, two, one))
    first = np.flatnonzero(np.diff(one[order], prepend=-1) | np.diff(two[order], prepend=-1))
    for row in order[first].tolist():
        yield _pair(pairs, row, ids)


def _keys(library: Library, groups: Sequence[Sequence[int]]) -> list[str]:
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
        known = {member.id: member for member in library.work_members([id for ids in groups for id in ids])}
    records = [merged([known[id] for id in group]) for group in groups]
    return [(citation_key(record), repr(record)) for record in records]
