"""Item marks out of turn: numbers that stand twice in a list, or swapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bibman.references.chain import Candidate
from bibman.references.rows import Row, joined
from bibman.references.shape import (
    ends_openly,
    is_complete,
    looks_like_reference,
    read_mark,
    starts_anew,
    starts_with_author,
)

#: A number out of turn is no further than this from those around it: else it is a volume or a day.
_NEAR = 3
#: A reference has hardly more lines than this.
_MOST_ROWS = 24


def stray_marks(rows: Sequence[Row], chain: Sequence[Candidate]) -> Iterator[Candidate]:
    """The marks beside the chain that begin entries too: 2 in 1, 2, 2, 3 and 4 in 1, 2, 4, 3.

    Where the chain lacks a number that such a mark may stand for, its entry only has to begin anew. Else it
    also bears the signs of a reference, stands behind a complete one, and begins with an author or repeats a
    number beside it.
    """
    lacked = _lacked_numbers(chain)
    for mark, after in pairwise([chain[0], *chain]):
        first = 0 if after is chain[0] else mark.row + 1
        start = max(0, first - 1)
        for one in _near_marks(rows, range(first, after.row), mark):
            before = joined(rows[max(start, one.row - _MOST_ROWS) : one.row])
            text = rows[one.row].text[one.column :]
            behind = f"{text} {joined(rows[one.row + 1 : min(after.row, one.row + _MOST_ROWS)])}"
            is_likely = starts_with_author(text) or one.number in (mark.number, after.number)
            if (one.number in lacked and not ends_openly(before)) or (is_likely and _parts(before, behind)):
                yield one
                start = one.row


def _lacked_numbers(chain: Sequence[Candidate]) -> frozenset[int]:
    """The numbers that the chain leaves out and the one behind its last, each with the one before it.

    That one may be printed in its place: 3 in 1, 2, 3, 3, 5.
    """
    first = chain[0].number
    before = range(max(1, first - _NEAR), first)
    between = [k for mark, after in pairwise(chain) for k in range(mark.number + 1, after.number)]
    return frozenset(number - back for number in (*before, *between, chain[-1].number + 1) for back in (0, 1))


def _near_marks(rows: Sequence[Row], places: range, mark: Candidate) -> Iterator[Candidate]:
    """The marks in the style of another with a number near its own, behind which a text begins anew."""
    for n in places:
        found = read_mark(rows[n].text)
        if not found or found.style != mark.style or found.style == " ":
            continue
        if abs(found.number - mark.number) <= _NEAR and starts_anew(rows[n].text[found.end :]):
            yield Candidate(n, found.number, found.style, found.end, 1.0)


def _parts(before: str, behind: str) -> bool:
    """Whether a complete entry ends, or the list begins, before the signs of a reference."""
    return looks_like_reference(behind) and (not before or is_complete(before))
