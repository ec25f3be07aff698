"""The references around what has changed in a library, so many that no others are concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bibman.library import Library, Regrouping, Touched, WorkMember
from bibman.matching.block import block_keys
from bibman.matching.candidates import Places
from bibman.matching.columns import Columns, join_columns, normalize
from bibman.matching.decide import DIFFERENT, SAME
from bibman.matching.dedupe import compare_pairs
from bibman.matching.hashing import Hashes
from bibman.matching.nearby import IdPairs, Ids, KeyChange, KeyTable, key_change, key_table
from bibman.workers import in_turn

#: So many references are read by a process at a time.
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """References whose works are to be computed (``inside``, ids) and those that are like one of them.

    ``members`` are both, by id; ``columns``, ``content`` and the ``pairs`` worth comparing (by place) are
    theirs. ``rekeyed`` (ids) came, changed or left, ``keys`` are the block keys of those that are there.
    """

    inside: frozenset[int]
    members: tuple[WorkMember, ...]
    columns: Columns
    content: Hashes
    pairs: tuple[Places, Places]
    rekeyed: Ids
    keys: KeyTable


class _Records:
    """Members read from a library so far, with their columns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._members: dict[int, WorkMember] = {}
        self._columns = normalize([])

    def read(self, ids: Iterable[int]) -> None:
        """Read what is not known yet."""
        fresh = sorted(set(ids) - self._members.keys())
        parts = [self._columns]
        for members, columns in in_turn(
            partial(_read, self._path), [fresh[n : n + _CHUNK] for n in range(0, len(fresh), _CHUNK)]
        ):
            self._members |= {member.id: member for member in members}
            parts.append(columns)
        self._columns = join_columns(parts)

    def members(self, ids: Iterable[int]) -> list[WorkMember]:
        """Those of these ids that are there."""
        return [self._members[id] for id in ids if id in self._members]

    def columns(self, ids: Iterable[int]) -> Columns:
        """The columns of these members, in this order."""
        row = {id: n for n, id in enumerate(self._members)}
        return self._columns.take([row[id] for id in ids])


def _read(path: Path, ids: Sequence[int]) -> tuple[list[WorkMember], Columns]:
    """The references with these ids and their columns, by a process that reads the library on its own."""
    with Library.open(path) as library:
        members = library.regrouping.work_members(ids)
    return members, normalize([member.record for member in members])


def neighbourhood(library: Regrouping, touched: Touched) -> Neighbourhood:
    """The references that what was touched reaches, directly or through others.

    Of records that were there before and whose pair is still looked at, it is known whether they may be one:
    they stand in one work, or a pair to decide ties their works. All others need not be compared again.
    """
    records = _Records(library.path)
    change = _key_change(library, records, touched)
    near = [change.pairs_with_touched()]
    likely, same = _likely(records, near[0])
    moved, _ = _likely(records, change.moved())
    likely_pairs = [likely]
    coming = inside = library.together(
        {*_ids(same), *_ids(moved), *touched.members, *library.tied(touched.references, touched.works)}
    )
    scanned = set[int]()
    while coming:
        region = inside | library.tied(inside)
        fresh = change.pairs_among(_sorted(region - scanned), _sorted(region))
        likely, same = _likely(records, fresh)
        near.append(fresh)
        likely_pairs.append(likely)
        scanned |= region
        coming = library.together(_ids(same) - inside) - inside
        inside |= coming
    records.read(inside)
    every, some = np.concatenate(near), np.concatenate(likely_pairs)
    every = every[_is_among(every, inside).all(axis=1)]
    some = some[_is_among(some, inside).any(axis=1)]
    return _neighbourhood(records, inside, np.unique(np.concatenate([every, some]), axis=0), change)


def _key_change(library: Regrouping, records: _Records, touched: Touched) -> KeyChange:
    records.read(touched.references)
    present = [member.id for member in records.members(touched.references)]
    table = fresh = key_table(np.array(present, np.int64), block_keys(records.columns(present)))
    if not touched.whole:
        table = library.key_table(fresh)
    return key_change(table, len(table.ids) - len(present), np.array(touched.references, np.int64))


def _likely(records: _Records, pairs: IdPairs) -> tuple[IdPairs, IdPairs]:
    """Those of the pairs that may be one work, and those of them that are."""
    ids = np.unique(pairs)
    records.read(ids.tolist())
    places = np.searchsorted(ids, pairs)
    found = compare_pairs(records.columns(ids.tolist()), places[:, 0], places[:, 1])
    return pairs[found.verdict != DIFFERENT], pairs[found.verdict == SAME]


def _ids(pairs: IdPairs) -> set[int]:
    return set(pairs.ravel().tolist())


def _sorted(ids: Collection[int]) -> Ids:
    return np.array(sorted(ids), np.int64)


def _is_among(pairs: IdPairs, ids: Collection[int]) -> NDArray[np.bool_]:
    return np.isin(pairs, _sorted(ids))


def _neighbourhood(
    records: _Records, inside: Collection[int], pairs: IdPairs, change: KeyChange
) -> Neighbourhood:
    ids = np.union1d(pairs.ravel(), _sorted(inside))
    places = np.searchsorted(ids, pairs)
    every = ids.tolist()
    return Neighbourhood(
        frozenset(inside),
        tuple(records.members(every)),
        records.columns(every),
        change.content(ids),
        (places[:, 0], places[:, 1]),
        change.rekeyed,
        change.fresh,
    )
