"""The numbers of lines that manuscripts under review have beside their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bibman.articles.pdf.pieces import Piece

# Numbers of a page's lines: so many of a hundred count on by the same step, and this share of the lines has
# one, each step counted as often as it skips lines. A document has so many.
_COUNTING = 80
_SHARE = 0.7
_FEWEST = 15
# The text's edge is where lines begin but for one of so many.
_OUTLIERS = 20


def line_numbers(pages: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces that are line numbers: bare, beside the text, counting on down most pages."""
    beside = [_beside(page) for page in pages]
    numbered = [
        len(numbers)
        for numbers, page in zip(beside, pages, strict=True)
        if numbers and _counts_lines(numbers, len(page) - len(numbers))
    ]
    if sum(numbered) < _FEWEST or len(numbered) * 2 < sum(map(bool, beside)):
        return []
    return [piece for numbers in beside for piece in numbers]


def _beside(page: Sequence[Piece]) -> list[Piece]:
    """The bare numbers left or right of a page's text."""
    numbers = [piece for piece in page if piece.text.isdigit()]
    text = [piece for piece in page if not piece.text.isdigit()] if numbers else []
    if not text:
        return []
    left = sorted(piece.left for piece in text)[len(text) // _OUTLIERS]
    right = sorted(piece.right for piece in text)[-1 - len(text) // _OUTLIERS]
    return [piece for piece in numbers if piece.right <= left or piece.left >= right]


def _counts_lines(numbers: Sequence[Piece], lines: int) -> bool:
    down = [int(piece.text) for piece in sorted(numbers, key=lambda piece: -piece.base)]
    steps = Counter(after - before for before, after in pairwise(down) if after > before)
    step, count = max(steps.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    return count * 100 >= (len(down) - 1) * _COUNTING and len(down) * step >= lines * _SHARE
