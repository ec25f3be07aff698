"""The text of a PDF's page in pieces: what the PDF prints on one line without a wide gap, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import CFUNCTYPE, addressof, byref, c_double, c_int, c_void_p, cast
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from bibman.articles.pdf.letters import has_ligatures, is_spoilt, mend_letters, plain_letters
from bibman.articles.pdf.t2a import is_t2a, read_t2a
from bibman.text.clean import clean

# pdfium's marks for a hyphen at a line end; it leaves out the line end itself.
_LINE = re.compile(r"[^\s\u0002\ufffe][^\r\n\u0002\ufffe]*[\u0002\ufffe]?")
_MARKS = "\u0002\ufffe"
_WORD = re.compile(r"\S+")
_NUMBERED = re.compile(r"\n\d{1,4} ")
_NUMBER = re.compile(r"\d{1,4}(?= )")
# Where so many lines begin with a bare number, the numbers may be the lines' own.
_NUMBERED_SHARE = 0.15
_GLUED_MARK = re.compile(r"\d{1,3}(?=[^\W\d_])")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.85
# A letter with an accent above makes its cell higher by less than this.
_ACCENT = 1.25
# A gap this wide beside the height of the letters is more than a space, however a line is stretched.
_GAP = 0.9
# So many of a page's lines are looked into before it is taken to be written in one column.
_SAMPLE = 8
_SHARED = 3
_EDGE = 0.25
_USUAL_HEIGHT = 12.0
# Asked twice a line; addresses as plain numbers halve what the call takes.
_loose_box = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(
    cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0
)


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
    """The characters of a page's text layer, and where each stands.

    ``among_t2a``: whether other pages of the document are in T2A.
    """

    def __init__(self, page: Any, *, among_t2a: bool = False) -> None:
        self._page = page.raw
        count = page.count_chars()
        text = page.get_text_range()
        if (
            len(text) != count
        ):  # letters beyond the basic plane count as two halves, some count and are not given
            text = "".join(chr(pdfium.FPDFText_GetUnicode(self._page, n)) for n in range(count))
        self.is_t2a = is_t2a(text)
        self.text = read_t2a(text, among_t2a=among_t2a or self.is_t2a)
        self.spoilt = is_spoilt(self.text)
        self.joined = has_ligatures(self.text)
        self._address = cast(page.raw, c_void_p).value
        self._box = pdfium.FS_RECTF()
        self._box_address = addressof(self._box)
        self._rises: dict[float, float] = {}

    def box(self, n: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a character's cell, as high as its font."""
        _loose_box(self._address, n, self._box_address)
        return self._box.left, self._box.right, self._box.bottom, self._box.top

    def base(self, n: int, bottom: float, top: float) -> float:
        """The height of the line the character stands on, given its cell's bottom and top.

        What a font has below the line is asked once for letters of one height: fonts of a page that agree in
        height agree in this.
        """
        height = round(top - bottom, 2)
        if height not in self._rises:
            x, y = c_double(), c_double()
            pdfium.FPDFText_GetCharOrigin(self._page, n, byref(x), byref(y))
            self._rises[height] = y.value - bottom
        return bottom + self._rises[height]


def read_pieces(letters: Letters) -> list[Piece]:
    """The pieces of a page in the order of the file; text that runs upwards is left out.

    Lines that run across a gutter between columns, as some programs write them, are cut there.
    """
    spans = [_trimmed(match) for match in _LINE.finditer(letters.text)]
    if len(_NUMBERED.findall(letters.text)) > len(spans) * _NUMBERED_SHARE:
        spans = [part for span in spans for part in _number_apart(letters.text, *span)]
    pieces = [_piece(letters, *span) for span in spans]
    if edges := _hidden_edges(letters, spans, pieces):
        parts = [part for span in spans for part in _parts(letters, *span, edges)]
        pieces = [_piece(letters, *part) for part in parts]
    return [piece for piece in pieces if piece is not None]


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    return start, start + len(match.group().rstrip()) if match.string[end - 1].isspace() else end


def _number_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut behind the bare number it begins with."""
    number = _NUMBER.match(text, start, end)
    if not number:
        return [(start, end)]
    rest = text[number.end() : end]
    return [number.span(), (end - len(rest.lstrip()), end)]


def _piece(letters: Letters, start: int, end: int) -> Piece | None:
    text = letters.text[start:end]
    last = end - 1
    if text[-1] in _MARKS:
        text = text[:-1] + "-"
        last -= len(text) > 1
    main, (left, right, bottom, top) = start, letters.box(start)
    mark = _GLUED_MARK.match(text)
    if mark and _is_raised(letters, start, start + mark.end()):
        text = mark.group().translate(_SUPERSCRIPTS) + text[mark.end() :]
        main = start + mark.end()
        _, _, bottom, top = letters.box(main)
    if last > start:
        _, right, low, high = letters.box(last)
        if abs(low - bottom) > max(abs(right - left), top - bottom):
            return None
        if high - low < top - bottom < (high - low) * _ACCENT:
            main, bottom, top = last, low, high
    base = letters.base(main, bottom, top)
    if top - bottom < 1:
        top = bottom + _USUAL_HEIGHT
    return Piece(left, right, base, bottom, top, _mended(letters, text, start))


def _is_raised(letters: Letters, start: int, word: int) -> bool:
    """Whether the number at ``start`` is smaller than the word that it clings to."""
    _, _, bottom, top = letters.box(start)
    _, _, low, high = letters.box(word)
    return top - bottom < (high - low) * _SMALL


def _mended(letters: Letters, text: str, start: int) -> str:
    """The text of a piece without what fonts spoil."""
    if letters.spoilt:
        text = mend_letters(text, letters.box, start)
    if letters.joined or not text.isprintable():
        text = plain_letters(text)
        if not text.isprintable():
            text = clean(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
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
