"""Headings that a narrow column has broken into several lines, put on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bibman.articles.pdf.paragraphs import Place

_LARGER = 1.05
_MOST_ROWS = 4
_LONGEST = 120
_SIZE_STEP = 0.5
# A heading's lines are closer than this many heights.
_FAR = 1.9


def whole_headings(rows: Sequence[tuple[Place, bool]], body: float) -> Iterator[tuple[Place, bool]]:
    """The rows, those of one heading made one, each with whether it begins a paragraph.

    ``body`` is the height of the text's type.
    """
    n = 0
    while n < len(rows):
        place, starts = rows[n]
        may_be = starts or place.row.height > body * _LARGER or place.row.text.isupper()
        end = _end_of_heading(rows, n, body) if may_be else n + 1
        if end > n + 1:
            text = " ".join(place.row.text for place, _ in rows[n:end])
            place = place._replace(row=place.row._replace(text=text))
        yield place, starts
        n = end


def _end_of_heading(rows: Sequence[tuple[Place, bool]], start: int, body: float) -> int:
    """The row behind the heading that begins at ``start``; behind ``start`` where none of several rows
    does.
    """
    end = start + 1
    while end < len(rows) and not rows[end][1] and _goes_on(rows[end - 1][0], rows[end][0]):
        end += 1
        if end - start > _MOST_ROWS:
            return start + 1
    first, parted = rows[start]
    texts = [place.row.text for place, _ in rows[start:end]]
    text = " ".join(texts)
    if len(text) > _LONGEST or any(line.endswith("-") for line in texts):
        return start + 1
    alone = parted and (end == len(rows) or rows[end][1]) and not any(c.isdigit() for c in text)
    return end if alone or text.isupper() or first.row.height > body * _LARGER else start + 1


def _goes_on(above: Place, below: Place) -> bool:
    """Whether a row of a heading, centred or not, goes on in the next one for want of room."""
    if (above.page, above.row.column) != (below.page, below.row.column) or not below.row.text.strip():
        return False
    a, b = above.row, below.row
    if abs(a.height - b.height) > _SIZE_STEP or not 0 < a.base - b.base < b.height * _FAR:
        return False
    letter = (b.right - b.left) / len(b.text)
    return a.right - a.left + letter * (len(b.text.split()[0]) + 1) > above.right - above.left
