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
#: So many pairs are looked at at a time.
_CHUNK = 1 << 20

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def candidate_pairs(keys: BlockKeys, threads: int = 2) -> tuple[Places, Places]:
    """The pairs (left < right, sorted) of records that share a key and have enough in common."""
    with ThreadPoolExecutor(threads) as pool:
        return _unpacked(_united(list(pool.map(partial(_pairs_of_family, keys), FAMILIES))))


def changed_pairs(keys: BlockKeys, first_new: int) -> tuple[tuple[Places, Places], tuple[Places, Places]]:
    """What ``candidate_pairs`` gains and loses by the records from ``first_new`` on, for those before them.

    Only the blocks that new records enter are looked at. One that grows over its limit by them is refined, as
    it would be had all come at once: so some pairs of earlier records are lost, unless another key still
    brings them together.
    """
    new = np.arange(first_new, len(keys))
    now = _pairs_touching(keys, new, len(keys))
    lost = np.setdiff1d(_pairs_touching(keys, new, first_new), now)
    ends = np.unique(np.concatenate(_unpacked(lost)))
    still = _pairs_touching(keys, ends, len(keys)) if len(ends) else now
    return _unpacked(now), _unpacked(np.setdiff1d(lost, still))


def pairs_in_blocks(keys: BlockKeys, blocks: Hashes) -> tuple[Places, Places]:
    """What ``candidate_pairs`` finds by these keys alone; all records that have them have to be there."""
    return _unpacked(_united([_pairs_of_family(keys, family, blocks) for family in FAMILIES]))


def _pairs_touching(keys: BlockKeys, records: Places, count: int) -> Packed:
    """The pairs of the first ``count`` records in the blocks that any of ``records`` belongs to."""
    blocks = np.unique(keys.keys[records])
    return _united([_pairs_of_family(keys, family, blocks, count) for family in FAMILIES])


def _pairs_of_family(
    keys: BlockKeys, family: Family, blocks: Hashes | None = None, count: int | None = None
) -> Packed:
    columns = keys.keys[:, family.columns]
    wanted = columns[:count].T.ravel()
    chosen = wanted != 0
    if blocks is not None:
        chosen &= np.isin(wanted, blocks)
    members = np.tile(np.arange(len(keys))[:count], columns.shape[1])
    return _united(list(_pairs(keys, family, wanted[chosen], members[chosen], family.refining)))


def _pairs(
    keys: BlockKeys, family: Family, own: Hashes, members: Places, refining: Sequence[str], deep: int = 0
) -> Iterable[Packed]:
    """The pairs of one set of keys: all that share one, but where they are too many, by refined keys."""
    order = np.argsort(own)
    own, members = own[order], members[order]
    starts = np.flatnonzero(np.concatenate([[True], own[1:] != own[:-1]])) if len(own) else np.zeros(0, int)
    sizes = np.diff(np.append(starts, len(own)))
    small = sizes <= family.largest
    yield from _all_pairs(keys, members, starts[small], sizes[small])
    within = np.repeat(~small, sizes)
    if not within.any():
        return
    own, members = own[within], members[within]
    if not refining or deep == _DEEPEST:
        yield from _neighbours(keys, own, members)
        return
    for n, name in enumerate(refining):
        column = ATTRIBUTES.index(name)
        further = mix(own, np.full(len(own), column + 1, np.uint64), keys.attributes[members, column])
        told = further != 0
        yield from _pairs(keys, family, further[told], members[told], refining[n + 1 :], deep + 1)


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
