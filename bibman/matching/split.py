"""Pairs joined into works: components of pairs that are one work, each split where its records contradict.

Joining along every pair chains: a wrong pair in a hundred makes one work of thousands. So inside a component
groups are joined best pair first, by the sum of all that speaks for and against, and never across a veto.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from operator import add

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Weights = NDArray[np.float32]

#: The weight of a pair that must not stand in one group.
VETO = -np.inf
#: The weight of a pair that a person joined: more than all others together.
JUDGED = 1e6


def components(count: int, left: Places, right: Places) -> Places:
    """The lowest place that each of ``count`` places is connected to by the pairs, itself where by none."""
    lowest = np.arange(count)
    while True:
        least = np.minimum(lowest[left], lowest[right])
        before = lowest.copy()
        np.minimum.at(lowest, lowest[left], least)
        np.minimum.at(lowest, lowest[right], least)
        lowest = lowest[lowest]
        if np.array_equal(before, lowest):
            return lowest


def split_component(count: int, pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """The lowest place in the group of each of ``count`` places.

    ``pairs`` are (one, other, weight), the weight above 0 where they are one work and VETO where they cannot
    be; of equal sums the lower places are joined first, so places numbered by content give the same groups
    in any order of the pairs.
    """
    beside: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b, weight in pairs:
        beside[a][b] = beside[b][a] = weight
    group = list(range(count))
    waiting = [(-weight, min(a, b), max(a, b)) for a, b, weight in pairs if weight > 0]
    heapify(waiting)
    while waiting:
        gain, a, b = heappop(waiting)
        if beside[a].get(b) == -gain:
            for joined in _join(beside, a, b, max if gain < -JUDGED / 2 else add):
                heappush(waiting, joined)
            group[b] = a
    return [_root(group, place) for place in range(count)]


def _join(
    beside: list[dict[int, float]], a: int, b: int, both: Callable[[float, float], float]
) -> Iterator[tuple[float, int, int]]:
    """Make one group of a and b (a < b), kept under a; the weights that changed and are above 0.

    What another group has to do with both is added up; but of two that a person joined, against what they
    look like, ``both`` takes the one that speaks for it.
    """
    theirs = beside[b]
    beside[b] = {}
    del beside[a][b]
    del theirs[a]
    for other, weight in theirs.items():
        del beside[other][b]
        known = beside[a].get(other)
        total = weight if known is None else VETO if VETO in (known, weight) else both(known, weight)
        beside[a][other] = beside[other][a] = total
        if total > 0:
            yield -total, min(a, other), max(a, other)


def _root(group: list[int], place: int) -> int:
    while group[place] != place:
        group[place] = place = group[group[place]]
    return place
