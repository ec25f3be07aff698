"""Footnote numbers: raised figures, and figures glued to a word where the list is one of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bibman.model import Article, Reference
from bibman.references.shape import read_mark

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|<sup>\s?\d{1,3}\s?</sup>|\^\d{1,3}\^|\[\^\d{1,3}\](?!:)")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "<sup>/^[] ")
# A word, a closing quote or bracket, or the stop after them; never a unit (m²) or a formula (x²).
_AFTER_WORD = re.compile(r"(?:(?:[^\W\d_]['’‘ʻʼ`]?){3}|[»”\"’)\]])[.,;:!?]?\s?\Z")
_MOJIBAKE = re.compile(r"[\u00c0-\u00ff]{3}\w{0,20}\Z")
_GLUED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:!?»”\")]))([1-9]\d{0,2})(?=[\s.,;:!?)»”]|\Z)")
#: How many numbers may be missing between two footnote marks.
_WIDEST_STEP = 3


def footnote_marks(
    text: str, article: Article, references: Sequence[Reference], top: int
) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of each footnote mark; none where the numbers do not count up from the start."""
    raised = _counting_up(list(_raised(text)), top)
    if len(raised) < 2 and _is_list_of_footnotes(article, references):
        raised = _counting_up([(m.start(), m.end(), int(m[1])) for m in _GLUED.finditer(text)], top)
        if len(raised) * 2 < top:
            return
    if len(raised) > 1 and raised[0][2] == 1:
        yield from raised


def _raised(text: str) -> Iterator[tuple[int, int, int]]:
    for found in _RAISED.finditer(text):
        before = text[max(0, found.start() - 24) : found.start()]
        after = text[found.end() : found.end() + 1]
        figures = found.group().translate(_PLAIN)
        if _AFTER_WORD.search(before) and not _MOJIBAKE.search(before) and not after.isalpha():
            yield found.start(), found.end(), int(figures)


def _counting_up(marks: Sequence[tuple[int, int, int]], top: int) -> list[tuple[int, int, int]]:
    """The marks whose numbers count up, a small step at a time, as footnotes do; beyond ``top`` too."""
    kept: list[tuple[int, int, int]] = []
    last = 0
    for mark in marks:
        if 0 <= mark[2] - last <= _WIDEST_STEP and 0 < mark[2] <= top + _WIDEST_STEP:
            last = mark[2]
            kept.append(mark)
    return kept


def _is_list_of_footnotes(article: Article, references: Sequence[Reference]) -> bool:
    """Whether most items begin as footnotes do: with a bare number ("1 Ivanov")."""
    lines = article.lines
    firsts = [lines[r.start_line - 1] for r in references if 0 < r.start_line <= len(lines)]
    bare = sum(mark is not None and mark.style == " " for mark in map(read_mark, firsts))
    return bare * 10 >= len(references) * 6
