"""Whether an initial may stand for a name, in any two scripts."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from bibman.text import read_table, repair_lookalikes, script_of
from bibman.text.scripts import is_plain

# Cyrillic letters that one name is spelt with in different languages: what each may stand for.
_ALIKE = {
    "і": "и", "ї": "и", "ґ": "г", "ғ": "г", "қ": "к", "ҳ": "х", "һ": "х", "ү": "у", "ұ": "у", "ӯ": "уў",
    "ў": "ўуо", "ө": "оўу", "ә": "а", "җ": "жҷд", "ҷ": "жҷд", "џ": "жҷд", "ђ": "жҷд", "є": "е", "э": "е",
    "ё": "ёе", "ң": "н", "љ": "л", "њ": "н", "ј": "й", "щ": "ш",
}  # fmt: skip
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʹˈ′"), "ʻ")
_LONGEST = 5


#: The letters that an opening may stand for, in Cyrillic: as a rule, and now and then.
Letters = tuple[frozenset[str], frozenset[str]]
#: How well two openings meet that only a rare reading of one brings together.
RARELY = 0.85


@cache
def _openings() -> dict[str, Letters]:
    rows = read_table("initials")
    return {row["opening"]: _meant(row["letters"].split(), row.get("rare", "").split()) for row in rows}


@lru_cache(maxsize=50000)
def opening(word: str) -> Letters:
    """The letters that a name or an initial may open with."""
    text = word.lower() if word.isalpha() and is_plain(word) else _put_right(word)
    if text[:1] > "\u024f" and script_of(text) == "Cyrl":
        return _cyrillic("дж" if text.startswith("дж") else text[0])
    table = _openings()
    for size in range(min(_LONGEST, len(text)), 1, -1):
        if text[:size] in table:
            return table[text[:size]]
    plain = text[:1] if text[:1] in table else unicodedata.normalize("NFD", text[:1])[:1]
    inside = table.get(f"{plain}-") if len(text) > 1 else None
    return inside or table.get(plain) or _meant([plain], [])


def _put_right(word: str) -> str:
    text = unicodedata.normalize("NFC", repair_lookalikes(word)).lower()
    return text.replace("i̇", "i").translate(_APOSTROPHES).lstrip("ʻ").rstrip(".")


def _meant(letters: list[str], rare: list[str]) -> Letters:
    return frozenset(_spread(letters)), frozenset(_spread(rare))


def _spread(letters: list[str]) -> list[str]:
    return [c for letter in letters for c in (_ALIKE.get(letter, letter) if len(letter) == 1 else [letter])]


@cache
def _cyrillic(letter: str) -> Letters:
    if letter == "дж":
        return frozenset("жҷд"), frozenset()
    return frozenset(_ALIKE.get(letter, letter)), frozenset({"кх"} if letter in "хҳһ" else ())


def openings_meet(a: str, b: str) -> float:
    """How well two words, one or both of them initials, may open with the same letter: 1, less, or 0."""
    (one, rare), (other, rarely) = opening(a), opening(b)
    if not one.isdisjoint(other) or a[:1] == b[:1]:
        return 1.0
    return RARELY if not (one | rare).isdisjoint(other | rarely) else 0.0
