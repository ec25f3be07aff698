"""Where paragraphs begin on a PDF's pages: told by distances, and by indents that agree with line ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from bibman.articles.pdf.layout import Row

# A distance this much wider than the usual one parts paragraphs.
_WIDE = 1.3
_TALLEST_PITCH = 2.6
_SIZE_STEP = 0.5
# Indents differ by more than this, in points; so many of a hundred lines may go against a habit.
_STEP = 2.0
_EXCEPTIONS = 5
_FEWEST_ROWS = 3
# How far back distances are looked for that tell whether a list is spaced.
_LOOK_BACK = 15


class Place(NamedTuple):
    """A row with its page (from 1) and its column's left and right edge and width of a letter, in points."""

    row: Row
    page: int
    left: float
    right: float
    letter: float

    @property
    def indent(self) -> float:
        """How far right of its column's edge the row begins, in points."""
        return self.row.left - self.left


def places_of(rows: Sequence[Row], page: int) -> list[Place]:
    """The rows of a page with the edges of their columns."""
    edges = {}
    for column, grouped in groupby(sorted(rows, key=lambda row: row.column), key=lambda row: row.column):
        found = list(grouped)
        widths = [(row.right - row.left) / len(row.text) for row in found if row.text]
        edges[column] = (_left_edge(found), _right_edge(found), max(1.0, median(widths)))
    return [Place(row, page, *edges[row.column]) for row in rows]


def _left_edge(rows: Sequence[Row]) -> float:
    """The leftmost place where more than one row begins."""
    places = Counter(round(row.left) for row in rows)
    shared = [left for left in places if places[left] + places[left + 1] > 1]
    return float(min(shared or places))


def _right_edge(rows: Sequence[Row]) -> float:
    """Where full rows end; the few that run over are left out."""
    return sorted(row.right for row in rows)[-1 - len(rows) // 12]


def wraps(above: Place, below: Place) -> bool:
    """Whether a row goes on in the next one, whose first word had no room left in it."""
    text = below.row.text
    word = text.find(" ") if " " in text else len(text)
    return above.row.right + (word + 1) * above.letter > above.right


def paragraph_starts(places: Sequence[Place]) -> list[bool]:
    """For each row whether the layout shows that a paragraph, a heading or an entry begins with it."""
    sizes = [round(place.row.height / _SIZE_STEP) for place in places]
    down = _distances(places)
    starts = _apart(places, sizes, down)
    cuts = [n for n in range(1, len(places)) if starts[n] or abs(sizes[n] - sizes[n - 1]) > 1]
    for begin, end in pairwise([0, *cuts, len(places)]):
        for n in _indented(places[begin:end]):
            starts[begin + n] = True
    return starts


def _distances(places: Sequence[Place]) -> list[float | None]:
    """How far each row stands below the one before it, in points; None for the first of a column."""
    down: list[float | None] = [None] * len(places)
    for n, (above, below) in enumerate(pairwise(places), start=1):
        if above.page == below.page and above.row.column == below.row.column:
            down[n] = above.row.base - below.row.base
    return down


def _apart(places: Sequence[Place], sizes: Sequence[int], down: Sequence[float | None]) -> list[bool]:
    """Which rows stand further from the one above than rows of their size mostly do."""
    pitches = _pitches(places, sizes, down)
    apart = [False] * len(places)
    for n, (above, below) in enumerate(pairwise(places), start=1):
        distance = down[n]
        if above.row.is_note != below.row.is_note:
            apart[n] = True
        elif distance is not None:
            usual = max(pitches.get(sizes[n - 1], 0.0), pitches.get(sizes[n], 0.0))
            apart[n] = distance > (usual or below.row.height) * _WIDE
        elif sum(apart[max(0, n - _LOOK_BACK) : n]) > 1:  # the list is spaced
            apart[n] = not wraps(above, below)
    return apart


def _pitches(places: Sequence[Place], sizes: Sequence[int], down: Sequence[float | None]) -> dict[int, float]:
    """By size of type, the distance in points that rows are mostly apart."""
    seen = Counter(
        (sizes[n], round(distance * 2))
        for n, distance in enumerate(down)
        if distance and sizes[n] == sizes[n - 1] and 0 < distance <= places[n].row.height * _TALLEST_PITCH
    )
    return {
        size: twice / 2 for (size, twice), _ in sorted(seen.items(), key=lambda one: (one[1], -one[0][1]))
    }


def _indented(places: Sequence[Place]) -> list[int]:
    """The rows of a stretch that begin paragraphs by its habit of indents: hanging ones, or of first lines.

    A habit holds where the rows that it has go on all follow full ones, and some that it has begin do not.
    """
    if len(places) < _FEWEST_ROWS:
        return []
    common = [indent for indent, _ in Counter(round(place.indent) for place in places).most_common(2)]
    if len(common) < 2 or max(common) - min(common) <= _STEP:
        return []
    outside = [place.indent < max(common) - _STEP for place in places]
    full = [False, *(wraps(above, below) for above, below in pairwise(places))]
    best, most = [], 0
    for hanging in (True, False):
        starts = [n for n in range(1, len(places)) if outside[n] == hanging]
        others = len(places) - 1 - len(starts)
        ended = sum(not full[n] for n in starts)
        broken = full[1:].count(False) - ended
        if others and broken * 100 <= others * _EXCEPTIONS and ended * 3 >= len(starts) and ended > most:
            best, most = starts, ended
    return best
