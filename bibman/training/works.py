"""The points by which two records are judged one work, fitted on records with known duplicates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bibman.matching.block import block_keys
from bibman.matching.candidates import candidate_pairs
from bibman.matching.columns import normalize
from bibman.matching.decide import DIFFERENT, SAME, has_same_title, highest_verdict, is_one_place
from bibman.matching.levels import FIELDS, LEVELS, SAME_TITLE, Evidence, Levels, code, neutral
from bibman.matching.score import score
from bibman.model import Name, Record

Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]

#: Fields that the labelled sets know nothing of; rules judge by them.
_UNLABELLED = ("kind",)
#: So many pairs of a set count fully; of more each counts less, so that no set outweighs the others.
PAIRS_THAT_COUNT = 3000
#: How strongly points are held towards 0, and when a fit is done.
_RIDGE, _RIDGE_OF_START = 3.0, 0.001
_LONGEST_STRIDE, _SWEEPS, _STILL = 2.0, 200, 0.003
_FOLDS = 5
_PEOPLE = re.compile(r"\s+and\s+|\s*;\s*|(?<=\.)\s*,\s*")


_HEAD = (
    "# What each level of agreement between two records counts for or against one work: natural log-odds,",
    "# added up. like_title counts where the titles only resemble each other, same_title where they are one",
    "# but for misprints. Fitted by logistic regression, points never falling as agreement rises, on public",
    "# sets of records with known duplicates (Cora; DBLP-ACM of Leipzig; seven of bib-dedupe), each counting",
    "# alike but for Cora, whose labels contradict each other and which counts a fifth: see",
    "# python -m bibman.training works --help. A level that is not listed has no points.",
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of one set: evidence, whether each is one work, how much it counts, its fold.

    ``missed`` counts the pairs of one work that no key brought together or a rule keeps apart.
    """

    name: str
    evidence: Evidence
    same: Flags
    counts: Weights
    fold: NDArray[np.int64]
    missed: int

    def take(self, rows: Flags) -> Pairs:
        """The pairs where the mask is true."""
        return Pairs(
            self.name,
            Evidence(self.evidence.levels[rows]),
            self.same[rows],
            self.counts[rows],
            self.fold[rows],
            0,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The points to start from and those of each field's levels."""

    start: float
    points: Mapping[str, Weights]

    def total(self, evidence: Evidence) -> Weights:
        """The log-odds of pairs."""
        return self.start + sum(
            (self.points[field][evidence.levels[:, n]] for n, field in enumerate(FIELDS)),
            np.zeros(len(evidence)),
        )


#: The sheet for titles that only resemble each other, and the one for equal titles.
Sheets = tuple[Sheet, Sheet]


def read_pairs(path: Path, *, across: bool = False, weight: float = 1.0) -> Pairs:
    """The candidate pairs of a JSON Lines file of labelled records.

    With ``across`` only pairs of two sources are labelled, told by the first letter of the id.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    columns = normalize([_record(row) for row in rows])
    left, right = candidate_pairs(block_keys(columns))
    cluster = _codes(str(row["cluster"]) for row in rows)
    source = _codes(str(row["id"])[:1] if across else "" for row in rows)
    labelled = _labelled(cluster, source)
    if across:
        kept = source[left] != source[right]
        left, right = left[kept], right[kept]
    evidence = score(columns, left, right)
    kept = highest_verdict(evidence) > DIFFERENT  # no points can help the others
    left, right, evidence = left[kept], right[kept], Evidence(evidence.levels[kept])
    same = cluster[left] == cluster[right]
    share = weight * min(1.0, PAIRS_THAT_COUNT / max(len(left), 1))
    folds = np.array([crc32(str(row["cluster"]).encode()) % _FOLDS for row in rows])[left]
    return Pairs(
        path.parent.name, evidence, same, np.full(len(left), share), folds, labelled - int(same.sum())
    )


def _record(row: Mapping[str, Any]) -> Record:
    people = [person for person in _PEOPLE.split(row["author"] or "") if person]
    return Record(
        type="article-journal",
        title=row["title"] or "",
        author=tuple(Name(literal=person, form=person) for person in people),
        container_title=row["container"] or "",
        issued=row["year"] if re.fullmatch(r"\d{4}", row["year"] or "") else "",
        volume=row["volume"] or "",
        issue=row["issue"] or "",
        page=row["pages"] or "",
        DOI=row["doi"] or "",
    )


def _codes(texts: Iterable[str]) -> NDArray[np.int64]:
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts])


def _labelled(cluster: NDArray[np.int64], source: NDArray[np.int64]) -> int:
    """How many pairs stand in one cluster; where there are several sources, of two of them."""
    whole = _pairs_in(cluster[:, None])
    return whole if len(np.unique(source)) < 2 else whole - _pairs_in(np.stack([cluster, source], axis=1))


def _pairs_in(groups: NDArray[np.int64]) -> int:
    _, sizes = np.unique(groups, axis=0, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())


def fit(sets: Sequence[Pairs]) -> Sheets:
    """Both sheets, from the pairs that points decide (a rule decides the others)."""
    like, same = (_fit_sheet([_decided_by_points(pairs, title) for pairs in sets]) for title in (False, True))
    return like, same


def _decided_by_points(pairs: Pairs, same_title: bool) -> Pairs:
    evidence = pairs.evidence
    open_to_points = (highest_verdict(evidence) > DIFFERENT) & ~is_one_place(evidence)
    return pairs.take(open_to_points & (has_same_title(evidence) == same_title))


def _fit_sheet(sets: Sequence[Pairs]) -> Sheet:
    """Logistic regression whose points never fall from a field's worst level to its best.

    What is fitted are the steps from level to level, none below 0.
    """
    levels, same, other = _merged(sets)
    fitted = [(n, field) for n, field in enumerate(FIELDS) if field not in _UNLABELLED]
    steps = [(n, level) for n, field in fitted for level in _steps(field)]
    columns = [_taken(levels[:, n], FIELDS[n], level) for n, level in steps]
    return _sheet(steps, _regress([*columns, np.ones(len(levels))], same, other))


def _regress(columns: Sequence[Weights], same: Weights, other: Weights) -> Weights:
    """The size of each column, the last (the start) free and the others not below 0; one by one by Newton."""
    sizes, odds = np.zeros(len(columns)), np.zeros(len(same))
    rows = [np.flatnonzero(column) for column in columns]
    for _ in range(_SWEEPS):
        largest = 0.0
        for n, column in enumerate(columns):
            at, sign = rows[n], column[rows[n]]
            chance = 1 / (1 + np.exp(-odds[at]))
            held = _RIDGE if n < len(columns) - 1 else _RIDGE_OF_START
            slope = sign @ (chance * other[at] - (1 - chance) * same[at]) + held * sizes[n]
            bend = (chance * (1 - chance)) @ (same[at] + other[at]) + held
            change = float(np.clip(-slope / bend, -_LONGEST_STRIDE, _LONGEST_STRIDE))
            if n < len(columns) - 1:
                change = max(change, -float(sizes[n]))
            sizes[n] += change
            odds[at] += sign * change
            largest = max(largest, abs(change))
        if largest < _STILL:
            break
    return sizes


def _merged(sets: Sequence[Pairs]) -> tuple[Levels, Weights, Weights]:
    """Each row of levels that occurs, and how much counts for one work and for two at it."""
    levels = np.concatenate([pairs.evidence.levels for pairs in sets])
    same = np.concatenate([pairs.counts * pairs.same for pairs in sets])
    other = np.concatenate([pairs.counts * ~pairs.same for pairs in sets])
    rows, place = np.unique(levels, axis=0, return_inverse=True)
    counts = [np.bincount(place.ravel(), weights, len(rows)).astype(float) for weights in (same, other)]
    return rows.astype(np.int8), counts[0], counts[1]


def _steps(field: str) -> list[int]:
    return [level for level in range(len(LEVELS[field])) if level != neutral(field)]


def _taken(levels: Levels, field: str, level: int) -> Weights:
    """1 where the step up to ``level`` is taken, -1 where the step down to it is, from what says nothing."""
    if level > neutral(field):
        return (levels >= level).astype(float)
    return -(levels <= level).astype(float)


def _sheet(steps: Sequence[tuple[int, int]], sizes: Weights) -> Sheet:
    points = {field: np.zeros(len(levels)) for field, levels in LEVELS.items()}
    for (n, level), size in zip(steps, sizes[:-1], strict=True):
        field = FIELDS[n]
        points[field] += size * _taken(np.arange(len(LEVELS[field]), dtype=np.int8), field, level)
    return Sheet(float(sizes[-1]), points)


def measure(sheets: Sheets, pairs: Pairs) -> tuple[float, float]:
    """Precision and recall of the pairs called the same, before they are joined into works."""
    evidence = pairs.evidence
    odds = np.where(has_same_title(evidence), sheets[1].total(evidence), sheets[0].total(evidence))
    found = ((odds >= 0) | is_one_place(evidence)) & (highest_verdict(evidence) == SAME)
    right = int((found & pairs.same).sum())
    return right / max(int(found.sum()), 1), right / max(int(pairs.same.sum()) + pairs.missed, 1)


def cross_validated(sets: Sequence[Pairs]) -> list[tuple[str, float, float]]:
    """How each set is judged by points fitted without it, and all by points fitted without their clusters."""
    rounds = []
    if len(sets) > 1:
        for pairs in sets:
            rounds.append(
                (f"without {pairs.name}", *measure(fit([s for s in sets if s is not pairs]), pairs))
            )
    for fold in range(_FOLDS):
        sheets = fit([pairs.take(pairs.fold != fold) for pairs in sets])
        found = [measure(sheets, pairs.take(pairs.fold == fold)) for pairs in sets]
        precision, recall = np.mean(found, axis=0)
        rounds.append((f"clusters, fold {fold + 1}", float(precision), float(recall)))
    return rounds


def table(sheets: Sheets) -> str:
    """The text of ``bibman/tables/work_points.tsv``."""
    like, same = sheets
    lines = [*_HEAD, "field\tlevel\tlike_title\tsame_title", f"start\t\t{like.start:.2f}\t{same.start:.2f}"]
    for field, levels in LEVELS.items():
        for n, level in enumerate(levels):
            pair = [f"{sheet.points[field][n]:.2f}" for sheet in sheets]
            if field == "title":  # each sheet knows titles of its own
                pair[n < code("title", SAME_TITLE)] = "0"
            if any(float(points) for points in pair):
                lines.append("\t".join([field, level, *pair]))
    return "\n".join(lines)


def report(sets: Sequence[Pairs]) -> str:
    """How well the points do: on each set fitted without it, on clusters fitted without them, and on all."""
    sheets = fit(sets)
    rounds = [*cross_validated(sets), *((pairs.name, *measure(sheets, pairs)) for pairs in sets)]
    return "\n".join(f"{name}: {_figures(precision, recall)}" for name, precision, recall in rounds)


def _figures(precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return f"precision {precision:.4f} recall {recall:.4f} f1 {f1:.4f}"
