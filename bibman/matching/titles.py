"""What a title says besides its words: numbers, parts, and that it answers or mends another work."""

from __future__ import annotations

import re
from functools import cache

from bibman.text import read_table, repair_lookalikes

_ROMAN = {"i": 1, "v": 5, "x": 10}
_ROMAN_NUMBER = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
#: Cyrillic letters that print like roman numerals.
_POSING = str.maketrans("іх", "ix")
#: What may hang on a number: "2-й", "2-nchi", "2nd".
_ENDING = "(?:-?(?:й|я|е|ой|ая|ое|го|nchi|inchi|chi|нчи|инчи|чи|ші|шы|st|nd|rd|th))?"
_NUMBER = re.compile(rf"(?<![^\W_])(?:(\d{{1,9}}){_ENDING}|([ivxіх]{{2,}}))(?![^\W_])")
_DIGIT = re.compile(r"\d")
_LIKE_ROMAN = re.compile(r"\b[ivxіх]+\b")
_ROMAN_ENDING = re.compile(r"\W\s*([ivxіх]{2,})[\W_]*$")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ":;,.!?()[]{}"
_PIECES = re.compile(r"[:.;–—\[\](){}]|\s-\s")
_AROUND = " \t\"'«»“”,!?"
#: Phrases that open a title have at most this many words.
_LONGEST_OPENING = 4


def title_numbers(title: str) -> str:
    """The numbers of a title in order, roman ones read ("Типы II и III, 2019" gives "2 3 2019")."""
    lowered = title.lower()
    if not _may_count(lowered):
        return ""
    values = (_value(digits, roman) for digits, roman in _NUMBER.findall(lowered))
    return " ".join(str(value) for value in values if value)


def title_marks(title: str) -> str:
    """Which part of a work the title names, and whether it answers, mends or reviews one ("part2 reply")."""
    lowered = title.lower()
    found = [] if _kind_words().isdisjoint(_rough_words(lowered)) else _kinds_of(lowered)
    if _may_count(lowered):
        part = _part(repair_lookalikes(lowered))
        found = [f"part{part}"] * bool(part) + found
    return " ".join(found)


def _may_count(lowered: str) -> bool:
    return bool(_DIGIT.search(lowered) or _LIKE_ROMAN.search(lowered))


def _rough_words(lowered: str) -> list[str]:
    """The words, cut at the commonest marks; cheaper than by a pattern."""
    for mark in _MARKS:
        lowered = lowered.replace(mark, " ")
    return lowered.split()


def _kinds_of(lowered: str) -> list[str]:
    """The kinds whose phrase is a whole piece of the title, opens it or ends it."""
    kinds = _kinds()
    pieces = [piece.strip(_AROUND) for piece in _PIECES.split(lowered)]
    opening = next((piece for piece in pieces if piece), "").split()
    edges = [" ".join(opening[:size]) for size in range(2, _LONGEST_OPENING + 1)]
    edges.append(" ".join(_WORD.findall(lowered)[-2:]))
    return sorted({kinds[piece] for piece in [*pieces, *edges] if piece in kinds})


def _value(digits: str, roman: str) -> int:
    """The value of a number in digits or roman letters; 0 for none."""
    if digits:
        return int(digits)
    posed = roman.translate(_POSING)
    if not _ROMAN_NUMBER.fullmatch(posed):
        return 0
    values = [_ROMAN[letter] for letter in posed]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _part(lowered: str) -> int:
    """The number of the part: beside a word for it ("часть 2", "2-qism"), or roman at the end ("... ii")."""
    for after, roman, before in _part_words().findall(lowered):
        value = _value(after or before, roman)
        if value:
            return value
    match = _ROMAN_ENDING.search(lowered)
    return _value("", match[1]) if match else 0


@cache
def _part_words() -> re.Pattern[str]:
    rows = (row["word"] for row in read_table("title_words") if row["kind"] == "part")
    words = "|".join(sorted(map(re.escape, rows), key=lambda word: (-len(word), word)))
    number = r"(?:(\d{1,4})(?!\d)|([ivxіх]+)(?![^\W_]))"
    return re.compile(rf"\b(?:{words})\b\W*{number}|\b(\d{{1,4}}){_ENDING}\W{{0,2}}(?:{words})\b")


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_table("title_words") if row["kind"] != "part"}


@cache
def _kind_words() -> frozenset[str]:
    """Of each phrase the longest word: a title without any of them holds no phrase."""
    return frozenset(max(phrase.split(), key=len) for phrase in _kinds())
