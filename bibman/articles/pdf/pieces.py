"""The text of a PDF's page in pieces: what the PDF prints on one line without a wide gap, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from bibman.articles.pdf.letters import is_spoilt, mend_letters, plain_letters
from bibman.articles.pdf.t2a import read_t2a
from bibman.text.clean import clean

# pdfium's marks for a hyphen at a line end; it leaves out the line end itself.
_LINE = re.compile(r"[^\r\n\u0002\ufffe]+[\u0002\ufffe]?")
_MARKS = "\u0002\ufffe"
_WORD = re.compile(r"\S+")
_GLUED_MARK = re.compile(r"\d{1,3}(?=[^\W\d_])")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.85
# A gap this wide beside the height of the letters is more than a space, however a line is stretched.
_GAP = 0.9
# So many of a page's lines are looked into before it is taken to be written in one column.
_SAMPLE = 8
_SHARED = 3
_EDGE = 0.25
_USUAL_HEIGHT = 12.0


class Piece(NamedTuple):
    """Some words side by side: left, right, baseline, bottom and top in points (up is more), and the text."""

    left: float
    right: float
    base: float
    bottom: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """What the font takes from line to line at least, in points."""
        return self.top - self.bottom


class Letters:
    """The characters of a page's text layer, and where each stands."""

    def __init__(self, page: Any) -> None:
        self._page = page.raw
        count = page.count_chars()
        text = page.get_text_range()
        if (
            len(text) != count
        ):  # letters beyond the basic plane count as two halves, some count and are not given
            text = "".join(chr(pdfium.FPDFText_GetUnicode(self._page, n)) for n in range(count))
        self.text = read_t2a(text)
        self.spoilt = is_spoilt(self.text)
        self._box = pdfium.FS_RECTF()
        self._x, self._y = c_double(), c_double()
        self._refs = byref(self._box), byref(self._x), byref(self._y)

    def box(self, n: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a character's cell, as high as its font."""
        pdfium.FPDFText_GetLooseCharBox(self._page, n, self._refs[0])
        return self._box.left, self._box.right, self._box.bottom, self._box.top

    def base(self, n: int) -> float:
        """The height of the line the character stands on."""
        pdfium.FPDFText_GetCharOrigin(self._page, n, self._refs[1], self._refs[2])
        return self._y.value


def read_pieces(page: Any) -> list[Piece]:
    """The pieces of a pypdfium2 text page in the order of the file; text that runs upwards is left out.

    Lines that run across a gutter between columns, as some programs write them, are cut there.
    """
    letters = Letters(page)
    spans = [span for match in _LINE.finditer(letters.text) if (span := _trimmed(letters.text, match))]
    pieces = [_piece(letters, *span) for span in spans]
    if edges := _hidden_edges(letters, spans, pieces):
        parts = [part for span in spans for part in _parts(letters, *span, edges)]
        pieces = [_piece(letters, *part) for part in parts]
    return [piece for piece in pieces if piece is not None]


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    line = match.group()
    start = match.start() + len(line) - len(line.lstrip())
    end = match.start() + len(line.rstrip())
    return (start, end) if start < end else None


def _piece(letters: Letters, start: int, end: int) -> Piece | None:
    text = letters.text[start:end]
    last = end - 1
    if text[-1] in _MARKS:
        text = text[:-1] + "-"
        last -= len(text) > 1
    left, right, bottom, top = letters.box(start)
    if last > start:
        _, right, low, _ = letters.box(last)
        if abs(low - bottom) > max(abs(right - left), top - bottom):
            return None
    if top - bottom < 1:
        top = bottom + _USUAL_HEIGHT
    if letters.spoilt:
        text = mend_letters(text, letters.box, start)
    text = plain_letters(text)
    if not text.isprintable():
        text = clean(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if mark := _GLUED_MARK.match(text):
        text = _mark_apart(letters, start, mark.group(), text)
    return Piece(left, right, letters.base(start), bottom, top, text)


def _mark_apart(letters: Letters, start: int, mark: str, text: str) -> str:
    """The text with the number that it begins with raised, where it is smaller than the word it clings to."""
    _, _, bottom, top = letters.box(start)
    _, _, low, high = letters.box(start + len(mark))
    if top - bottom < (high - low) * _SMALL:
        return mark.translate(_SUPERSCRIPTS) + text[len(mark) :]
    return text


def _hidden_edges(
    letters: Letters, spans: Sequence[tuple[int, int]], pieces: Sequence[Piece | None]
) -> list[float]:
    """Where columns begin amid lines: the places behind wide gaps that several lines share."""
    lines = [(span, piece) for span, piece in zip(spans, pieces, strict=True) if piece]
    if not lines:
        return []
    left, right = min(piece.left for _, piece in lines), max(piece.right for _, piece in lines)
    middle, reach = (left + right) / 2, (right - left) / 10
    crossing = [span for span, piece in lines if piece.left < middle - reach and piece.right > middle + reach]
    step = max(1, len(crossing) // _SAMPLE)
    found = Counter(round(gap[3]) for span in crossing[::step] for gap in _gaps(letters, *_inner(*span)))
    return sorted(float(place) for place, count in found.items() if count + found[place + 1] >= _SHARED)


def _inner(start: int, end: int) -> tuple[int, int]:
    """The part of a line where the begin of another column may hide."""
    margin = int((end - start) * _EDGE)
    return start + margin, end - margin


def _parts(letters: Letters, start: int, end: int, edges: Sequence[float]) -> list[tuple[int, int]]:
    """A line cut at its wide gaps before the edges of columns."""
    parts, begin = [], start
    for before, after, left, right in _gaps(letters, start, end):
        if any(left < edge - 1 <= right for edge in edges):
            parts.append((begin, before))
            begin = after
    return [*parts, (begin, end)]


def _gaps(letters: Letters, start: int, end: int) -> Iterator[tuple[int, int, float, float]]:
    """The wide gaps between a line's words: the end of one, the begin of the next, and their places."""
    words = [match.span() for match in _WORD.finditer(letters.text, start, end)]
    for (_, before), (after, _) in pairwise(words):
        _, left, bottom, top = letters.box(before - 1)
        right = letters.box(after)[0]
        if right - left > (top - bottom) * _GAP:
            yield before, after, left, right
