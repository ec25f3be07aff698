"""How well the authors of two records agree, by the words of their names."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from bibman.matching.levels import code

#: Shorter words are too easily one letter apart.
_LONG_ENOUGH = 4
#: In so many letters one may be misprinted.
_LETTERS_AN_EDIT = 4
#: A misprinted name keeps its first letter or so many of its last.
_ENDING = 3
#: Initials that another alphabet or language writes otherwise: "C." and "К.", "J." and "Й.", "E." and "Є.".
_SPELT_ALSO = {
    "c": "cks",
    "k": "kcg",
    "s": "sc",
    "i": "ije",
    "j": "jid",
    "e": "ei",
    "g": "ghk",
    "h": "hg",
    "d": "dj",
}
_MOST, _HALF = 0.6, 0.4
_ALL = ("one", "two", "three")


def people_level(a: str, b: str) -> int:
    """The level of two lists of authors, given as the words of their names in order."""
    if not a or not b:
        return code("people", "missing")
    if a == b:
        return code("people", _ALL[min(a.count(" "), len(_ALL) - 1)])
    few, many = a.split(), b.split()
    known, others = dict.fromkeys(few), dict.fromkeys(many)
    if (len(others), b) < (len(known), a):
        few, many, known, others = many, few, others, known
    unmatched = [word for word in known if word not in others]
    shared = len(known) - len(unmatched)
    if unmatched:
        shared += _misspelled(unmatched, [word for word in others if word not in known])
    if shared == len(known):
        if shared == 1 and few[0] != many[0] and not _one_name(few[0], many[0]):
            return code("people", "inside")
        return code("people", _ALL[min(shared, len(_ALL)) - 1])
    if not shared:
        return code("people", "none")
    share = shared / len(known)
    return code("people", "most" if share > _MOST else "half" if share >= _HALF else "some")


def _misspelled(words: list[str], others: list[str]) -> int:
    """How many of the words are words of the others but for a misprint, each taken once."""
    found = 0
    for word in words:
        if len(word) >= _LONG_ENOUGH:
            first, end = word[0], word[-_ENDING:]
            for other in others:
                if (other[0] == first or other[-_ENDING:] == end) and _one_name(word, other):
                    others.remove(other)
                    found += 1
                    break
    return found


def _one_name(a: str, b: str) -> bool:
    edits = max(len(a), len(b)) // _LETTERS_AN_EDIT
    return min(len(a), len(b)) >= _LONG_ENOUGH and Levenshtein.distance(a, b, score_cutoff=edits) <= edits


def are_namesakes(first: str, other: str) -> bool:
    """Whether two first authors of one family name have initials that don't meet ("wang k", "wang j l")."""
    words, others = first.split(), other.split()
    initials = {word[0] for word in words if len(word) == 1 or word not in others}
    other_initials = {word[0] for word in others if len(word) == 1 or word not in words}
    letters = set().union(*(_SPELT_ALSO.get(letter, letter) for letter in initials))
    return bool(initials and other_initials) and letters.isdisjoint(other_initials)
