"""How a list is set: how wide it is, and how its items are set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bibman.references.rows import Row

# So many items show a habit; so many of a hundred lines may go against it.
_FEWEST = 3
_EXCEPTIONS = 10


class Layout(NamedTuple):
    """The length of a list's longest line in characters, and the numbers of the lines that begin paragraphs;
    none where it is not seen which do.
    """

    width: int
    paragraphs: frozenset[int] = frozenset()


def layout_of(rows: Sequence[Row], starts: Sequence[int] = ()) -> Layout:
    """How a list is set.

    ``starts`` are the rows that begin its marked items. They are set apart by blank lines, by indents, or by
    each having a line of its own; what holds for them holds for what follows the last of them.
    """
    width = max((len(row.text) for row in rows), default=0)
    return Layout(width, _paragraphs(rows, starts) if len(starts) >= _FEWEST else frozenset())


def indent_of(row: Row) -> int:
    """How many spaces a line begins with, tabs filled up to eights."""
    text = row.text.expandtabs()
    return len(text) - len(text.lstrip())


def _paragraphs(rows: Sequence[Row], starts: Sequence[int]) -> frozenset[int]:
    printed = [n for n, row in enumerate(rows) if row.text.strip()]
    firsts = set(starts[1:])
    rest = {n for n in printed if starts[0] < n < starts[-1]} - firsts
    after_blank = {n for n in printed if n and not rows[n - 1].text.strip()}
    for begins in (after_blank, _indented(rows, printed, starts, rest), set(printed)):
        if _sets_apart(begins, firsts, rest):
            return frozenset(rows[n].line for n in begins)
    return frozenset()


def _sets_apart(begins: set[int], firsts: set[int], rest: set[int]) -> bool:
    """Whether the rows that begin paragraphs are the items' first ones and no others, but for a few."""
    missed, wrong = len(firsts - begins), len(rest & begins)
    return missed * 100 <= len(firsts) * _EXCEPTIONS and wrong * 100 <= len(rest) * _EXCEPTIONS


def _indented(rows: Sequence[Row], printed: Sequence[int], starts: Sequence[int], rest: set[int]) -> set[int]:
    """The rows as far to the left or to the right as the items' first ones, not as their others."""
    if not rest:
        return set()
    first, other = _usual(rows, starts), _usual(rows, sorted(rest))
    return {n for n in printed if abs(indent_of(rows[n]) - first) < abs(indent_of(rows[n]) - other)}


def _usual(rows: Sequence[Row], numbers: Sequence[int]) -> int:
    indents = Counter(indent_of(rows[n]) for n in numbers)
    return max(sorted(indents), key=indents.__getitem__)
