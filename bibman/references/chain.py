"""The line of numbered items through a list, past numbers that only look like item marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bibman.references.shape import ends_openly, read_mark, starts_anew

# Costs and gains are in items: a mark that fits its predecessor is worth one.
_GAP = 0.8
_LARGEST_GAP = 6
_OTHER_STYLE = 0.7
_RESTART = 1.3
_LOW_START = 0.4
_DIGIT_START = 0.3
_OPEN_BEFORE = 0.6
_BARE = 0.5


# By number: what the dearest chain that ends in it is worth, and its last candidate.
Best = dict[int, tuple[float, int]]


class Candidate(NamedTuple):
    """A line that begins with a number mark: its place in the list's rows, its number and style, what it is
    worth.
    """

    row: int
    number: int
    style: str
    column: int
    worth: float


def item_chain(texts: Sequence[str]) -> list[Candidate]:
    """The lines that begin numbered items, in order: the dearest run of marks that count on from 1.

    Numbers may be missed and may begin anew at 1, or all be 1. Time is linear in the number of lines.
    """
    candidates = _candidates(texts)
    if len(candidates) > 2 and all(mark.number == 1 for mark in candidates):
        return candidates  # markdown numbers each item 1
    best: Best = {}
    restart: tuple[float, int] | None = None
    before: list[int | None] = []
    for at, mark in enumerate(candidates):
        score, previous = _best_before(mark, candidates, best, restart)
        score += mark.worth
        before.append(previous)
        if mark.number not in best or score >= best[mark.number][0]:
            best[mark.number] = (score, at)
        if mark.number > 1 and (restart is None or score > restart[0]):
            restart = (score, at)
    return _walk_back(candidates, before, max(best.values())[1]) if best else []


def _best_before(
    mark: Candidate, candidates: list[Candidate], best: Best, restart: tuple[float, int] | None
) -> tuple[float, int | None]:
    """What the dearest chain that this mark may go on with is worth, and its last mark."""
    score: float = _start_cost(mark.number)
    previous: int | None = None
    for number in _predecessors(mark.number):
        if number not in best:
            continue
        value, last = best[number]
        value -= (mark.number - number - 1) * _GAP
        value -= 0.0 if candidates[last].style == mark.style else _OTHER_STYLE
        if value > score:
            score, previous = value, last
    if mark.number == 1 and restart and restart[0] - _RESTART > score:
        return restart[0] - _RESTART, restart[1]
    return score, previous


def _predecessors(number: int) -> range:
    return range(max(1, number - 1 - _LARGEST_GAP), number)


def _start_cost(number: int) -> float:
    return -min(1.5, 0.3 * (number - 1))


def _walk_back(candidates: list[Candidate], before: list[int | None], end: int) -> list[Candidate]:
    chain, at = [], end
    while True:
        chain.append(candidates[at])
        previous = before[at]
        if previous is None:
            return chain[::-1]
        at = previous


def _candidates(texts: Sequence[str]) -> list[Candidate]:
    found, last = [], ""
    for row, text in enumerate(texts):
        if not text.strip():
            continue
        mark = read_mark(text)
        if mark:
            rest = text[mark.end :].strip()
            worth = 1.0
            if mark.style == " ":
                worth -= _BARE
            if rest and not starts_anew(rest):
                worth -= _DIGIT_START if rest[0].isdigit() else _LOW_START
            if last and ends_openly(last):
                worth -= _OPEN_BEFORE
            found.append(Candidate(row, mark.number, mark.style, mark.end, worth))
        last = text
    return found
