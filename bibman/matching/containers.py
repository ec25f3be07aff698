"""How alike the names of two journals, proceedings or series are, abbreviated or in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from bibman.matching.levels import code
from bibman.text import read_table, skeleton

#: The kind of a container, and the words that are its own.
_Parts = tuple[str, tuple[str, ...]]

#: Names so alike are one, misprinted.
_SAME = 0.88
_SAME_WORD = 0.8
_KINDS = ("meeting", "journal", "report")
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th|i|ia|oi)")
#: "stoc89", "eurocolt 95".
_MEETING_OF_A_YEAR = re.compile(r"\b[a-z]{3,9} ?(?:19|20)?[0-9]{2}$")


@lru_cache(maxsize=262144)
def container_level(a: str, b: str) -> int:
    """The level of two containers, given as skeletons."""
    if not a or not b:
        return code("container", "missing")
    glued, other_glued = a.replace(" ", ""), b.replace(" ", "")
    if Levenshtein.normalized_similarity(glued, other_glued, score_cutoff=_SAME):
        return code("container", "equal")
    (kind, words), (other_kind, others) = sorted(
        (_parts(a), _parts(b)), key=lambda parts: (len("".join(parts[1])), parts)
    )
    if kind and other_kind and kind != other_kind:
        return code("container", "kinds")
    if words and _are_initials(words, others):
        return code("container", "short")
    if words and _stand_for(words, others):
        return code("container", "short" if len(words) == len(others) else "inside")
    alike = 2 * sum(any(_same_word(word, other) for other in others) for word in words) > len(words)
    if kind == other_kind == "meeting":
        return code("container", "meetings_alike" if alike else "meetings")
    return code("container", "alike" if alike else "far")


def _same_word(a: str, b: str) -> bool:
    return (
        a.startswith(b)
        or b.startswith(a)
        or bool(Levenshtein.normalized_similarity(a, b, score_cutoff=_SAME_WORD))
    )


@lru_cache(maxsize=65536)
def _parts(name: str) -> _Parts:
    """The kind of a container ("" where its words don't tell) and the words that are its own."""
    words = [(word, _kind(word)) for word in name.split()]
    told = [kind for _, kind in words if kind in _KINDS]
    if not told and _MEETING_OF_A_YEAR.search(name):
        told = ["meeting"]
    return (told[0] if told else ""), tuple(word for word, kind in words if not kind and not word.isdecimal())


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    for stem, kind in _kind_words():
        if word == stem or (stem.endswith("*") and word.startswith(stem[:-1])):
            return kind
    return "small" if _ORDINAL.fullmatch(word) else ""


@cache
def _kind_words() -> tuple[tuple[str, str], ...]:
    return tuple(
        (skeleton(word) + "*" * word.endswith("*"), row["kind"])
        for row in read_table("container_words")
        for word in row["words"].split()
    )


def _are_initials(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one word is made of the others' first letters ("vldb")."""
    return len(words) == 1 and len(others) > 1 and words[0] == "".join(other[0] for other in others)


def _stand_for(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words open words of the other in order, or the reverse ("apl fis", "aplied fisics")."""
    rest = iter(others)
    return all(any(other.startswith(word) or word.startswith(other) for other in rest) for word in words)
