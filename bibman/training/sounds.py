"""What it costs to read one sound for another, learnt from pairs of names: the table ``sound_pairs``.

Starts from the hand-made costs of sound classes (``sound_costs``). Each pair of words is aligned at least
cost; where that calls two spellings of one word unlike, or two words alike, the costs paid are moved
(logistic regression along the best alignment), and held near where they started.

The shipped table was learnt from words and people's names in two scripts: labels from Wikidata (CC0, partly
by way of OpenSanctions' rigour, MIT), parliaments' lists of members, and real names respelt by published
schemes.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bibman.names import read_name
from bibman.names.graphemes import Costs, Sounds, costs_by_class, size_of, sounds_of, unit_names
from bibman.names.tokens import is_initial
from bibman.text import fold

_ROUNDS, _STEP, _PULL = 8, 0.3, 0.0005
#: Words are taken for alike below this cost a sound; how sharply.
_ALIKE, _SHARP = 0.2, 8.0
#: Spellings of one name dearer than this are translations, which tell nothing about sounds.
_TRANSLATED = 0.7
_LEAST, _MOST = 0.2, 1.3
#: A whole name brings several words, few of them hard to tell apart: they count less.
_WORD_OF_NAME = 0.4
_NOTEWORTHY = 0.02

#: Two units that one spelling exchanges; the second is -1 where the first is left out.
Step = tuple[int, int]


class Pair(NamedTuple):
    """Two words, whether they are spellings of one, and how much that counts."""

    a: Sounds
    b: Sounds
    same: bool
    weight: float


class Fold(NamedTuple):
    """One part in so many of all persons, told by a hash of the family name: "0/5"."""

    number: int
    of: int

    def holds(self, name: str) -> bool:
        """Whether the person is of this part."""
        key = fold(read_name(name).family or name)
        return int.from_bytes(hashlib.md5(key.encode()).digest()[:4]) % self.of == self.number


def read_pairs(
    paths: Iterable[Path], *, without: Fold | None = None, only: Fold | None = None
) -> Iterator[Pair]:
    """The pairs of words in files of ``{"a", "b", "same"}`` lines.

    ``without`` leaves out every pair with a person of that part, ``only`` keeps those pairs alone.
    """
    for path in paths:
        for row in map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())):
            a, b = row["a"], row["b"]
            if without and (without.holds(a) or without.holds(b)):
                continue
            if only is None or only.holds(a) or only.holds(b):
                yield from _words(a, b, bool(row["same"]))


def _words(a: str, b: str, same: bool) -> Iterator[Pair]:
    """Single words as they are; of whole names the family and given names, where they are one person's."""
    if " " not in a and " " not in b:
        yield from _pair(a, b, same, 1.0)
    elif same:
        one, other = read_name(a), read_name(b)
        for x, y in ((one.family, other.family), (one.given, other.given)):
            if not is_initial(x) and not is_initial(y):
                yield from _pair(x, y, True, _WORD_OF_NAME)


def _pair(a: str, b: str, same: bool, weight: float) -> Iterator[Pair]:
    one, other = sounds_of(a), sounds_of(b)
    if one and other and one != other:
        yield Pair(one, other, same, weight)


def align(a: Sounds, b: Sounds, costs: Costs) -> list[Step]:
    """The steps of the cheapest way to read ``a`` for ``b`` that cost anything."""
    swaps, drops = costs
    best: list[list[tuple[float, Step, int]]] = [[(0.0, (-1, -1), 0)]]
    for n in range(len(a) + 1):
        row = best[0] if n == 0 else [(best[n - 1][0][0] + drops[a[n - 1]], (a[n - 1], -1), 1)]
        for m in range(1, len(b) + 1):
            ways = [(row[m - 1][0] + drops[b[m - 1]], (b[m - 1], -1), 2)]
            if n:
                ways.append((best[n - 1][m][0] + drops[a[n - 1]], (a[n - 1], -1), 1))
                ways.append((best[n - 1][m - 1][0] + swaps[a[n - 1]][b[m - 1]], (a[n - 1], b[m - 1]), 0))
            row.append(min(ways))
        if n:
            best.append(row)
    return [step for step in _back(best) if step[0] != step[1]]


def _back(best: Sequence[Sequence[tuple[float, Step, int]]]) -> Iterator[Step]:
    n, m = len(best) - 1, len(best[0]) - 1
    while n or m:
        _, step, way = best[n][m]
        yield step
        n, m = n - (way != 2), m - (way != 1)


def learn(pairs: Iterable[Pair], seed: int = 1) -> Costs:
    """The costs under which the pairs are told apart best, near the hand-made ones."""
    by_class = costs_by_class()
    swaps, drops = [list(row) for row in by_class[0]], list(by_class[1])
    learning = sorted(pairs)
    order = Random(seed)
    for number in range(_ROUNDS):
        order.shuffle(learning)
        step = _STEP * (1 - 0.8 * number / _ROUNDS)
        for pair in learning:
            _correct(pair, swaps, drops, step)
    return swaps, drops


def _correct(pair: Pair, swaps: list[list[float]], drops: list[float], step: float) -> None:
    """Moves the costs that one pair's alignment pays, in place."""
    steps = align(pair.a, pair.b, (swaps, drops))
    cost = _cost(pair, steps, (swaps, drops))
    if pair.same and cost > _TRANSLATED:
        return
    chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, _SHARP * (_ALIKE - cost)))))
    move = step * pair.weight * (chance - pair.same) / size_of(pair.a, pair.b)
    first_swaps, first_drops = costs_by_class()
    for x, y in steps:
        if y < 0:
            drops[x] = _moved(drops[x], move, first_drops[x])
        else:
            swaps[x][y] = swaps[y][x] = _moved(swaps[x][y], move, first_swaps[x][y])


def _moved(cost: float, move: float, start: float) -> float:
    return min(_MOST, max(_LEAST * start, cost + move - _PULL * (cost - start)))


def best_f1(pairs: Iterable[Pair], costs: Costs) -> float:
    """The best F1 that any threshold on the cost a sound reaches."""
    scored = sorted((_cost(pair, align(pair.a, pair.b, costs), costs), pair.same) for pair in pairs)
    same, found, best = sum(is_same for _, is_same in scored), 0, 0.0
    for taken, (_, is_same) in enumerate(scored, 1):
        found += is_same
        best = max(best, 2 * found / (taken + same))
    return best


def _cost(pair: Pair, steps: Iterable[Step], costs: Costs) -> float:
    swaps, drops = costs
    return sum(swaps[x][y] if y >= 0 else drops[x] for x, y in steps) / size_of(pair.a, pair.b)


def table(costs: Costs, sources: Sequence[str]) -> str:
    """The learnt costs as the table that the package reads: those that moved."""
    names, first = unit_names(), costs_by_class()
    rows = [
        "# Costs of single units of graphemes.tsv, learnt over sound_costs.tsv; b empty: to leave a out.",
        f"# Written by `python -m bibman.training sounds` from {', '.join(sources)}.",
        "a\tb\tcost",
    ]
    for n, name in enumerate(names):
        if abs(costs[1][n] - first[1][n]) >= _NOTEWORTHY:
            rows.append(f"{name}\t\t{costs[1][n]:.2g}")
    for n, name in enumerate(names):
        for m in range(n + 1, len(names)):
            if abs(costs[0][n][m] - first[0][n][m]) >= _NOTEWORTHY:
                rows.append(f"{name}\t{names[m]}\t{costs[0][n][m]:.2g}")
    return "\n".join(rows) + "\n"
