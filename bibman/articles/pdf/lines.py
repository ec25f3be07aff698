"""The rows of a PDF's pages as lines: indents as spaces, blank lines between paragraphs, notes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from bibman.articles.pdf.addresses import whole_addresses
from bibman.articles.pdf.headings import whole_headings
from bibman.articles.pdf.layout import Row
from bibman.articles.pdf.paragraphs import Place, paragraph_starts, places_of

_LONGEST_INDENT = 20
# Notes are smaller than the text and take less than half of their column.
_SMALL = 0.93
_LONGEST_FOOT = 0.5
# A note's mark is bare: "1 See ..."; a list's has a full stop or brackets.
_NOTE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|\d{1,3}(?=\s[^\W\d_]|[^\W\d_]))")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def write_lines(pages: Sequence[Sequence[Row]]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The lines of all pages and the page of each, counted from 1.

    A blank line stands where the layout shows that a paragraph or an entry begins; a row that begins to the
    right of its column's edge is indented by as many spaces as would fill the distance.
    """
    body = _body_height(pages)
    places = [
        place
        for number, rows in enumerate(pages, start=1)
        for place in places_of(_with_notes_placed(rows, body, is_first=number == 1), number)
    ]
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
    return max(0, min(_LONGEST_INDENT, round(place.indent / place.letter - 0.3)))


def _body_height(pages: Sequence[Sequence[Row]]) -> float:
    """The height of the type that most letters of the text are in."""
    sizes: Counter[int] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.height * 2)] += len(row.text)
    return max(sorted(sizes), key=sizes.__getitem__, default=0) / 2


def _with_notes_placed(rows: Sequence[Row], body: float, *, is_first: bool) -> list[Row]:
    """The rows of a page with the notes of its columns' feet where they part neither columns nor lists."""
    text: list[Row] = []
    notes: list[Row] = []
    for _, grouped in groupby(rows, key=lambda row: row.column):
        column = list(grouped)
        start = _foot(column, body)
        text.extend(column[:start])
        notes.extend(column[start:])
    place = _note_place(text, notes, is_first=is_first)
    return [*text[:place], *notes, *text[place:]]


def _foot(rows: Sequence[Row], body: float) -> int:
    """Where a column's notes begin: small type down to its end, a bare mark first; its length where none."""
    start = len(rows)
    while start > 0 and rows[start - 1].height < body * _SMALL:
        start -= 1
    while start < len(rows) and not _NOTE.match(rows[start].text):
        start += 1
    return start if len(rows) - start <= len(rows) * _LONGEST_FOOT else len(rows)


def _note_place(text: Sequence[Row], notes: Sequence[Row], *, is_first: bool) -> int:
    """Where in a page's text its notes stand best: behind the line that the last of them belongs to, so that
    they do not part the items of a list that begins below it.

    Where no line bears the mark, they stand above the page's text, on the first page, with its head, below.
    """
    marks = [match.group() for row in notes if (match := _NOTE.match(row.text))]
    marked = _marked(marks[-1]) if marks else None
    for n, row in enumerate(text):
        if marked and marked.search(row.text):
            return n + 1
    return len(text) if is_first else 0


def _marked(mark: str) -> re.Pattern[str]:
    """A pattern for a note's mark behind a word, raised or not."""
    plain = mark.translate(_PLAIN)
    raised = re.escape(plain.translate(_SUPERSCRIPTS))
    return re.compile(rf"{raised}|(?:[^\W\d_]|[.,;:!?»”\"’)])\s?{re.escape(plain)}(?![\w*])")
