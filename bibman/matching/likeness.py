"""How alike the titles of two records are, in levels that a person can follow."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from bibman.matching.levels import Levels, code
from bibman.text import read_table, skeleton

#: Titles of fewer letters tell little ("Введение"), those of many leave hardly a doubt.
TINY, SHORT, LONG = 10, 18, 36
#: Titles less alike than these are other titles, or somewhat alike.
SOME, ALIKE = 0.55, 0.75
#: The part that two titles share when one is cut off may be misprinted by so much.
_CUT = 0.93
#: A title as long as this share of the other is not cut.
_CUT_FROM = 0.9
_OPENING = 4
#: A title of more letters is no mere heading.
LONGEST_HEADING = 60
#: So many words may differ, all others being equal.
_FEW_WORDS = 3
_WEIGHTY = 3
_SMALL_WORDS = frozenset(
    ("the", "and", "for", "von", "der", "die", "das", "les", "des", "dlia", "pri", "ili")
)


def title_levels(ones: list[str], twos: list[str]) -> Levels:
    """The level of each pair of titles, given as skeletons."""
    lengths = [np.fromiter(map(len, texts), np.int32, len(texts)) for texts in (ones, twos)]
    short, long = np.minimum(*lengths), np.maximum(*lengths)
    alike = _likeness(ones, twos)
    levels = np.full(len(ones), code("title", "far"), np.int8)
    for n in np.flatnonzero(alike > 0).tolist():
        levels[n] = _level(ones[n], twos[n], float(alike[n]))
    unequal = np.flatnonzero(
        (short >= TINY) & (short < 0.9 * long) & (levels <= code("title", "alike"))
    ).tolist()
    for n in [n for n in unequal if ones[n][:_OPENING] == twos[n][:_OPENING]]:
        levels[n] = _cut(ones[n], twos[n]) or levels[n]
    levels[short == 0] = code("title", "missing")
    return levels


def _likeness(ones: list[str], twos: list[str]) -> NDArray[np.float32]:
    """The share of letters that agree, 0 where it is under ``SOME``."""
    return cpdist(
        ones, twos, scorer=Levenshtein.normalized_similarity, score_cutoff=SOME, dtype=np.float32, workers=-1
    )


def _level(a: str, b: str, alike: float) -> int:
    if a == b and len(a) > LONGEST_HEADING:
        return code("title", "equal_long")
    words, others = a.split(), b.split()
    known, other_known = set(words), set(others)
    only, only_other = known - other_known, other_known - known
    if alike < ALIKE:  # too many letters differ for misprints
        return _differing(only, only_other, min(len(a), len(b)), alike)
    if len(a) <= LONGEST_HEADING and is_heading(words) and is_heading(others):
        return code("title", "heading" if words == others else "some")
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return _sized("equal", len(a))
    own = "".join([word for word in words if word in only])
    if _misspelled(own, "".join([word for word in others if word in only_other])):
        return _sized("spelled", min(len(a), len(b)))
    return _differing(only, only_other, min(len(a), len(b)), alike)


def _differing(only: set[str], only_other: set[str], letters: int, alike: float) -> int:
    """The level where each title has words of its own, or one has more than the other."""
    weighty, other_weighty = _weighty(only), _weighty(only_other)
    if weighty and other_weighty:
        if alike < ALIKE:
            return code("title", "some")
        most = max(weighty, other_weighty)
        return code("title", "word" if most == 1 else "words" if most <= _FEW_WORDS else "alike")
    if weighty or other_weighty:
        return code("title", "inside" if letters >= SHORT else "inside_short")
    if only and only_other:  # "vitamin C" is not "vitamin E"
        return code("title", "word")
    return _sized("spelled", letters)


def is_heading(words: Iterable[str]) -> bool:
    """Whether these words stand over many works ("editorial", "introduction")."""
    return _heading_words().issuperset(words)


@cache
def _heading_words() -> frozenset[str]:
    return frozenset(skeleton(word) for row in read_table("heading_words") for word in row["words"].split())


def _weighty(words: set[str]) -> int:
    """How many of the words are more than "of" and "the"."""
    return sum(len(word) >= _WEIGHTY for word in words - _SMALL_WORDS)


def _misspelled(a: str, b: str) -> bool:
    """Whether the words that two titles don't share are one but for misprints or romanisation."""
    edits, longest = Levenshtein.distance(a, b), max(len(a), len(b))
    return (edits <= 2 and edits * 3 <= longest) or edits * 5 <= longest


def _sized(level: str, letters: int) -> int:
    if letters < TINY and level == "equal":
        return code("title", "equal_tiny")
    size = "_short" if letters < SHORT else "" if letters < LONG else "_long"
    return code("title", level + size)


def _cut(a: str, b: str) -> int:
    """The level of a title that opens the other, 0 where it does not."""
    short, long = (a, b) if len(a) < len(b) else (b, a)
    opening = long[: len(short)]
    if short == opening or Levenshtein.normalized_similarity(short, opening, score_cutoff=_CUT):
        return _sized("cut", len(short))
    return 0
