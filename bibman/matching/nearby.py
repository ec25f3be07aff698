"""Which records of many a change of a few reaches: those that meet others now than before.

The block keys of all records lie in chunks, as they are stored. Of a million records only those that share a
key with the few are looked at closely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bibman.matching.block import ATTRIBUTES, FAMILIES, BlockKeys
from bibman.matching.candidates import pairs_in_blocks
from bibman.matching.hashing import Hashes

Ids = NDArray[np.int64]
#: Pairs of ids, the smaller first, a row each.
IdPairs = NDArray[np.int64]

#: How many numbers ``BlockKeys`` holds of one record.
WIDTH = FAMILIES[-1].columns.stop + len(ATTRIBUTES) + 5
_KEYS = FAMILIES[-1].columns.stop
#: So many leading bits of a key tell at a glance that nobody has it.
_BITS = 24


@dataclass(frozen=True, slots=True)
class KeyChunk:
    """The block keys of some records: ``ids`` in order, ``table`` with a column of WIDTH numbers for each."""

    ids: Ids
    table: Hashes

    def where(self, rows: NDArray[np.bool_]) -> KeyChunk:
        """The records where ``rows`` is true."""
        return self if rows.all() else KeyChunk(self.ids[rows], self.table[:, rows])

    @property
    def keys(self) -> BlockKeys:
        """The rows as the matching knows them."""
        own, attributes, rest = np.split(self.table, [_KEYS, _KEYS + len(ATTRIBUTES)])
        return BlockKeys(own.T, attributes.T, *rest)


def key_chunk(ids: Ids, keys: BlockKeys) -> KeyChunk:
    """The block keys of the records with these ids, put in order."""
    columns = [np.atleast_2d(getattr(keys, field.name).T) for field in fields(BlockKeys)]
    order = np.argsort(ids)
    return KeyChunk(ids[order], np.concatenate(columns)[:, order])


def join_chunks(chunks: Sequence[KeyChunk]) -> KeyChunk:
    """All records of the chunks in the order of their ids."""
    ids = np.concatenate([np.zeros(0, np.int64), *(chunk.ids for chunk in chunks)])
    order = np.argsort(ids)
    table = np.concatenate([np.zeros((WIDTH, 0), np.uint64), *(chunk.table for chunk in chunks)], axis=1)
    return KeyChunk(ids[order], table[:, order])


def without(chunks: Sequence[KeyChunk], ids: Ids) -> list[KeyChunk]:
    """The chunks without the records of these ids."""
    return [chunk.where(~np.isin(chunk.ids, ids)) for chunk in chunks]


def of_ids(chunks: Sequence[KeyChunk], ids: Ids) -> KeyChunk:
    """The records of these ids, as far as they are there."""
    return join_chunks([chunk.where(np.isin(chunk.ids, ids)) for chunk in chunks])


def blocks_of(chunk: KeyChunk) -> Hashes:
    """All keys that the records have, each once."""
    keys: Hashes = np.unique(chunk.table[:_KEYS])
    given: Hashes = keys[keys != 0]
    return given


def sharing(chunks: Sequence[KeyChunk], blocks: Hashes) -> KeyChunk:
    """The records that have one of the keys (sorted)."""
    shift = np.uint64(64 - _BITS)
    glance = np.zeros(1 << _BITS, bool)
    glance[blocks >> shift] = True
    found = []
    for chunk in chunks:
        likely = chunk.where(np.any(glance[chunk.table[:_KEYS] >> shift], axis=0))
        found.append(likely.where(np.any(np.isin(likely.table[:_KEYS], blocks), axis=0)))
    return join_chunks(found)


def pairs_of(chunks: Sequence[KeyChunk], blocks: Hashes) -> IdPairs:
    """The pairs of records worth comparing that the keys bring together."""
    near = sharing(chunks, blocks)
    left, right = pairs_in_blocks(near.keys, blocks)
    return np.stack([near.ids[left], near.ids[right]], axis=1)


def pairs_around(chunks: Sequence[KeyChunk], ids: Ids) -> IdPairs:
    """The pairs of records worth comparing that one of these ids is in."""
    pairs = pairs_of(chunks, blocks_of(of_ids(chunks, ids)))
    return pairs[np.isin(pairs, ids).any(axis=1)]


def reached(before: Sequence[KeyChunk], now: Sequence[KeyChunk], changed: Ids) -> Ids:
    """The records that meet others ``now`` than they did ``before`` the records ``changed`` did.

    A key that too many share is refined, so that a new record may part two others. Of a new record's partners
    it is not said that they meet it.
    """
    blocks = np.union1d(blocks_of(of_ids(before, changed)), blocks_of(of_ids(now, changed)))
    was, is_now = _packed(pairs_of(before, blocks)), _packed(pairs_of(now, blocks))
    lost = _unpacked(np.setdiff1d(was, is_now))
    gained = _unpacked(np.setdiff1d(is_now, was))
    between_others = gained[~np.isin(gained, changed).any(axis=1)]
    left_behind = _unpacked(was)
    left_behind = left_behind[np.isin(left_behind, changed).any(axis=1)]
    return np.unique(np.concatenate([lost, between_others, left_behind]))


def _packed(pairs: IdPairs) -> Hashes:
    least, most = pairs.min(axis=1, initial=2**62), pairs.max(axis=1, initial=0)
    packed: Hashes = least.astype(np.uint64) << np.uint64(32) | most.astype(np.uint64)
    return packed


def _unpacked(pairs: Hashes) -> IdPairs:
    return np.stack([pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)
