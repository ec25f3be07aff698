"""Which records of many a change of a few reaches: those that meet others now than before.

The block keys of all records stand side by side in one table. Of a million records only those that share a
key with the few are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bibman.matching.block import ATTRIBUTES, FAMILIES, BlockKeys
from bibman.matching.candidates import Marks, Places, Sharing, moved_pairs, pairs_around
from bibman.matching.hashing import Hashes

Ids = NDArray[np.int64]
#: Pairs of ids, the smaller first, a row each.
IdPairs = NDArray[np.int64]

_KEYS = FAMILIES[-1].columns.stop
#: How many numbers ``BlockKeys`` holds of one record.
WIDTH = _KEYS + len(ATTRIBUTES) + 5
#: So many leading bits of a key, more than it takes to number the keys looked for, tell at a glance that it
#: is none of them; but what is looked up so stays small.
_SPARE_BITS = 6
_MOST_BITS = 24


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The block keys of records: their ids, and WIDTH numbers for each, a column a record."""

    ids: Ids
    table: Hashes

    def where(self, rows: Marks) -> KeyTable:
        """The records where ``rows`` is true."""
        return self if rows.all() else KeyTable(self.ids[rows], self.table[:, rows])

    @property
    def keys(self) -> BlockKeys:
        """The records as the matching knows them."""
        own, attributes, rest = np.split(self.table, [_KEYS, _KEYS + len(ATTRIBUTES)])
        return BlockKeys(own.T, attributes.T, *rest)

    @property
    def blocks(self) -> Hashes:
        """All keys that the records have, in order, each once."""
        found: Hashes = np.setdiff1d(self.table[:_KEYS], np.zeros(1, np.uint64))
        return found

    def sharing(self, blocks: Hashes) -> list[Sharing]:
        """Family by family, which records have which of the keys."""
        if not len(blocks):
            return [(np.zeros(0, np.uint64), np.zeros(0, np.int64)) for _ in FAMILIES]
        bits = min(len(blocks).bit_length() + _SPARE_BITS, _MOST_BITS)
        shift = np.uint64(64 - bits)
        glance = np.zeros(1 << bits, bool)
        glance[blocks >> shift] = True
        shared = []
        for family in FAMILIES:
            places = [
                _holders(column, blocks, glance[column >> shift]) for column in self.table[family.columns]
            ]
            own = [column[p] for column, p in zip(self.table[family.columns], places, strict=True)]
            shared.append((np.concatenate(own), np.concatenate(places)))
        return shared


def _holders(column: Hashes, blocks: Hashes, likely: Marks) -> Places:
    """Where the column holds one of the keys; ``likely`` is true at least there."""
    places = np.flatnonzero(likely)
    keys = column[places]
    at = np.minimum(np.searchsorted(blocks, keys), len(blocks) - 1)
    held: Places = places[blocks[at] == keys]
    return held


def key_table(ids: Ids, keys: BlockKeys) -> KeyTable:
    """The block keys of the records with these ids."""
    columns = [np.atleast_2d(getattr(keys, field.name).T) for field in fields(BlockKeys)]
    return KeyTable(ids, np.concatenate(columns))


def join_tables(parts: Sequence[KeyTable]) -> KeyTable:
    """The records of all parts in the order of their ids."""
    ids = np.concatenate([np.zeros(0, np.int64), *(part.ids for part in parts)])
    table = np.concatenate([np.zeros((WIDTH, 0), np.uint64), *(part.table for part in parts)], axis=1)
    if (ids[1:] < ids[:-1]).any():
        order = np.argsort(ids, kind="stable")
        ids, table = ids[order], table[:, order]
    return KeyTable(ids, table)


@dataclass(frozen=True)
class KeyChange:
    """The block keys of all records before and after some of them were ``touched`` (ids).

    The earlier form of a record may stand in the table beside that of now: ``was`` and ``now`` tell which
    counts when.
    """

    every: KeyTable
    was: Marks
    now: Marks
    touched: Ids

    @property
    def rekeyed(self) -> Ids:
        """The records that came, went or have other keys."""
        return np.unique(self.every.ids[self.was != self.now])

    @property
    def fresh(self) -> KeyTable:
        """The keys that no record had before."""
        return self.every.where(self.now & ~self.was)

    def moved(self) -> IdPairs:
        """The pairs of other records that come or go now that a key is more or less crowded."""
        keys, changed = self.every.keys, self.was != self.now
        pairs = moved_pairs(keys, self._shared_by_touched, self.was, self.now, changed)
        return self.every.ids[np.stack(pairs, axis=1)]

    def pairs_with_touched(self) -> IdPairs:
        """The pairs of records worth comparing, as they are now, that a touched one is in."""
        return self._pairs_around(self._is_touched & self.now, self._shared_by_touched, self.now)

    def pairs_among(self, ids: Ids, others: Ids) -> IdPairs:
        """The pairs of records worth comparing, as they are now, of one of ``ids`` and one of ``others``."""
        around = np.isin(self.every.ids, ids) & self.now
        shared = self.every.sharing(self.every.where(around).blocks)
        return self._pairs_around(around, shared, np.isin(self.every.ids, others))

    @cached_property
    def _is_touched(self) -> Marks:
        return np.isin(self.every.ids, self.touched)

    @cached_property
    def _shared_by_touched(self) -> list[Sharing]:
        """Who has any of the keys that touched records have or had."""
        return self.every.sharing(self.every.where(self._is_touched).blocks)

    def _pairs_around(self, around: Marks, shared: Sequence[Sharing], others: Marks) -> IdPairs:
        present = [(own[self.now[members]], members[self.now[members]]) for own, members in shared]
        return self.every.ids[np.stack(pairs_around(self.every.keys, present, around, others), axis=1)]

    def content(self, ids: Ids) -> Hashes:
        """A hash of each of these records, in order."""
        content: Hashes = self.every.keys.content[self.now & np.isin(self.every.ids, ids)]
        return content


def key_change(table: KeyTable, before: int, touched: Ids) -> KeyChange:
    """The first ``before`` rows of the table are the keys that records had.

    The rest are those that touched records have now; the others of these are gone.
    """
    came = np.arange(len(table.ids)) >= before
    if (table.ids[1:] < table.ids[:-1]).any():
        order = np.argsort(table.ids, kind="stable")
        table, came = KeyTable(table.ids[order], table.table[:, order]), came[order]
    was, now = ~came, came | ~np.isin(table.ids, touched)
    # Of a record with two forms the earlier comes first; where its keys are what they were, that one stays.
    earlier = np.flatnonzero(table.ids[1:] == table.ids[:-1])
    same = (table.table[:, earlier] == table.table[:, earlier + 1]).all(axis=0)
    now[earlier], now[earlier + 1] = same, ~same
    return KeyChange(table, was, now, touched)
