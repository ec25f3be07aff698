"""Names made ready for comparison, once each: words as sounds, and the orders their words may be meant in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bibman.model import Name
from bibman.names.gender import GENITIVE, Gender, family_gender
from bibman.names.graphemes import Sounds, sounds_of
from bibman.names.tokens import is_initial, letters_of
from bibman.names.words import Called, called, ending, family_weight, is_kind, is_patronymic, patronymic_stem
from bibman.text import script_of

_LONGEST = 200
# From this weight on an ending is borne in one part of the world alone.
_SURE = 3
_BETWEEN_WORDS = re.compile(r"[\s‐‑-]+|(?<=\.)(?=[^\W\d_])")


@dataclass(slots=True, eq=False)
class Part:
    """One word of a name as it is compared; ``stem`` is a patronymic's father. Equal to itself alone.

    ``by_scheme`` says that the family name is of a country where names pass between scripts letter by letter,
    not by ear as foreign ones do.
    """

    text: str
    sounds: Sounds
    is_initial: bool
    stem: Sounds
    is_latin: bool
    by_scheme: bool

    @property
    def called(self) -> Called:
        """What the word may be called in Latin script, if it is a given name."""
        return called(self.text)

    @property
    def is_patronymic(self) -> bool:
        """Whether the word ends as only patronymics do."""
        return is_patronymic(self.text)

    @property
    def weight(self) -> int:
        """How much more the word looks like a family name than like a given name."""
        return family_weight(self.text)


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
def _part(text: str, is_father: bool, by_scheme: bool) -> Part:
    initial, stem = is_initial(text), patronymic_stem(text)
    sounds = sounds_of(letters_of(text) if initial else text)
    father = sounds_of(stem) if stem else sounds if is_father else ()
    return Part(text, sounds, initial, father, _is_latin(text), by_scheme)


def _is_latin(text: str) -> bool:
    if max(text) < "\u0250":
        return True
    return not (min(text) >= "\u0400" and max(text) <= "\u052f") and script_of(text) == "Latn"


@lru_cache(maxsize=50000)
def _parts(text: str, by_scheme: bool, are_fathers: bool = False) -> Parts:
    words = [word for word in _BETWEEN_WORDS.split(GENITIVE.sub("", text[:_LONGEST])) if word]
    parts = [_part(word, are_fathers, by_scheme) for word in words if not is_kind(word, "descent")]
    return tuple(part for part in parts if part.sounds)


@lru_cache(maxsize=50000)
def _fathers(text: str, by_scheme: bool) -> Parts:
    """The words of a patronymic; before "qizi" and "o‘g‘li" the father's name stands as it is."""
    return _parts(text, by_scheme, any(is_kind(word, "descent") for word in text.split()))


@lru_cache(maxsize=50000)
def _is_of_the_east(family: str) -> bool:
    return any(ending(word, "family")[0] >= _SURE for word in family.split())


@lru_cache(maxsize=50000)
def prepare(name: Name) -> Prepared:
    """The name ready for comparison."""
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
    orders = [(rest[n], rest[:n] + rest[n + 1 :]) for n in range(len(rest)) if (rest[n],) != a.family]
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
