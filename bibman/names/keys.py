"""Keys under which two names that may be one person's meet, for finding pairs worth comparing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bibman.model import Name
from bibman.names.initials import opening
from bibman.names.tokens import is_initial, tokens_of
from bibman.names.words import called, is_kind, patronymic_stem, sound, word_of
from bibman.text import read_table, script_of

# Consonants that spellings of one name exchange: one letter stands for each group.
_GROUPS = str.maketrans("bpfwdgzjcqxh", "vvvvtksssskk")
_MEETINGS = (("tch", "s"), ("ch", "s"), ("sh", "s"), ("ts", "s"), ("tc", "s"), ("th", "t"), ("ph", "v"))
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLE = re.compile(r"(.)\1+")
_BONES = 4
# How many of them two given names share of which one may be cut off or short for the other.
_GIVEN_BONES = 2
_MOST_READINGS = 8

# Letters with a second sound: hard c and ch (Cardin, Borchert), j as a glide (Jednak, Serdjuk), x as ks,
# silent h and w (Bahr, Brown), g before e and i (Sturgeon); у before a vowel as w (Уилсон), Belarusian ў,
# Bulgarian щ.
_SECOND_SOUNDS = {
    "Latn": (
        (re.compile("ch"), "kh"), (re.compile("c(?!h)"), "k"), (re.compile("dj"), "dy"),
        (re.compile("j"), "y"), (re.compile("x"), "ks"), (re.compile(r"(?<=[aeiouäöü])h(?![aeiouäöü])"), ""),
        (re.compile(r"(?<!^)w"), ""), (re.compile("d?g(?=[ei])"), "j"),
    ),
    "Cyrl": ((re.compile("[уў](?=[аеиоэяі])"), "в"), (re.compile("ў"), "в"), (re.compile("щ"), "шт")),
}  # fmt: skip


@lru_cache(maxsize=50000)
def _keys(word: str, size: int = _BONES) -> tuple[str, ...]:
    """The word's first consonants, by groups, in each of its readings."""
    return tuple(sorted({_bones(sound(reading), size) for reading in _readings(word.lower())}))


def _readings(word: str) -> set[str]:
    readings = {word}
    for spelling, other in _SECOND_SOUNDS.get(script_of(word), ()):
        if spelling.search(word) and len(readings) < _MOST_READINGS:
            readings |= {spelling.sub(other, reading) for reading in readings}
    return readings


def _bones(text: str, size: int) -> str:
    """The first consonants of a word, by groups, and a mark where it opens with a vowel."""
    for spelling, letter in _MEETINGS:
        text = text.replace(spelling, letter)
    mark = "a" if _VOWELS.match(text) else ""
    return mark + _DOUBLE.sub(r"\1", _VOWELS.sub("", text).translate(_GROUPS))[:size] or text[:1]


@lru_cache(maxsize=50000)
def opening_letters(word: str) -> frozenset[str]:
    """The letters that a name or an initial may open with, as a rule or rarely; alike in every script."""
    usual, rare = opening(word)
    return usual | rare | {word[:1].lower()}


@cache
def _full_names() -> dict[str, list[str]]:
    """The names that each short name stands for."""
    full: dict[str, list[str]] = {}
    for row in read_table("short_names"):
        full.setdefault(sound(row["short"]), []).append(sound(row["name"]))
    return full


@lru_cache(maxsize=50000)
def given_keys(word: str) -> frozenset[str]:
    """The keys of a given name printed in full; names that may be one share one, also Bob and Robert."""
    spellings = called(word_of(word))
    names = {word.lower(), *spellings}
    names.update(full for name in spellings for full in _full_names().get(name, ()))
    size = len("a") + _GIVEN_BONES
    return frozenset(key[: size if key[:1] == "a" else _GIVEN_BONES] for name in names for key in _keys(name))


@lru_cache(maxsize=50000)
def word_keys(text: str, size: int = _BONES) -> tuple[str, ...]:
    """The keys of the words of a name, sorted: spellings of one word share one.

    ``size`` is how many consonants tell words apart: of more, "Tursun" and "Tursunov" have no key in common.
    """
    words = [t.text for t in tokens_of(text.replace("-", " ")) if not is_initial(t.text)]
    full = [w for w in words if not is_kind(w, "descent") and not is_kind(w, "particle")]
    return tuple(sorted({key for word in full for key in _keys(patronymic_stem(word) or word, size) if key}))


@lru_cache(maxsize=100000)
def name_keys(name: Name) -> tuple[str, ...]:
    """The keys of a name, sorted: two names that may be one person's share one, in any script and order.

    One for each reading of each word of the family name and of each given name or patronymic printed in full.
    Names that print another part in the family name's place and are initials otherwise ("Mahliyo, X.") meet
    only those that print that part in full.
    """
    return word_keys(f"{name.family or name.literal} {name.given} {name.patronymic}")
