"""The notes at the feet of a PDF's pages, put where they part neither columns nor lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from bibman.articles.pdf.layout import Row

# Notes are smaller than the text and take less than half of their column.
_SMALL = 0.93
_LONGEST_FOOT = 0.5
# A note's mark is bare: "1 See ..."; a list's has a full stop or brackets.
_NOTE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|\d{1,3}(?=\s[^\W\d_]|[^\W\d_]))")
_RAISED_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}\s")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Lines of a note are closer than so many of their heights.
_CLOSE = 1.3
# Notes in the type of the text stand so much further below it than its lines below each other.
_APART = 1.5


def with_notes_placed(pages: Sequence[Sequence[Row]], body: float) -> list[list[Row]]:
    """The rows of each page with its notes behind the line they belong to, marked as notes.

    What goes on of a note on the next page stands behind its begin. ``body`` is the height of the text's
    type.
    """
    placed: list[list[Row]] = []
    for rows in pages:
        text, rest, notes = _without_notes(rows, body)
        before = (
            max((n for n, row in enumerate(placed[-1], start=1) if row.is_note), default=0) if placed else 0
        )
        if before:
            placed[-1][before:before] = rest
        else:
            text.extend(rest)
        place = _note_place(text, notes, is_first=not placed)
        placed.append([*text[:place], *notes, *text[place:]])
    return placed


def _without_notes(rows: Sequence[Row], body: float) -> tuple[list[Row], list[Row], list[Row]]:
    """The text of a page, what goes on of a note on the page before, and the notes of its columns' feet."""
    text: list[Row] = []
    rest: list[Row] = []
    notes: list[Row] = []
    for _, grouped in groupby(rows, key=lambda row: row.column):
        column = list(grouped)
        start = _foot(column, body)
        begin = _begin_of_rest(column, start, body) if start < len(column) else start
        text.extend(column[:begin])
        (notes if notes else rest).extend(row._replace(is_note=True) for row in column[begin:start])
        notes.extend(row._replace(is_note=True) for row in column[start:])
    return text, rest, notes


def _foot(rows: Sequence[Row], body: float) -> int:
    """Where a column's notes begin: small type down to its end, a bare mark first, or a raised mark well
    below the text; its length where none.
    """
    start = len(rows)
    while start > 0 and _is_small(rows[start - 1], body):
        start -= 1
    while start < len(rows) and not _NOTE.match(rows[start].text):
        start += 1
    start = min(start, _raised_below(rows))
    return start if len(rows) - start <= len(rows) * _LONGEST_FOOT else len(rows)


def _raised_below(rows: Sequence[Row]) -> int:
    """The first row of a column's lower half that begins with a raised mark and stands apart."""
    down = [above.base - below.base for above, below in pairwise(rows)]
    usual = median(down) if down else 0.0
    for n in range(len(rows) // 2, len(rows)):
        if n and down[n - 1] > usual * _APART and _RAISED_MARK.match(rows[n].text):
            return n
    return len(rows)


def _begin_of_rest(rows: Sequence[Row], start: int, body: float) -> int:
    """Where the small lines begin that stand close above the first note."""
    begin = start
    while begin and _is_small(rows[begin - 1], body) and _is_close(rows[begin - 1], rows[begin]):
        begin -= 1
    return begin if begin and not _is_close(rows[begin - 1], rows[begin]) else start


def _is_small(row: Row, body: float) -> bool:
    return row.height < body * _SMALL


def _is_close(above: Row, below: Row) -> bool:
    return above.base - below.base < below.height * _CLOSE


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
