"""The references around what has changed in a library, so many that no others are concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bibman.library import Library, Touched, WorkMember
from bibman.matching.block import block_keys
from bibman.matching.candidates import Places
from bibman.matching.columns import Columns, join_columns, normalize
from bibman.matching.decide import SAME
from bibman.matching.dedupe import compare_pairs
from bibman.matching.hashing import Hashes
from bibman.matching.nearby import IdPairs, Ids, KeyChange, KeyTable, key_change, key_table


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

    def __init__(self, library: Library) -> None:
        self._library = library
        self._members: dict[int, WorkMember] = {}
        self._columns = normalize([])

    def read(self, ids: Iterable[int]) -> None:
        """Read what is not known yet."""
        fresh = self._library.work_members(sorted(set(ids) - self._members.keys()))
        if fresh:
            self._columns = join_columns([self._columns, normalize([member.record for member in fresh])])
            self._members |= {member.id: member for member in fresh}

    def members(self, ids: Iterable[int]) -> list[WorkMember]:
        """Those of these ids that are there."""
        return [self._members[id] for id in ids if id in self._members]

    def columns(self, ids: Iterable[int]) -> Columns:
        """The columns of these members, in this order."""
        row = {id: n for n, id in enumerate(self._members)}
        return self._columns.take([row[id] for id in ids])


def neighbourhood(library: Library, touched: Touched) -> Neighbourhood:
    """The references that what was touched reaches, directly or through others."""
    records = _Records(library)
    change = _key_change(records, touched, [] if touched.whole else library.key_tables())
    met = np.setdiff1d(change.met(), touched.references).tolist()
    inside = library.together({*met, *touched.members})
    pairs = np.zeros((0, 2), np.int64)
    coming = inside
    while coming:
        near = change.pairs_around(np.array(sorted(coming), np.int64))
        records.read(near.ravel().tolist())
        pairs = np.concatenate([pairs, near])
        coming = library.together(_joined(records, near) - inside) - inside
        inside |= coming
    records.read(inside)
    return _neighbourhood(records, inside, pairs, change)


def _key_change(records: _Records, touched: Touched, before: Sequence[KeyTable]) -> KeyChange:
    records.read(touched.references)
    present = [member.id for member in records.members(touched.references)]
    fresh = key_table(np.array(present, np.int64), block_keys(records.columns(present)))
    return key_change(before, fresh, np.array(touched.references, np.int64))


def _joined(records: _Records, pairs: IdPairs) -> set[int]:
    """The records that are one work with another."""
    ids = np.unique(pairs)
    places = np.searchsorted(ids, pairs)
    found = compare_pairs(records.columns(ids.tolist()), places[:, 0], places[:, 1])
    return set(pairs[found.verdict == SAME].ravel().tolist())


def _neighbourhood(
    records: _Records, inside: Collection[int], pairs: IdPairs, change: KeyChange
) -> Neighbourhood:
    ids = np.union1d(pairs.ravel(), np.array(sorted(inside), np.int64))
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
