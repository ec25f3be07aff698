"""Which records of many a change of a few reaches: those that meet others now than before.

The block keys of all records stand side by side in one table. Of a million records only those that share a
key with the few are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

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
#: So many leading bits of a key tell at a glance that nobody has it.
_BITS = 24


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
        shift = np.uint64(64 - _BITS)
        glance = np.zeros(1 << _BITS, bool)
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


@dataclass(frozen=True, slots=True)
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

    def met(self) -> Ids:
        """The records that met a touched one before, or meet others now that a key is more or less
        crowded.
        """
        keys, changed = self.every.keys, self.was != self.now
        shared = self.every.sharing(self.every.where(changed).blocks)
        moved = moved_pairs(keys, shared, self.was, self.now, changed)
        earlier = self._around(self.was & np.isin(self.every.ids, self.touched), self.was)
        return np.unique(self.every.ids[np.concatenate([*moved, *earlier])])

    def pairs_around(self, ids: Ids) -> IdPairs:
        """The pairs of records worth comparing, as they are now, that one of these is in."""
        around = np.isin(self.every.ids, ids) & self.now
        return self.every.ids[np.stack(self._around(around, self.now), axis=1)]

    def _around(self, around: Marks, there: Marks) -> tuple[Places, Places]:
        shared = self.every.sharing(self.every.where(around).blocks)
        present = [(own[there[members]], members[there[members]]) for own, members in shared]
        return pairs_around(self.every.keys, present, around)

    def content(self, ids: Ids) -> Hashes:
        """A hash of each of these records, in order."""
        content: Hashes = self.every.keys.content[self.now & np.isin(self.every.ids, ids)]
        return content


def key_change(before: Sequence[KeyTable], fresh: KeyTable, touched: Ids) -> KeyChange:
    """``fresh`` are the keys of those touched records that are there; the others of them are gone."""
    every = join_tables([*before, fresh])
    was = np.isin(every.ids, np.concatenate([np.zeros(0, np.int64), *(part.ids for part in before)]))
    now = ~np.isin(every.ids, touched) | np.isin(every.ids, fresh.ids)
    # Of a record with two forms the earlier comes first; where its keys are what they were, that one stays.
    earlier = np.flatnonzero(every.ids[1:] == every.ids[:-1])
    was[earlier + 1] = False
    same = (every.table[:, earlier] == every.table[:, earlier + 1]).all(axis=0)
    now[earlier], now[earlier + 1] = same, ~same
    return KeyChange(every, was, now, touched)
