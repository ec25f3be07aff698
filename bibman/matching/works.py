"""Records of one publication joined into works: the engine of `dedupe` for the records of a library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bibman.matching.block import block_keys
from bibman.matching.candidates import candidate_pairs
from bibman.matching.columns import Columns, normalize
from bibman.matching.decide import DIFFERENT, VERDICTS
from bibman.matching.dedupe import compare_pairs
from bibman.matching.explain import compare_records, reasons, sentence
from bibman.matching.groups import Compared, best_partners, group, judged
from bibman.matching.hashing import Hashes
from bibman.matching.split import JUDGED, VETO, Places
from bibman.model import Comparison, Record

__all__ = ["WorkMatch", "compare_records", "group_works", "join_works"]

#: Verdicts of judgements on pairs of records, by their places.
Decided = Mapping[tuple[int, int], str]

#: Raised with every change after which records may be joined otherwise: libraries then join theirs anew.
ENGINE = 2

#: Why a record without others stands in its work.
ALONE = Comparison("same", 1.0, "the only record of its work")


@dataclass(frozen=True, slots=True)
class WorkMatch:
    """Which records are one work, and which pairs of works a person should look at.

    ``groups`` holds the positions of the records, each group sorted; ``joined`` says for each record why it
    stands in its group; ``undecided`` maps pairs of group positions to their comparison.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    undecided: Mapping[tuple[int, int], Comparison]


def group_works(records: Sequence[Record], decided: Decided | None = None) -> WorkMatch:
    """The records joined into works; ``decided`` holds judgements ("same", "different") on their pairs."""
    columns = normalize(records)
    keys = block_keys(columns)
    return join_works(records, columns, keys.content, candidate_pairs(keys), decided)


def join_works(
    records: Sequence[Record],
    columns: Columns,
    content: Hashes,
    candidates: tuple[Places, Places],
    decided: Decided | None = None,
) -> WorkMatch:
    """As ``group_works``, out of the records' columns and the pairs worth comparing."""
    found = _compared(columns, candidates, decided or {})
    work, within = group(content, found, partial(compare_pairs, columns))
    lowest, number = np.unique(work, return_inverse=True)
    members: list[list[int]] = [[] for _ in lowest]
    for place, n in enumerate(number.tolist()):
        members[n].append(place)
    told = partial(_told, records, columns)
    joined = (ALONE if row < 0 else told(within, row) for row in best_partners(work, within).tolist())
    return WorkMatch(tuple(map(tuple, members)), tuple(joined), _undecided(number, found, told))


def _compared(columns: Columns, candidates: tuple[Places, Places], decided: Decided) -> Compared:
    """The candidates and the pairs that were decided, compared; those decided as they were."""
    count = len(columns)
    ruled = np.array([min(pair) * count + max(pair) for pair in decided], np.int64)
    pairs = np.unique(np.concatenate([candidates[0] * count + candidates[1], ruled]))
    found = compare_pairs(columns, pairs // max(count, 1), pairs % max(count, 1), processes=2)
    same = np.array([verdict == "same" for verdict in decided.values()], bool)
    return judged(found, np.searchsorted(pairs, ruled), same)


def _told(records: Sequence[Record], columns: Columns, pairs: Compared, row: int) -> Comparison:
    """What was found about the pair in the row, with its reason."""
    a, b = int(pairs.left[row]), int(pairs.right[row])
    verdict = VERDICTS[pairs.verdict[row]]
    if pairs.weight[row] in (JUDGED, VETO):
        return Comparison(verdict, float(pairs.score[row]), "decided by a person")
    found = reasons(pairs.evidence, row)
    reason = sentence(records[a], records[b], found, columns.take([a, b]), all_names=False)
    return Comparison(verdict, round(float(pairs.score[row]), 3), reason)


def _undecided(
    number: NDArray[np.int64], pairs: Compared, told: Callable[[Compared, int], Comparison]
) -> dict[tuple[int, int], Comparison]:
    """The pairs of works that may be one, each by the pair of their records that says so best."""
    works = np.stack([number[pairs.left], number[pairs.right]])
    rows = np.flatnonzero((works[0] != works[1]) & (pairs.verdict != DIFFERENT))
    best: dict[tuple[int, int], int] = {}
    for row in rows[np.argsort(-pairs.score[rows], kind="stable")].tolist():
        best.setdefault((int(works[:, row].min()), int(works[:, row].max())), row)
    return {pair: replace(told(pairs, best[pair]), verdict="possible") for pair in sorted(best)}
