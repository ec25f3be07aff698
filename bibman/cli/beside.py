"""Two things set side by side, with the parts that differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

import click

#: How parts that differ are marked: by colour, or in brackets.
Marks = Literal["colour", "brackets"]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
#: Words so alike are compared letter by letter.
_ALIKE = 0.6
_LONGEST = 2000
_GAP = "  "
_COLOURS = ("red", "green")


class Piece(NamedTuple):
    """A part of a text, and whether the other side has it too."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What the values are of, and the two values; ``compare``: the parts that differ are marked."""

    label: str
    a: str
    b: str
    compare: bool = False


def differing(a: str, b: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into what they share and what only one has: word by word, in like words by letter.

    Words that sound alike are shared, whatever their case and script.
    """
    from bibman.text import skeleton

    sides: tuple[list[Piece], list[Piece]] = ([], [])
    if len(a) + len(b) > _LONGEST:
        return [Piece(a, a != b)], [Piece(b, a != b)]
    one, other = _TOKEN.findall(a), _TOKEN.findall(b)
    sounds, other_sounds = ([skeleton(token) or token for token in side] for side in (one, other))
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, sounds, other_sounds, autojunk=False).get_opcodes():
        if kind == "replace" and a2 - a1 == b2 - b1:
            for word, beside in zip(one[a1:a2], other[b1:b2], strict=True):
                _add_words(sides, word, beside)
        else:
            _add(sides[0], "".join(one[a1:a2]), kind != "equal")
            _add(sides[1], "".join(other[b1:b2]), kind != "equal")
    return sides


def _add_words(sides: tuple[list[Piece], list[Piece]], a: str, b: str) -> None:
    match = SequenceMatcher(None, a, b, autojunk=False)
    if match.ratio() < _ALIKE:
        _add(sides[0], a, differs=True)
        _add(sides[1], b, differs=True)
        return
    for kind, a1, a2, b1, b2 in match.get_opcodes():
        _add(sides[0], a[a1:a2], kind != "equal")
        _add(sides[1], b[b1:b2], kind != "equal")


def _add(side: list[Piece], text: str, differs: bool) -> None:
    if side and side[-1].differs == differs:
        side[-1] = Piece(side[-1].text + text, differs)
    elif text:
        side.append(Piece(text, differs))


def set_beside(heads: tuple[str, str], rows: Sequence[Row], width: int, marks: Marks) -> Iterator[str]:
    """The lines of two columns under their heads, ``width`` characters wide in all.

    A value that both sides have and that is not the same has "≠" beside its label.
    """
    labels = [f"{row.label} ≠" if row.a and row.b and row.a != row.b else row.label for row in rows]
    first = max(map(len, labels), default=0)
    room = max(20, (width - first - 2 * len(_GAP)) // 2)
    yield from _lines("", Row("", *heads), first, room, marks)
    yield _GAP.join(("-" * first, "-" * room, "-" * room))
    for label, row in zip(labels, rows, strict=True):
        yield from _lines(label, row, first, room, marks)


def _lines(label: str, row: Row, first: int, room: int, marks: Marks) -> Iterator[str]:
    compare = row.compare and row.a and row.b
    sides = differing(row.a, row.b) if compare else ([Piece(row.a, False)], [Piece(row.b, False)])
    one, other = (
        list(_painted(_bracketed(side) if marks == "brackets" else side, room, colour))
        for side, colour in zip(sides, _COLOURS, strict=True)
    )
    for n, (a, b) in enumerate(zip_longest(one, other, fillvalue="")):
        filled = a + " " * (room - len(click.unstyle(a)))
        yield _GAP.join(((label if n == 0 else "").ljust(first), filled, b)).rstrip()


def _bracketed(pieces: Sequence[Piece]) -> list[Piece]:
    return [Piece(f"[{text}]" if differs else text, False) for text, differs in pieces]


def _painted(pieces: Sequence[Piece], room: int, colour: str) -> Iterator[str]:
    """The pieces as lines of at most ``room`` characters, what differs in colour."""
    text = "".join(piece.text for piece in pieces)
    differs = [piece.differs for piece in pieces for _ in piece.text]
    for start, end in _spans(text, room):
        runs = groupby(range(start, end), key=differs.__getitem__)
        parts = [(marked, "".join(text[n] for n in run)) for marked, run in runs]
        yield "".join(click.style(part, fg=colour, bold=True) if marked else part for marked, part in parts)


def _spans(text: str, room: int) -> Iterator[tuple[int, int]]:
    """From where to where each line goes: cut at ends of lines, between words, paths between folders."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while end - start > room:
            space = text.rfind(" ", start + 1, start + room + 1)
            slash = text.rfind("/", start, start + room)
            cut = space if space > 0 else slash + 1 if slash > 0 else start + room
            yield start, cut
            start = cut + 1 if space > 0 else cut
        yield start, end
        start = end + 1
