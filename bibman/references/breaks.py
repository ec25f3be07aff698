"""Where unmarked references begin: the best way to cut a list's lines, all evidence weighed at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bibman.references.layout import indent_of
from bibman.references.rows import Row
from bibman.references.shape import (
    ends_openly,
    goes_on,
    has_address,
    has_year,
    is_capitals,
    is_closed,
    starts_like_reference,
    starts_with_author,
    starts_with_names,
)

# No reference has more lines; lines longer than a paragraph's are paragraphs, never wrapped.
_MOST_LINES = 24
_UNWRAPPED = 180
# A line this long beside the longest is full; of wrapped lines so many are.
_FILLED = 0.85
_USUAL_SHARE = 0.4
# Scores are log odds by eye: above 0 for "a reference begins here", below for "it goes on".
_PRIOR = -1.0
_CANNOT = -6.0
_AUTHOR, _NAME, _GIVEN_NAME, _DATED_AUTHOR = 2.0, 1.5, 1.0, 1.0
_PLACE, _ADDRESS, _HEADING = -2.5, -3.0, 1.0
_CLOSED, _STOPPED, _UNSTOPPED, _INITIAL = 2.0, -0.4, -1.5, -2.0
_SHORT, _FULL = 1.5, -0.7
_BLANK, _NO_BLANK, _LONE_BLANK = 3.5, -3.0, 0.7
_INDENT = 3.5
_UNDATED, _FRAGMENT = -1.2, -2.0
_SHORTEST, _LONG = 30, 500
_PLACE_START = re.compile(r"[^\W\d_]\w{0,15}\.?\s?:")
_ADDRESS_START = re.compile(r"https?:|www\.")
_DATED_START = re.compile(r"[^\d]{3,80}\((?:1[5-9]|20)\d\d")
_INITIAL_END = re.compile(r"(?<!\d)[\s(][^\W\d_]{1,2}\.$")
_DATE_END = re.compile(r"[^\W\d_]\.?,? \((?:1[5-9]|20)\d\d[^\W\d_]?\)[.:,]?$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S+(?:\s(?:\S*[-/_=?%]\S*|html?|pdf|php)){0,3}$")
_TITLE_END = re.compile(r"[»”\"]\.?$")
_STOP = re.compile(r"[.;!?»”\")\]/>\d]$|\d[\s.]?[^\W\d_]{1,3}$")


class Line(NamedTuple):
    """What a line says of a reference: how well one begins with it, and what it brings of an imprint."""

    begins: float
    dated: bool
    length: int


def best_groups(rows: Sequence[Row], bonus: Sequence[float] = ()) -> list[list[Row]]:
    """The rows cut into references, blank rows left out, by the cut that is worth most in all.

    ``bonus`` adds to the worth of a beginning, row by row, what only the caller knows. Time is linear.
    """
    lines = [n for n, row in enumerate(rows) if row.text.strip()]
    if not lines:
        return []
    weighed = _weigh([rows[n] for n in lines], [n - m > 1 for m, n in zip([-1, *lines], lines, strict=False)])
    if bonus:
        weighed = [one._replace(begins=one.begins + bonus[n]) for n, one in zip(lines, weighed, strict=True)]
    starts = _best_starts(weighed)
    return [
        [rows[lines[k]] for k in range(a, b)] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _best_starts(lines: Sequence[Line]) -> list[int]:
    """The lines that begin references in the best cut, by dynamic programming over where the last begins."""
    best, start_of = [0.0], [0]
    for end in range(1, len(lines) + 1):
        top, top_start, dated, length = float("-inf"), end - 1, False, 0
        for start in range(end - 1, max(-1, end - 1 - _MOST_LINES), -1):
            dated, length = dated or lines[start].dated, length + lines[start].length
            worth = best[start] + (lines[start].begins if start else 0.0) + _item_worth(dated, length)
            if worth > top:
                top, top_start = worth, start
        best.append(top)
        start_of.append(top_start)
    starts, at = [], len(lines)
    while at > 0:
        at = start_of[at]
        starts.append(at)
    return starts[::-1]


def _item_worth(dated: bool, length: int) -> float:
    worth = 0.0 if dated else _UNDATED
    if length < _SHORTEST:
        worth += _FRAGMENT
    return worth - max(0, length - _LONG) / 300


def _weigh(rows: Sequence[Row], after_blank: Sequence[bool]) -> list[Line]:
    texts = [row.text.strip() for row in rows]
    width = _width(texts)
    full = _full_worth(texts, width)
    begins = [_PRIOR + _begin_worth(text) for text in texts]
    tail = ""
    for n in range(1, len(texts)):
        tail = f"{tail} {texts[n - 1]}"[-300:]
        begins[n] += _end_worth(tail)
        begins[n] += full if len(texts[n - 1]) >= width * _FILLED else _SHORT
        if _ADDRESS_START.match(texts[n]) and has_address(texts[n - 1]):
            begins[n] -= _ADDRESS
    for habit in (_blank_worths(begins, after_blank), _indent_worths(rows, begins)):
        begins = [a + b for a, b in zip(begins, habit, strict=True)]
    return [
        Line(worth, has_year(text) or has_address(text), len(text))
        for worth, text in zip(begins, texts, strict=True)
    ]


def _width(texts: Sequence[str]) -> int:
    """The length of a full line: of the longest, a few odd ones left out."""
    lengths = sorted(map(len, texts))
    return lengths[-1 - len(lengths) // 40] if lengths else 0


def _begin_worth(text: str) -> float:
    if goes_on(text):
        return _CANNOT
    if _ADDRESS_START.match(text):
        return _ADDRESS
    if is_capitals(text):
        return _HEADING
    worth = _DATED_AUTHOR if _DATED_START.match(text) else 0.0
    if starts_with_author(text):
        return worth + _AUTHOR
    if starts_like_reference(text):
        return worth + _NAME
    if _PLACE_START.match(text):
        return _PLACE
    return worth + (_GIVEN_NAME if starts_with_names(text) else 0.0)


def _end_worth(before: str) -> float:
    if _ADDRESS_END.search(before):
        return _CLOSED
    if ends_openly(before):
        return _CANNOT
    if _INITIAL_END.search(before):
        return _INITIAL
    if not _STOP.search(before) or _DATE_END.search(before) or _TITLE_END.search(before):
        return _UNSTOPPED
    return _CLOSED if is_closed(before) else _STOPPED


def _full_worth(texts: Sequence[str], width: int) -> float:
    """What a full line says: that its paragraph goes on, the more surely the more lines are full."""
    if width > _UNWRAPPED:
        return _SHORT
    full = sum(len(text) >= width * _FILLED for text in texts)
    return _FULL * min(1.0, full / len(texts) / _USUAL_SHARE)


def _blank_worths(begins: Sequence[float], after_blank: Sequence[bool]) -> list[float]:
    """What blank lines say: all where they part what looks like references, nothing where they are strewn."""
    parted = [worth for worth, blank in zip(begins, after_blank, strict=True) if blank]
    unparted = [worth for worth, blank in zip(begins, after_blank, strict=True) if not blank]
    likely = sum(worth > _UNSTOPPED for worth in parted)
    if len(parted) < 2 or likely * 10 < len(parted) * 8:
        strewn = len(parted) * 2 > len(begins)
        return [0.0 if strewn or not blank else _LONE_BLANK for blank in after_blank]
    against = _NO_BLANK if sum(worth > _SHORT for worth in unparted) * 4 < len(parted) else 0.0
    return [_BLANK if blank else against for blank in after_blank]


def _indent_worths(rows: Sequence[Row], begins: Sequence[float]) -> list[float]:
    """What indents say, hanging or of first lines: those of sure beginnings against those of the rest."""
    indents = [indent_of(row) for row in rows]
    first = [indent for indent, worth in zip(indents, begins, strict=True) if worth > _AUTHOR]
    later = [indent for indent, worth in zip(indents, begins, strict=True) if worth < _CANNOT]
    if len(first) < 2 or len(later) < 2:
        return [0.0] * len(rows)
    usual, other = max(sorted(set(first)), key=first.count), max(sorted(set(later)), key=later.count)
    if usual == other or first.count(usual) * 10 < len(first) * 7 or later.count(other) * 10 < len(later) * 7:
        return [0.0] * len(rows)
    return [_INDENT if indent == usual else -_INDENT if indent == other else 0.0 for indent in indents]
