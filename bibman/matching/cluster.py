"""Pairs joined into groups that never hold two members known to be different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from bibman.model import Comparison

Key = TypeVar("Key", bound=Hashable)

#: A block with more members says too little to compare all its pairs.
LARGEST_BLOCK = 200


def block_pairs(keys: Sequence[Iterable[str]]) -> list[tuple[int, int]]:
    """The pairs (a < b, in order) of items that share a key; ``keys`` holds the keys of each item.

    Keys held by more than ``LARGEST_BLOCK`` items are passed over: rarer keys of these items must carry them.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for item, own in enumerate(keys):
        for key in dict.fromkeys(own):
            blocks[key].append(item)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST_BLOCK:
            pairs.update(combinations(members, 2))
    return sorted(pairs)


def cluster(
    count: int,
    compared: Mapping[tuple[int, int], Comparison],
    differ: Callable[[int, int], bool],
    first: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The items 0..count-1 in groups: best "same" pairs first, no group across a pair that ``differ``.

    The pairs ``first`` are joined before all others.
    Groups are sorted inside and among themselves. Ties fall to the lower numbers, so items numbered by
    content give the same groups in any order of arrival.
    """
    group_of = list(range(count))
    members = {item: [item] for item in range(count)}
    edges = sorted((-c.score, pair) for pair, c in compared.items() if c.verdict == "same")
    for a, b in (*sorted(first), *(pair for _, pair in edges)):
        one, two = group_of[a], group_of[b]
        if one == two or any(differ(x, y) for x in members[one] for y in members[two]):
            continue
        for item in members[two]:
            group_of[item] = one
        members[one].extend(members.pop(two))
    return sorted(sorted(group) for group in members.values())


def keep_keys(
    groups: Sequence[Sequence[Key]], known: Mapping[Key, str], first: Mapping[Key, str]
) -> list[str]:
    """The key that each group keeps from an earlier grouping, or "" for a new one; no key is given twice.

    ``known`` holds the keys its members have now, ``first`` those they were first known under. A key goes to
    the group with most of its members; a group parted from it gets its first key back, if that is free.
    """
    claims = [
        (-sum(known.get(member) == key for member in group), n, key)
        for n, group in enumerate(groups)
        for key in sorted({known[member] for member in group if member in known})
    ]
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for _, n, key in sorted(claims):
        if n not in kept and key not in taken:
            kept[n] = key
            taken.add(key)
    for n, group in enumerate(groups):
        earlier = [first[m] for m in group if first.get(m) and first[m] not in taken]
        if n not in kept and earlier:
            kept[n] = earlier[0]
            taken.add(earlier[0])
    return [kept.get(n, "") for n in range(len(groups))]
