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
from bibman.matching.nearby import Ids, IdPairs, KeyChunk, key_chunk, of_ids, pairs_around, reached, without


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """References whose works are to be computed (``inside``, ids) and those that are like one of them.

    ``members`` are both, by id; ``columns``, ``content`` and the ``pairs`` worth comparing (by place) belong to
    them. ``rekeyed`` (ids) came, changed or left, ``keys`` are the block keys of those that are there.
    """

    inside: frozenset[int]
    members: tuple[WorkMember, ...]
    columns: Columns
    content: Hashes
    pairs: tuple[Places, Places]
    rekeyed: Ids
    keys: KeyChunk


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
    before = [] if touched.whole else library.key_chunks()
    changed, keys = _changed(records, touched, before)
    now = [*without(before, changed), keys]
    met = reached(before, now, np.array(touched.references, np.int64)) if before else keys.ids
    left = np.setdiff1d(changed, keys.ids)
    inside = library.together({*np.setdiff1d(met, left).tolist(), *touched.members})
    pairs = np.zeros((0, 2), np.int64)
    coming = inside
    while coming:
        near = pairs_around(now, np.array(sorted(coming), np.int64))
        records.read(near.ravel().tolist())
        pairs = np.concatenate([pairs, near])
        coming = library.together(_joined(records, near) - inside) - inside
        inside |= coming
    records.read(inside)
    return _neighbourhood(records, inside, pairs, now, changed, keys)


def _changed(records: _Records, touched: Touched, before: Sequence[KeyChunk]) -> tuple[Ids, KeyChunk]:
    """Which references came, left or have other block keys than before, and the block keys of those there."""
    records.read(touched.references)
    present = [member.id for member in records.members(touched.references)]
    fresh = key_chunk(np.array(present, np.int64), block_keys(records.columns(present)))
    known = of_ids(before, np.array(touched.references, np.int64))
    one, two = fresh.where(np.isin(fresh.ids, known.ids)), known.where(np.isin(known.ids, fresh.ids))
    same = one.ids[(one.table == two.table).all(axis=0)]
    changed = np.setdiff1d(np.union1d(fresh.ids, known.ids), same)
    return changed, fresh.where(np.isin(fresh.ids, changed))


def _joined(records: _Records, pairs: IdPairs) -> set[int]:
    """The records that are one work with another."""
    ids = np.unique(pairs)
    places = np.searchsorted(ids, pairs)
    found = compare_pairs(records.columns(ids.tolist()), places[:, 0], places[:, 1])
    return set(pairs[found.verdict == SAME].ravel().tolist())


def _neighbourhood(
    records: _Records,
    inside: Collection[int],
    pairs: IdPairs,
    now: Sequence[KeyChunk],
    rekeyed: Ids,
    keys: KeyChunk,
) -> Neighbourhood:
    ids = np.union1d(pairs.ravel(), np.array(sorted(inside), np.int64))
    places = np.searchsorted(ids, pairs)
    every = ids.tolist()
    return Neighbourhood(
        frozenset(inside),
        tuple(records.members(every)),
        records.columns(every),
        of_ids(now, ids).keys.content,
        (places[:, 0], places[:, 1]),
        rekeyed,
        keys,
    )
