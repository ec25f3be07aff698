"""The margins of a PDF's pages: running heads, footers and numbers, told by place and repetition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bibman.articles.furniture import line_key, page_value
from bibman.articles.pdf.line_numbers import line_numbers
from bibman.articles.pdf.pieces import Piece

# Running heads stand among so many outermost lines of a page, above or below.
_OUTER = 4
# A line stands at the same height where it moves by so many points.
_SHIFTS = range(-3, 4)
_LONGEST = 200
# The number of an only page stands so many heights of its figures below the text.
_FAR = 2.0
# Seen so often, a line is a running head; in a short article, where odd and even pages differ, twice is
# enough for those next to the edge.
_OFTEN, _TWICE, _SHORT_ARTICLE, _NEXT = 3, 2, 6, 2


class Outer(NamedTuple):
    """A line near a page's edge: page and place from the edge (from 0), height, its key and its number."""

    page: int
    from_edge: int
    base: float
    key: str
    value: int
    pieces: tuple[Piece, ...]


def without_margins(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The pieces of each page without its running head, its footer, its number and those of its lines.

    A line near the edge goes where other pages have the same one, figures apart, at the same height; a bare
    number where it counts on with the pages.
    """
    if numbers := {id(piece) for piece in line_numbers(pages)}:
        pages = [[piece for piece in page if id(piece) not in numbers] for page in pages]
    outer = [line for n, page in enumerate(pages) for line in _outer_lines(n, page)]
    gone = {id(piece) for line in (*_repeated(outer, len(pages)), *_numbers(outer)) for piece in line.pieces}
    return [[piece for piece in page if id(piece) not in gone] for page in pages]


def _outer_lines(n: int, page: Sequence[Piece]) -> list[Outer]:
    lines: list[list[Piece]] = []
    for piece in sorted(page, key=lambda piece: -piece.base):
        if lines and lines[-1][0].base - piece.base < piece.height / 4:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    count = len(lines)
    near = [at for at in range(count) if min(at, count - 1 - at) < _OUTER]
    return [_outer(n, min(at, count - 1 - at), lines[at]) for at in near]


def _outer(n: int, from_edge: int, line: Sequence[Piece]) -> Outer:
    text = " ".join(piece.text for piece in sorted(line, key=lambda piece: piece.left))
    key = line_key(text) if len(text) <= _LONGEST else ""
    return Outer(n, from_edge, line[0].base, key, page_value(text), tuple(line))


def _repeated(outer: Sequence[Outer], pages: int) -> Iterator[Outer]:
    """The lines that enough pages have at the same height."""
    places: dict[tuple[str, int], set[int]] = {}
    for line in outer:
        places.setdefault((line.key, round(line.base)), set()).add(line.page)
    alike = {
        (key, base): len(set().union(*(places.get((key, base + step), ()) for step in _SHIFTS)))
        for key, base in places
        if key
    }
    for line in outer:
        twice = pages <= _SHORT_ARTICLE and line.from_edge < _NEXT
        if alike.get((line.key, round(line.base)), 0) >= (_TWICE if twice else _OFTEN):
            yield line


def _numbers(outer: Sequence[Outer]) -> Iterator[Outer]:
    """The bare numbers that are as far from the page's own number as those of other pages are."""
    numbers = [line for line in outer if line.value]
    offsets = Counter(line.value - line.page for line in numbers)
    yield from (line for line in numbers if offsets[line.value - line.page] > 1)
    if len(outer) > 1 and outer[-1].page == 0 and outer[-1].value:  # the foot of the only page
        above, foot = outer[-2], outer[-1]
        if above.base - foot.base > foot.pieces[0].height * _FAR:
            yield foot
