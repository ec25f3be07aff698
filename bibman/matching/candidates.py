"""The pairs of records worth comparing, out of the keys they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bibman.matching.block import ATTRIBUTES, FAMILIES, BlockKeys, Family
from bibman.matching.hashing import Hashes, mix

Places = NDArray[np.int64]
#: Two places in one number, the lower one first: sorting them sorts the pairs.
Packed = NDArray[np.uint64]

#: Records that agree in a key and in all that refines it meet so many neighbours on either side.
_NEIGHBOURS = 8
#: A key is refined by so many attributes together.
_DEEPEST = 2
#: So much must two records have in common to be compared: see ``_in_common``.
_ENOUGH = 1.0
#: Most of the work is done by numpy, which lets another thread run meanwhile.
_THREADS = 2
#: So many pairs are looked at at a time.
_CHUNK = 1 << 20

#: Which records are meant.
Marks = NDArray[np.bool_]
#: Keys of one family, and for each a record that has it.
Sharing = tuple[Hashes, Places]

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def candidate_pairs(keys: BlockKeys, threads: int = _THREADS) -> tuple[Places, Places]:
    """The pairs (left < right, sorted) of records that share a key and have enough in common."""
    with ThreadPoolExecutor(threads) as pool:
        return _unpacked(_united(list(pool.map(partial(_pairs_of_family, keys), FAMILIES))))


def pairs_around(
    keys: BlockKeys, shared: Sequence[Sharing], around: Marks, others: Marks
) -> tuple[Places, Places]:
    """Those of ``candidate_pairs`` of one of the records ``around`` and one of the ``others``.

    ``shared`` holds, family by family, who has any of the keys that the records ``around`` have.
    """

    def of_family(family: Family, sharing: Sharing) -> Packed:
        return _united(list(_pairs(keys, family, *sharing, family.refining, (around, others))))

    with ThreadPoolExecutor(_THREADS) as pool:
        left, right = _unpacked(_united(list(pool.map(of_family, FAMILIES, shared))))
    chosen = (around[left] & others[right]) | (around[right] & others[left])
    return left[chosen], right[chosen]


def moved_pairs(
    keys: BlockKeys, shared: Sequence[Sharing], was: Marks, now: Marks, changed: Marks
) -> tuple[Places, Places]:
    """The pairs of other records that come or go when records change: those that crowded keys part or join.

    ``was`` and ``now`` tell which records are there before and after, ``shared`` who has any of the keys of
    those ``changed``. A pair that goes under one key may still be brought together by another.
    """

    def of_family(family: Family, sharing: Sharing) -> Packed:
        before: list[Packed] = []
        after: list[Packed] = []
        _move(keys, family, *sharing, (was, now, changed), family.refining, (before, after))
        return np.setxor1d(_united(before), _united(after))

    with ThreadPoolExecutor(_THREADS) as pool:
        left, right = _unpacked(_united(list(pool.map(of_family, FAMILIES, shared))))
    others = ~(changed[left] | changed[right])
    return left[others], right[others]


def _move(
    keys: BlockKeys,
    family: Family,
    own: Hashes,
    members: Places,
    marks: tuple[Marks, Marks, Marks],
    refining: Sequence[str],
    found: tuple[list[Packed], list[Packed]],
    deep: int = 0,
) -> None:
    """Add the pairs before and after of the blocks that changed records are in and that are crowded."""
    order, block, starts = _blocks(own)
    own, members = own[order], members[order]
    was, now, changed = (np.add.reduceat(mark[members], starts) if len(own) else starts for mark in marks)
    crowded = (changed > 0) & (np.maximum(was, now) > family.largest)
    still = crowded & (np.minimum(was, now) > family.largest)
    for state in (0, 1):  # blocks that were crowded or became so
        inside = (crowded & ~still)[block] & marks[state][members]
        found[state].extend(_pairs(keys, family, own[inside], members[inside], refining, None, deep))
    own, members = own[still[block]], members[still[block]]
    if not refining or deep == _DEEPEST:
        for state in (0, 1):
            there = marks[state][members]
            found[state].extend(_neighbours(keys, own[there], members[there]))
        return
    for n, name in enumerate(refining):
        finer, chosen = _refined(keys, own, members, name)
        _move(keys, family, finer, members[chosen], marks, refining[n + 1 :], found, deep + 1)


def _pairs_of_family(keys: BlockKeys, family: Family) -> Packed:
    columns = keys.keys[:, family.columns]
    wanted = columns.T.ravel()
    chosen = wanted != 0
    members = np.tile(np.arange(len(keys)), columns.shape[1])
    return _united(list(_pairs(keys, family, wanted[chosen], members[chosen], family.refining)))


def _pairs(
    keys: BlockKeys,
    family: Family,
    own: Hashes,
    members: Places,
    refining: Sequence[str],
    sides: tuple[Marks, Marks] | None = None,
    deep: int = 0,
) -> Iterable[Packed]:
    """The pairs of one set of keys: all that share one, but where they are too many, by refined keys.

    With ``sides`` only those that are worth looking at for the pairs of one of either.
    """
    order, block, starts = _blocks(own)
    own, members = own[order], members[order]
    sizes = np.diff(np.append(starts, len(own)))
    wanted = np.ones(len(starts), bool)
    if sides is not None and len(own):
        wanted = np.logical_or.reduceat(sides[0][members], starts)
    small = sizes <= family.largest
    if sides is None:
        yield from _all_pairs(keys, members, starts[small], sizes[small])
    else:
        chosen = (small & wanted)[block] & (sides[0] | sides[1])[members]
        yield _pairs_of_sides(keys, members[chosen], block[chosen], *sides)
    within = (wanted & ~small)[block]
    if not within.any():
        return
    own, members = own[within], members[within]
    if not refining or deep == _DEEPEST:
        yield from _neighbours(keys, own, members)
        return
    for n, name in enumerate(refining):
        finer, chosen = _refined(keys, own, members, name)
        yield from _pairs(keys, family, finer, members[chosen], refining[n + 1 :], sides, deep + 1)


def _blocks(own: Hashes) -> tuple[Places, Places, Places]:
    """The order that brings equal keys together; in it the number of each one's block; where blocks start."""
    order = np.argsort(own)
    sorted_keys = own[order]
    first = np.concatenate([np.ones(min(len(own), 1), bool), sorted_keys[1:] != sorted_keys[:-1]])
    return order, np.cumsum(first) - 1, np.flatnonzero(first)


def _refined(keys: BlockKeys, own: Hashes, members: Places, name: str) -> tuple[Hashes, Marks]:
    """The keys made finer by an attribute, and which members have that."""
    column = ATTRIBUTES.index(name)
    finer = mix(own, np.full(len(own), column + 1, np.uint64), keys.attributes[members, column])
    told = finer != 0
    return finer[told], told


def _pairs_of_sides(keys: BlockKeys, members: Places, block: Places, one: Marks, other: Marks) -> Packed:
    """Each member of one side with those of its block that are of the other; blocks stand together."""
    marked, others = np.flatnonzero(one[members]), np.flatnonzero(other[members])
    starts = np.searchsorted(block[others], block[marked])
    counts = np.searchsorted(block[others], block[marked], side="right") - starts
    before = np.cumsum(counts) - counts
    rows = np.arange(counts.sum()) - np.repeat(before - starts, counts)
    return _worth_comparing(keys, members[np.repeat(marked, counts)], members[others[rows]])


def _all_pairs(keys: BlockKeys, members: Places, starts: Places, sizes: Places) -> Iterable[Packed]:
    """All pairs inside each block, blocks of one size at a time."""
    for size in np.unique(sizes[sizes > 1]):
        one, two = np.triu_indices(size, 1)
        firsts = starts[sizes == size]
        step = max(1, _CHUNK // len(one))
        for n in range(0, len(firsts), step):
            blocks = members[firsts[n : n + step, None] + np.arange(size)]
            yield _worth_comparing(keys, blocks[:, one].ravel(), blocks[:, two].ravel())


def _neighbours(keys: BlockKeys, own: Hashes, members: Places) -> Iterable[Packed]:
    """Each record with those next to it in its block, in an order told by content alone."""
    order = np.lexsort((members, keys.content[members], keys.title[members], keys.people[members], own))
    own, members = own[order], members[order]
    for step in range(1, _NEIGHBOURS + 1):
        together = own[step:] == own[:-step]
        yield _worth_comparing(keys, members[:-step][together], members[step:][together])


def _worth_comparing(keys: BlockKeys, a: Places, b: Places) -> Packed:
    enough = _in_common(keys, a, b) >= _ENOUGH
    one, two = a[enough].astype(np.uint64), b[enough].astype(np.uint64)
    pairs: Packed = np.unique(np.minimum(one, two) << _HALF | np.maximum(one, two))
    return pairs


def _in_common(keys: BlockKeys, a: Places, b: Places) -> NDArray[np.float32]:
    """The share of title words that meet, and more for people, year, page, volume or DOI in common."""
    year, page = ATTRIBUTES.index("year"), ATTRIBUTES.index("page")
    shared = _share(keys.title[a], keys.title[b])
    shared += np.float32(0.3) * (_share(keys.people[a], keys.people[b]) >= np.float32(0.3))
    shared += np.float32(0.3) * _equal(keys.attributes[:, page], a, b)
    shared += np.float32(0.2) * _equal(keys.attributes[:, year], a, b)
    shared += np.float32(0.2) * _equal(keys.volume, a, b)
    shared += _equal(keys.doi, a, b)
    return shared


def _share(a: Hashes, b: Hashes) -> NDArray[np.float32]:
    least = np.minimum(np.bitwise_count(a), np.bitwise_count(b))
    share: NDArray[np.float32] = np.bitwise_count(a & b) / np.maximum(least, 1).astype(np.float32)
    return share


def _equal(values: Hashes, a: Places, b: Places) -> NDArray[np.float32]:
    ours = values[a]
    equal: NDArray[np.float32] = ((ours == values[b]) & (ours != 0)).astype(np.float32)
    return equal


def _united(parts: Sequence[Packed]) -> Packed:
    found: Packed = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)
    apart: Packed = found[(found >> _HALF) != (found & _LOW)]
    return apart


def _unpacked(pairs: Packed) -> tuple[Places, Places]:
    return (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)
