"""Columns of records -> works: candidates compared, the pairs that are one work joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bibman.matching.decide import DIFFERENT, SAME, decide
from bibman.matching.hashing import Hashes
from bibman.matching.levels import Evidence
from bibman.matching.split import JUDGED, VETO, Places, Weights, components, split_component

#: Inside a component of so many records every pair is compared, candidate or not.
WHOLLY_COMPARED = 100
#: A pair that is different weighs at least so much against one work.
_AGAINST = -3.0
_SUREST = 16.0


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of records (left < right) with what was found, one row a pair.

    ``weight`` is what the pair says for one work (above 0) or against it: the odds of its score, as a
    logarithm; JUDGED or VETO where a person decided.
    """

    left: Places
    right: Places
    verdict: NDArray[np.int8]
    score: NDArray[np.float32]
    weight: Weights
    evidence: Evidence

    def __len__(self) -> int:
        return len(self.left)

    def take(self, rows: NDArray[np.generic]) -> Compared:
        """The pairs of these rows, or where a mask is true."""
        return Compared(
            self.left[rows], self.right[rows], self.verdict[rows], self.score[rows], self.weight[rows],
            Evidence(self.evidence.levels[rows]),
        )  # fmt: skip


#: Compares the pairs (left[n], right[n]).
Compare = Callable[[Places, Places], Compared]


def compared(left: Places, right: Places, evidence: Evidence) -> Compared:
    """The pairs with their evidence and what follows from it."""
    found = decide(evidence)
    chance = found.score.astype(np.float64)
    with np.errstate(divide="ignore"):
        odds = np.clip(np.log(chance) - np.log1p(-chance), -_SUREST, _SUREST)
    weight = np.where(found.verdict == DIFFERENT, np.minimum(odds, _AGAINST), odds).astype(np.float32)
    return Compared(left, right, found.verdict, found.score, weight, evidence)


def judged(pairs: Compared, rows: Places, same: NDArray[np.bool_]) -> Compared:
    """The pairs with those in ``rows`` as a person decided: one work where ``same``, else never one."""
    verdict, score, weight = pairs.verdict.copy(), pairs.score.copy(), pairs.weight.copy()
    verdict[rows] = np.where(same, SAME, DIFFERENT)
    score[rows] = same
    weight[rows] = np.where(same, JUDGED, VETO)
    return Compared(pairs.left, pairs.right, verdict, score, weight, pairs.evidence)


def joined(parts: Sequence[Compared]) -> Compared:
    """The pairs of all parts."""
    return Compared(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.verdict for part in parts]),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.weight for part in parts]),
        Evidence(np.concatenate([part.evidence.levels for part in parts])),
    )


def group(content: Hashes, candidates: Compared, compare: Compare) -> tuple[Places, Compared]:
    """For each record the lowest place in its work, and the pairs that were compared inside components.

    ``content`` holds a hash of each record: records are taken in its order, so the order of arrival decides
    nothing. ``compare`` is asked about pairs that no key brought together but other records connect.
    """
    same = candidates.verdict == SAME
    component = components(len(content), candidates.left[same], candidates.right[same])
    within = candidates.take(component[candidates.left] == component[candidates.right])
    left, right = _missing_pairs(component, within)
    if len(left):
        within = joined([within, compare(left, right)])
    return _split(content, component, within), within


def _missing_pairs(component: Places, known: Compared) -> tuple[Places, Places]:
    """The pairs inside the smaller components that are not known yet."""
    order = np.argsort(component, kind="stable")
    starts, sizes = _runs(component[order])
    least, most = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(sizes[(sizes > 2) & (sizes <= WHOLLY_COMPARED)]):
        one, two = np.triu_indices(size, 1)
        members = order[starts[sizes == size][:, None] + np.arange(size)]
        least.append(members[:, one].ravel())
        most.append(members[:, two].ravel())
    left, right = np.concatenate(least), np.concatenate(most)
    count = len(component)
    new = ~np.isin(left * count + right, known.left * count + known.right)
    return left[new], right[new]


def _runs(values: NDArray[np.generic]) -> tuple[Places, Places]:
    """Where each run of equal values starts, and how long it is."""
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    return starts, np.diff(np.append(starts, len(values)))


def _split(content: Hashes, component: Places, pairs: Compared) -> Places:
    """The lowest place of each record's work: a whole component where all its pairs agree."""
    work = component.copy()
    sizes = np.bincount(component, minlength=len(component))
    own = component[pairs.left]
    agreeing = np.bincount(own[pairs.weight > 0], minlength=len(component))
    contested = np.flatnonzero((agreeing < sizes * (sizes - 1) // 2)[own])
    contested = contested[np.argsort(own[contested], kind="stable")]
    for start, count in zip(*map(np.ndarray.tolist, _runs(own[contested])), strict=True):
        rows = contested[start : start + count]
        _split_one(work, content, pairs.left[rows], pairs.right[rows], pairs.weight[rows])
    return work


def _split_one(work: Places, content: Hashes, left: Places, right: Places, weight: Weights) -> None:
    """Set the works of one component's records, numbered by their content for that."""
    members = np.unique(np.concatenate([left, right]))
    members = members[np.lexsort((members, content[members]))]
    number = {member: n for n, member in enumerate(members.tolist())}
    edges = zip(left.tolist(), right.tolist(), weight.tolist(), strict=True)
    groups = np.array(split_component(len(members), [(number[a], number[b], w) for a, b, w in edges]))
    lowest = np.full(len(members), len(work))
    np.minimum.at(lowest, groups, members)
    work[members] = lowest[groups]


def best_partners(work: Places, pairs: Compared) -> Places:
    """For each record the row of the pair that best speaks for its place, -1 where it is alone."""
    rows = np.flatnonzero((work[pairs.left] == work[pairs.right]) & (pairs.weight > 0))
    rows = rows[np.argsort(pairs.score[rows], kind="stable")]
    best = np.full(len(work), -1)
    # Of several pairs of one record the last and best one stays.
    best[np.stack([pairs.left[rows], pairs.right[rows]], axis=1).ravel()] = np.repeat(rows, 2)
    return best
