"""Names made ready for comparison, once each: words as sounds, and the orders their words may be meant in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bibman.model import Name
from bibman.names.gender import GENITIVE, Gender, family_gender
from bibman.names.graphemes import Sounds, sounds_of
from bibman.names.read import read_name
from bibman.names.tokens import is_initial, letters_of
from bibman.names.words import SURE, Word, is_kind, patronymic_stem, word_of
from bibman.text import script_of
from bibman.text.scripts import is_plain

_LONGEST = 200
_BETWEEN_WORDS = re.compile(r"[\s‐‑-]+|(?<=\.)(?=[^\W\d_])")


@dataclass(slots=True, eq=False)
class Part:
    """One word of a name as it is compared; ``stem`` is a patronymic's father. Equal to itself alone.

    ``by_scheme`` says that the family name is of a country where names pass between scripts letter by letter,
    not by ear as foreign ones do.
    """

    word: Word
    text: str
    sounds: Sounds
    is_initial: bool
    stem: Sounds
    is_latin: bool
    by_scheme: bool


Parts = tuple[Part, ...]


@dataclass(slots=True, eq=False)
class Prepared:
    """A name ready for comparison: its family words and the words beside them, in order."""

    family: Parts
    whole: Sounds
    beside: Parts
    name: Name

    @property
    def gender(self) -> Gender:
        """Whose the family name is, by its ending."""
        return family_gender(self.name.family)

    @property
    def initials_only(self) -> bool:
        """Whether no word beside the family name is printed in full."""
        return all(part.is_initial for part in self.beside)


@lru_cache(maxsize=100000)
def _part(printed: str, is_father: bool, by_scheme: bool) -> Part | None:
    """One word ready for comparison; None for "son of" and for what has no sound."""
    text = GENITIVE.sub("", printed)
    word, initial, stem = word_of(text), is_initial(text), patronymic_stem(text)
    sounds = sounds_of(letters_of(text) if initial else text)
    if not sounds or "descent" in word.kinds:
        return None
    father = sounds_of(stem) if stem else sounds if is_father else ()
    return Part(word, text, sounds, initial, father, _is_latin(text), by_scheme)


def _is_latin(text: str) -> bool:
    return text.isascii() if is_plain(text) else max(text) < "\u0250" or script_of(text) == "Latn"


def _parts(text: str, by_scheme: bool, are_fathers: bool = False) -> Parts:
    if text.isalpha():
        part = _part(text[:_LONGEST], are_fathers, by_scheme)
        return (part,) if part else ()
    parts = [_part(word, are_fathers, by_scheme) for word in _BETWEEN_WORDS.split(text[:_LONGEST]) if word]
    return tuple([part for part in parts if part])


def _fathers(text: str, by_scheme: bool) -> Parts:
    """The words of a patronymic; before "qizi" and "o‘g‘li" the father's name stands as it is."""
    is_one_word = text.isalpha()
    return _parts(text, by_scheme, not is_one_word and any(is_kind(word, "descent") for word in text.split()))


def _is_of_the_east(family: str) -> bool:
    return max([word_of(word).ends.family[0] for word in family.split()], default=0) >= SURE


def prepare(name: Name | str) -> Prepared:
    """The name, read or as it is printed, ready for comparison."""
    if isinstance(name, Name):
        return _prepare_read(name)
    return _prepare_printed(name) if len(name) <= _LONGEST else _prepare_read(read_name(name))


@lru_cache(maxsize=50000)
def _prepare_printed(text: str) -> Prepared:
    return _prepared(read_name(text))


@lru_cache(maxsize=50000)
def _prepare_read(name: Name) -> Prepared:
    return _prepared(name)


def _prepared(name: Name) -> Prepared:
    printed = name.family or name.literal
    by_scheme = _is_of_the_east(printed)
    family = _parts(printed, by_scheme)
    whole = family[0].sounds if len(family) == 1 else tuple(sound for part in family for sound in part.sounds)
    beside = _parts(name.given, by_scheme) if name.given else ()
    if name.patronymic:
        beside += _fathers(name.patronymic, by_scheme)
    return Prepared(family, whole, beside, name)


@lru_cache(maxsize=50000)
def orders_of(a: Prepared) -> tuple[Prepared, ...]:
    """The other ways a name may be meant: the family name first or last in full names, a longer one split."""
    words = (*a.family, *a.beside)
    if len(words) < 2 or not a.beside:
        return ()
    if any(part.is_initial for part in words):
        return _split_family(a)
    fathers = [part for part in words if part.stem]
    rest = [part for part in words if not part.stem]
    if len(rest) < 2:
        return ()
    as_it_is = [part.text for part in a.family]
    orders = [(rest[n], rest[:n] + rest[n + 1 :]) for n in range(len(rest)) if [rest[n].text] != as_it_is]
    turned = [(family, given[::-1]) for family, given in orders if len(given) == 2]
    return tuple(
        Prepared((family,), family.sounds, (*given, *fathers), a.name) for family, given in orders + turned
    )


def _split_family(a: Prepared) -> tuple[Prepared, ...]:
    """ "R. Harald Baayen", "Ram V. Surya": the words of a longer family name may be given names."""
    if not 1 < len(a.family) < 4 or not a.initials_only:
        return ()
    *first, last = a.family
    orders = (
        (last, (*a.beside, *first)),
        (last, (*first, *a.beside)),
        (a.family[0], (*a.family[1:], *a.beside)),
    )
    return tuple(Prepared((family,), family.sounds, given, a.name) for family, given in orders)
