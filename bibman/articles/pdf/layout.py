"""The reading order of a page: columns found by the gutter between them, pieces side by side made one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bibman.articles.pdf.pieces import Piece

# A gutter has so many lines on either side, and neither side is narrower than this share of the text.
_FEWEST_LINES = 4
_NARROWEST = 0.22
_FEWEST_STARTS = 2
_MOST_COLUMNS = 3
# Pieces that share so much of their height stand on one line.
_SAME_LINE = 0.5
_TOUCH = 2.0
_OVERHANG = 0.15
_LARGEST_INDENT = 40.0
_SHORTEST_LINE = 12
# Where the lines of a column begin, seen from its edge, rounded.
_COLUMN_STARTS = range(-round(_TOUCH) - 1, round(_LARGEST_INDENT) + 2)
_SPACE = 0.12
_RAISED = 0.85
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Row(NamedTuple):
    """A printed line: its place as of a piece, its text, the column (counted on the page) it is in, and
    whether it is of a note.
    """

    left: float
    right: float
    base: float
    height: float
    text: str
    column: int = 0
    is_note: bool = False


class Band(NamedTuple):
    """A part of a page, from the top down, and how many lines it has in each of two columns, 0 where it is
    one.
    """

    pieces: list[Piece]
    lines: int


def read_rows(pieces: Sequence[Piece]) -> list[Row]:
    """The lines of a page in reading order: full-width parts and columns as they follow each other."""
    rows: list[Row] = []
    for column, block in enumerate(_blocks(list(pieces), _MOST_COLUMNS)):
        rows.extend(_row(pieces, column) for pieces in _rows(block))
    return rows


def _blocks(pieces: list[Piece], columns: int) -> list[list[Piece]]:
    """The pieces cut into blocks of one column each, in reading order."""
    pieces = sorted(pieces, key=lambda piece: -piece.base)
    gutter, bands = _gutter(pieces) if columns > 1 else (0, [])
    if not bands:
        return [pieces] if pieces else []
    blocks: list[list[Piece]] = []
    for band in bands:
        if band.lines:
            left = [piece for piece in band.pieces if piece.left < gutter - _TOUCH]
            right = [piece for piece in band.pieces if piece.left >= gutter - _TOUCH]
            blocks.extend((*_blocks(left, columns - 1), *_blocks(right, columns - 1)))
        else:
            blocks.append(band.pieces)
    return blocks


def _bands(pieces: Sequence[Piece], x: float) -> list[Band]:
    """The pieces, from the top down, cut where lines across ``x`` begin and end."""
    bands: list[list[Piece]] = []
    wide = None
    for piece in pieces:
        crosses = piece.left < x and _crosses(piece, x)
        if crosses != wide and not (wide and _overlap(piece, bands[-1][-1]) > _SAME_LINE):
            bands.append([])
            wide = crosses
        bands[-1].append(piece)
    return [Band(band, _lines_beside(band, x)) for band in bands]


def _crosses(piece: Piece, x: float) -> bool:
    """Whether a piece runs across ``x``, and not only a little over its column's edge as addresses do."""
    return piece.left < x - _TOUCH and piece.right > x + (x - piece.left) * _OVERHANG


def _gutter(pieces: Sequence[Piece]) -> tuple[int, list[Band]]:
    """Where a column begins that has another beside it, and the bands of the page; no bands where none
    does.
    """
    best, gutter, found = _FEWEST_LINES - 1, 0, list[Band]()
    if len(pieces) < 2 * _FEWEST_LINES:
        return gutter, found
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    edge = (end - start) * _NARROWEST
    lefts = Counter(round(piece.left) for piece in pieces if start + edge < piece.left < end - edge)
    places = [x for x, count in lefts.items() if count + lefts[x + 1] >= _FEWEST_STARTS]
    most = {x: 2 * sum(lefts[x + step] for step in _COLUMN_STARTS) for x in places}
    for x in sorted(places, key=lambda x: (-most[x], x)):
        if most[x] < best:  # no column that begins here has so many lines
            break
        bands = _bands(pieces, x)
        lines = sum(band.lines for band in bands)
        if lines > best or (lines == best and found and x < gutter):
            best, gutter, found = lines, x, bands
    return gutter, found


def _lines_beside(band: Sequence[Piece], x: float) -> int:
    """How many lines a band has in each of two columns, the right one beginning at ``x``; 0 where it is one.

    Lines of a column begin at its edge or are indented a little; words far apart in a justified line begin
    anywhere.
    """
    if len(band) < 2 or _crosses(band[0], x):
        return 0
    sides = [piece for piece in band if piece.left < x - _TOUCH], [p for p in band if p.left >= x - _TOUCH]
    if not all(map(_reads_as_text, sides)):
        return 0
    left, right = map(_starts, sides)
    at_edge = sum(start <= x + _TOUCH for start in right)
    indents = Counter(round(start) for start in right if x + _TOUCH < start <= x + _LARGEST_INDENT)
    aligned = at_edge + max(indents.values(), default=0)
    return min(len(left), len(right)) if at_edge and aligned * 2 >= len(right) else 0


def _reads_as_text(pieces: Sequence[Piece]) -> bool:
    """Whether lines are long enough for a column of text; those of a table's mostly are not."""
    return bool(pieces) and sum(len(piece.text) for piece in pieces) >= len(pieces) * _SHORTEST_LINE


def _starts(pieces: Sequence[Piece]) -> list[float]:
    """Where the lines begin that the pieces, given from the top down, stand on."""
    starts: list[float] = []
    base = float("inf")
    for piece in pieces:
        if base - piece.base > piece.height / 3:
            starts.append(piece.left)
            base = piece.base
        else:
            starts[-1] = min(starts[-1], piece.left)
    return starts


def _overlap(a: Piece, b: Piece) -> float:
    """The share of the lower piece's height that both pieces take."""
    lower = min(a.height, b.height)
    return (min(a.top, b.top) - max(a.bottom, b.bottom)) / lower if lower > 0 else 0.0


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of one column by lines from the top down; raised and lowered letters stay in their line."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _fits(piece, rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _fits(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a piece stands on a row's line, beside what is there."""
    on_line = False
    for other in row:
        if piece.left <= other.right - _TOUCH and piece.right >= other.left + _TOUCH:
            return False
        on_line = on_line or _overlap(piece, other) > _SAME_LINE
    return on_line


def _row(pieces: list[Piece], column: int) -> Row:
    if len(pieces) == 1:
        left, right, base, bottom, top, words = pieces[0]
        return Row(left, right, base, top - bottom, words, column)
    pieces = sorted(pieces, key=lambda piece: piece.left)
    main = max(pieces, key=lambda piece: len(piece.text))
    text = ""
    for n, piece in enumerate(pieces):
        part = piece.text
        if part.isdigit() and piece.height < main.height * _RAISED and piece.base > main.base:
            part = part.translate(_SUPERSCRIPTS)
        if n and piece.left - pieces[n - 1].right > main.height * _SPACE:
            text += " "
        text += part
    return Row(pieces[0].left, max(piece.right for piece in pieces), main.base, main.height, text, column)
