"""Which reference a printed number means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from bibman.model import Reference

#: One number of so many may stand out of turn.
_FEW = 4
_MENDED = re.compile(r"items (\d{1,4}) and (\d{1,4}) are one")


class Labels(NamedTuple):
    """The numbers of an article's lists.

    ``firsts`` are the lines the lists begin on and ``lists`` their numbers with the ordinals they mean; a
    list whose numbers go on from the list before shares its table. ``size`` counts the references, ``top``
    is the highest number.
    """

    firsts: tuple[int, ...]
    lists: tuple[dict[int, int], ...]
    size: int
    top: int

    def ordinal(self, number: int, line: int) -> int:
        """The ordinal of the reference that ``number`` means in a mark on ``line``; 0 where it means none.

        Where lists number anew, a mark means the next list after it.
        """
        if not self.lists:
            return 0
        at = min(bisect_right(self.firsts, line), len(self.lists) - 1)
        found = self.lists[at].get(number, 0)
        if found or len(self.lists) == 1 or number <= max(self.lists[at], default=0):
            return found
        return number if number <= self.size else 0


def read_labels(references: Sequence[Reference]) -> Labels:
    """What each number means: the reference so labelled, by its place where labels fail."""
    firsts: list[int] = []
    lists: list[dict[int, int]] = []
    numbered = list(enumerate(references, 1))
    for _, group in groupby(numbered, key=lambda pair: pair[1].list):
        items = list(group)
        table = _table(items)
        if lists and table and lists[-1].keys().isdisjoint(table):
            lists[-1].update(table)
        else:
            firsts.append(max(items[0][1].start_line, firsts[-1] if firsts else 0))
            lists.append(table)
    top = max((max(table) for table in lists if table), default=0)
    return Labels(tuple(firsts), tuple(lists), len(references), top)


def _table(items: Sequence[tuple[int, Reference]]) -> dict[int, int]:
    labels = [int(r.label) if r.label.isdecimal() and len(r.label) < 5 else 0 for _, r in items]
    printed = [label for label in labels if label]
    if len(printed) * 2 < len(items) or not _count_up(printed):
        return {place: ordinal for place, (ordinal, _) in enumerate(items, 1)}
    table: dict[int, int] = {}
    for label, (ordinal, _) in zip(labels, items, strict=True):
        if label:
            table.setdefault(label, ordinal)
    for n, (ordinal, reference) in enumerate(items):
        if not labels[n]:
            table.setdefault(labels[n - 1] + 1 if n else 1, ordinal)
        for joined in _MENDED.findall(reference.mended):
            for label in joined:
                table.setdefault(int(label), ordinal)
    return table


def _count_up(printed: Sequence[int]) -> bool:
    """Whether numbers count up, but for a few that stand twice or out of turn; they do not begin anew."""
    falls = [after for before, after in pairwise(printed) if after <= before]
    return 1 not in falls and len(falls) * _FEW <= len(printed)
