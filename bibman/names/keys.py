"""Keys under which two names that may be one person's meet, for finding pairs worth comparing."""

from __future__ import annotations

import re
from functools import lru_cache

from bibman.model import Name
from bibman.names.tokens import is_initial, tokens_of
from bibman.names.words import is_kind, patronymic_stem, sound
from bibman.text import script_of

# Consonants that spellings of one name exchange: one letter stands for each group.
_GROUPS = str.maketrans("bpfwdgzjcqxh", "vvvvtksssskk")
_SOFT = (("tsch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("ts", "s"), ("th", "t"), ("ph", "v"))
# Latin c, ch and j as they sound in half of Europe: Cardin, Borchert, Jednak.
_HARD = (("ch", "k"), ("c", "k"), ("sh", "s"), ("ts", "s"), ("th", "t"), ("ph", "v"), ("j", "i"))
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLE = re.compile(r"(.)\1+")
_BONES = 4


@lru_cache(maxsize=50000)
def _keys(word: str) -> tuple[str, ...]:
    text = sound(word)
    readings = [_SOFT]
    if script_of(word) == "Latn" and ("c" in text or "j" in text):
        readings.append(_HARD)
    return tuple(_bones(text, reading) for reading in readings)


def _bones(text: str, reading: tuple[tuple[str, str], ...]) -> str:
    """The first consonants of a word, by groups, and a mark where it opens with a vowel."""
    for spelling, letter in reading:
        text = text.replace(spelling, letter)
    mark = "a" if _VOWELS.match(text) else ""
    return mark + _DOUBLE.sub(r"\1", _VOWELS.sub("", text).translate(_GROUPS))[:_BONES] or text[:1]


def name_keys(name: Name) -> tuple[str, ...]:
    """The keys of a name, sorted: two names that may be one person's share one, in any script and order.

    One for each word of the family name and for each given name or patronymic printed in full, two where a
    Latin letter has two readings. Names that print another part in the family name's place and are initials
    otherwise ("Mahliyo, X.") meet only those that print that part in full.
    """
    words = [
        t.text
        for t in tokens_of(f"{name.family or name.literal} {name.given} {name.patronymic}".replace("-", " "))
    ]
    full = [
        w for w in words if not is_initial(w) and not is_kind(w, "descent") and not is_kind(w, "particle")
    ]
    return tuple(sorted({key for word in full for key in _keys(patronymic_stem(word) or word) if key}))
