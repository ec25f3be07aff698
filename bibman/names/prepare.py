"""Names made ready for comparison, once each: words as sounds, and the orders their words may be meant in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bibman.model import Name
from bibman.names.gender import GENITIVE, Gender, family_gender
from bibman.names.graphemes import Sounds, sounds_of
from bibman.names.tokens import is_initial, letters_of
from bibman.names.words import Called, called, family_weight, is_kind, is_patronymic, patronymic_stem
from bibman.text import script_of

_LONGEST = 200
_BETWEEN_WORDS = re.compile(r"[\s‐‑-]+|(?<=\.)(?=[^\W\d_])")


@dataclass(frozen=True, eq=False)
class Part:
    """One word of a name as it is compared; ``stem`` is a patronymic's father. Equal to itself alone."""

    text: str
    sounds: Sounds
    is_initial: bool
    stem: Sounds
    is_latin: bool

    @cached_property
    def called(self) -> Called:
        """What the word may be called in Latin script, if it is a given name."""
        return called(self.text)

    @cached_property
    def is_patronymic(self) -> bool:
        """Whether the word ends as only patronymics do."""
        return is_patronymic(self.text)

    @cached_property
    def weight(self) -> int:
        """How much more the word looks like a family name than like a given name."""
        return family_weight(self.text)


Parts = tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A name ready for comparison: its family words and the words beside them, in order."""

    family: Parts
    whole: Sounds
    beside: Parts
    name: Name

    @cached_property
    def gender(self) -> Gender:
        """Whose the family name is, by its ending."""
        return family_gender(self.name.family)

    @cached_property
    def initials_only(self) -> bool:
        """Whether no word beside the family name is printed in full."""
        return all(part.is_initial for part in self.beside)

    @cached_property
    def orders(self) -> tuple[Prepared, ...]:
        """The other ways the name may be meant."""
        return tuple(_orders(self))


@lru_cache(maxsize=100000)
def _part(text: str, is_father: bool = False) -> Part:
    initial, stem = is_initial(text), patronymic_stem(text)
    sounds = sounds_of(letters_of(text) if initial else text)
    father = sounds_of(stem) if stem else sounds if is_father else ()
    return Part(text, sounds, initial, father, _is_latin(text))


def _is_latin(text: str) -> bool:
    if max(text) < "\u0250":
        return True
    return not (min(text) >= "\u0400" and max(text) <= "\u052f") and script_of(text) == "Latn"


def _parts(text: str, are_fathers: bool = False) -> Parts:
    words = [word for word in _BETWEEN_WORDS.split(GENITIVE.sub("", text[:_LONGEST])) if word]
    parts = [_part(word, are_fathers) for word in words if not is_kind(word, "descent")]
    return tuple(part for part in parts if part.sounds)


def _fathers(text: str) -> Parts:
    """The words of a patronymic; before "qizi" and "o‘g‘li" the father's name stands as it is."""
    return _parts(text, any(is_kind(word, "descent") for word in text.split())) if text else ()


@lru_cache(maxsize=50000)
def prepare(name: Name) -> Prepared:
    """The name ready for comparison."""
    family = _parts(name.family or name.literal)
    whole = tuple(sound for part in family for sound in part.sounds)
    beside = _parts(name.given) if name.given else ()
    return Prepared(family, whole, beside + _fathers(name.patronymic), name)


def _orders(a: Prepared) -> list[Prepared]:
    """The family name first or last in a name printed in full; a longer one split."""
    words = (*a.family, *a.beside)
    if len(words) < 2 or not a.beside:
        return []
    if any(part.is_initial for part in words):
        return _split_family(a)
    fathers = [part for part in words if part.stem]
    rest = [part for part in words if not part.stem]
    if len(rest) < 2:
        return []
    orders = [(rest[n], rest[:n] + rest[n + 1 :]) for n in range(len(rest)) if (rest[n],) != a.family]
    turned = [(family, given[::-1]) for family, given in orders if len(given) == 2]
    return [
        Prepared((family,), family.sounds, (*given, *fathers), a.name) for family, given in orders + turned
    ]


def _split_family(a: Prepared) -> list[Prepared]:
    """ "R. Harald Baayen", "Ram V. Surya": the words of a longer family name may be given names."""
    if not 1 < len(a.family) < 4 or not a.initials_only:
        return []
    *first, last = a.family
    orders = (
        (last, (*a.beside, *first)),
        (last, (*first, *a.beside)),
        (a.family[0], (*a.family[1:], *a.beside)),
    )
    return [Prepared((family,), family.sounds, given, a.name) for family, given in orders]
