"""Whether an initial may stand for a name, in any two scripts."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from bibman.text import read_table, repair_lookalikes, script_of

# Cyrillic letters that one name is spelt with in different languages: what each may stand for.
_ALIKE = {
    "і": "и", "ї": "и", "ґ": "г", "ғ": "г", "қ": "к", "ҳ": "х", "һ": "х", "ү": "у", "ұ": "у", "ӯ": "уў",
    "ў": "ўуо", "ө": "оўу", "ә": "а", "җ": "жҷд", "ҷ": "жҷд", "џ": "жҷд", "ђ": "жҷд", "є": "е", "э": "е",
    "ё": "ёе", "ң": "н", "љ": "л", "њ": "н", "ј": "й", "щ": "ш",
}  # fmt: skip
_LONGEST = 5


@cache
def _openings() -> dict[str, frozenset[str]]:
    return {row["opening"]: frozenset(row["letters"].split()) for row in read_table("initials")}


@lru_cache(maxsize=50000)
def opening(word: str) -> frozenset[str]:
    """The letters that a name or an initial may open with, in Cyrillic; empty in other scripts."""
    text = unicodedata.normalize("NFC", repair_lookalikes(word)).lower()
    text = text.replace("i̇", "i").translate({ord(c): "ʻ" for c in "'’‘`´ʹˈ′"}).lstrip("ʻ").rstrip(".")
    if script_of(text) == "Cyrl":
        return _cyrillic(text)
    table = _openings()
    for size in range(min(_LONGEST, len(text)), 1, -1):
        if text[:size] in table:
            return _meant(table[text[:size]])
    plain = text[:1] if text[:1] in table else unicodedata.normalize("NFD", text[:1])[:1]
    inside = table.get(f"{plain}-") if len(text) > 1 else None
    return _meant(inside or table.get(plain, frozenset({plain})))


def _meant(letters: frozenset[str]) -> frozenset[str]:
    return frozenset(
        c for letter in letters for c in (_ALIKE.get(letter, letter) if len(letter) == 1 else [letter])
    )


def _cyrillic(text: str) -> frozenset[str]:
    if text.startswith("дж"):
        return frozenset("жҷд")
    letters = set(_ALIKE.get(text[0], text[0]))
    if text[0] == "х":
        letters.add("кх")
    return frozenset(letters)


def openings_meet(a: str, b: str) -> bool:
    """Whether two words, one or both of them initials, may open with the same letter."""
    return not opening(a).isdisjoint(opening(b))
