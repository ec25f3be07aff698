"""The rows of a PDF's pages as lines: indents as spaces, blank lines between paragraphs, notes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bibman.articles.pdf.addresses import whole_addresses
from bibman.articles.pdf.headings import whole_headings
from bibman.articles.pdf.layout import Row
from bibman.articles.pdf.notes import with_notes_placed
from bibman.articles.pdf.paragraphs import Place, paragraph_starts, places_of

_LONGEST_INDENT = 20


def write_lines(pages: Sequence[Sequence[Row]]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The lines of all pages and the page of each, counted from 1.

    A blank line stands where the layout shows that a paragraph, an entry or notes begin; a row that begins
    to the right of its column's edge is indented by as many spaces as would fill the distance.
    """
    body = _body_height(pages)
    placed = with_notes_placed(pages, body)
    places = [place for number, rows in enumerate(placed, start=1) for place in places_of(rows, number)]
    lines: list[str] = []
    numbers: list[int] = []
    rows = whole_headings(whole_addresses(places, paragraph_starts(places)), body)
    for place, starts in rows:
        if starts and lines:
            lines.append("")
            numbers.append(place.page)
        lines.append(" " * _indent(place) + place.row.text)
        numbers.append(place.page)
    return tuple(lines), tuple(numbers)


def _indent(place: Place) -> int:
    indent = place.indent
    return min(_LONGEST_INDENT, round(indent / place.letter - 0.3)) if indent > place.letter else 0


def _body_height(pages: Sequence[Sequence[Row]]) -> float:
    """The height of the type that most letters of the text are in."""
    sizes: Counter[int] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.height * 2)] += len(row.text)
    return max(sorted(sizes), key=sizes.__getitem__, default=0) / 2
