"""What a reference can be cited by: its years, its authors, its first words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bibman.model import Name, Record, Reference
from bibman.names import compare_names, name_keys
from bibman.text import skeleton

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
_SIGLUM = re.compile(r"\s*([^\W\d_][\w.]{0,11}?(?:\s\d{4})?)\.?\s?[–—=-]\s")
_WORD = re.compile(r"[^\W_]+(?:[-’'ʻ‘ʼ`][^\W_]+)*")
_LETTER = re.compile(r"\(?\b(?:1[4-9]|20)\d\d\s?-?([a-zа-я])\b|\(([a-zа-я])\)")
_UP = r"[^\W\d_a-zа-яёўқғҳіїєәөүұңһçğışöüñ]"
_SIGNED = re.compile(
    rf"(?<!\w)(?:(?:{_UP}[a-zа-я]?\.\s?){{1,3}}({_UP}[^\W\d_]{{3,}})|({_UP}[^\W\d_]{{3,}}),?\s(?:{_UP}[a-zа-я]?\.))"
)
_DOUBLE = re.compile(r"(.)\1+")
_HEAD_WORDS = 4
_LONGEST_TEXT = 4000
_SHORTEST_TO_COMPARE = 5


class Person(NamedTuple):
    """A person as sounds: the words of the name without spaces between them, and the initials."""

    words: tuple[str, ...]
    initials: str = ""
    printed: str = ""


class Entry(NamedTuple):
    """A reference as it may be cited.

    ``families`` and ``givens`` are its authors' (``editors`` its editors' families), ``head`` its first
    words and ``words`` all its long ones, ``signed`` the family names beside initials that are no authors,
    ``siglum`` the short form it is announced by, ``acronym`` the initial letters of its first words,
    ``letter`` what tells works of one year apart.
    """

    ordinal: int
    issued: str
    years: frozenset[str]
    families: tuple[Person, ...]
    givens: tuple[tuple[str, ...], ...]
    editors: tuple[Person, ...]
    head: tuple[str, ...]
    words: frozenset[str]
    signed: tuple[str, ...]
    siglum: str
    acronym: str
    letter: str
    pages: tuple[int, int]


def read_entries(references: Sequence[Reference], records: Sequence[Record]) -> list[Entry]:
    """An entry for each reference, in order."""
    pairs = zip(references, records, strict=True)
    return [_entry(n, reference, record) for n, (reference, record) in enumerate(pairs, 1)]


def _entry(ordinal: int, reference: Reference, record: Record) -> Entry:
    text = reference.text[:_LONGEST_TEXT]
    siglum = _SIGLUM.match(text[:40])
    body = text[siglum.end() :] if siglum else text
    letter = _LETTER.search(body)
    families = tuple(family_of(name) for name in record.author)
    authors = {word for family in families for word in family.words}
    signed = dict.fromkeys(sound(one or two) for one, two in _SIGNED.findall(text))
    return Entry(
        ordinal=ordinal,
        issued=record.issued[:4],
        years=frozenset(_YEAR.findall(text)) | frozenset(filter(None, (record.issued[:4],))),
        families=families,
        givens=tuple(tuple(s for w in words_in(n.given) if len(s := sound(w)) > 2) for n in record.author),
        editors=tuple(family_of(name) for name in record.editor),
        head=tuple(sound(word) for word in words_in(body[:200])[:_HEAD_WORDS]),
        words=frozenset(sound(w) for word in words_in(text) for w in word.split("-") if len(w) > 4),
        signed=tuple(name for name in signed if name not in authors),
        siglum=sound(siglum[1]) if siglum else "",
        acronym="".join(sound(word)[:1] for word in words_in(body[:200])[:8]),
        letter=sound(letter[1] or letter[2]) if letter else "",
        pages=_range(record.page),
    )


def words_in(text: str) -> list[str]:
    """The words of a text as printed, compounds with a hyphen or an apostrophe as one."""
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def sound(text: str) -> str:
    """A word as it sounds, alike in all scripts, without spaces and signs."""
    return _DOUBLE.sub(r"\1", skeleton(text).replace(" ", ""))


def family_of(name: Name) -> Person:
    """The family name (an organisation's whole name) with the initials beside it."""
    family = name.family or name.literal
    initials = "".join(sound(word)[:1] for word in words_in(f"{name.given} {name.patronymic}"))
    return Person(tuple(sound(word) for word in words_in(family)), initials, family)


def _range(page: str) -> tuple[int, int]:
    """The first and last page; (0, 0) where there is no range."""
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{1,5}(?!\d)", page)[:2]]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)


def by_year(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The entries by each year printed in them; under "" those without any."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for year in entry.years or ("",):
            found[year].append(entry)
    return found


def how_well(person: Person, entry: Entry, inflected: bool = False) -> float:
    """How well a cited name names the entry: 4 its first author, 3 another, less by weaker signs, 0 not.

    ``inflected`` allows case endings, as a name in a sentence has them.
    """
    whole = "".join(person.words)
    if entry.siglum and whole == entry.siglum:
        return 5.0
    best = 0.0
    for n, family in enumerate(entry.families):
        likeness = _likeness(person, family, inflected)
        best = max(best, likeness * (4.0 if n == 0 else 3.0))
    if best >= 2.0:
        return best
    if any(_likeness(person, editor, inflected) > 0.8 for editor in entry.editors):
        return 2.5
    return max(best, _by_other_words(person, whole, entry))


def _by_other_words(person: Person, whole: str, entry: Entry) -> float:
    if not person.initials and len(whole) > 2 and whole == "".join(entry.head[: len(person.words)]):
        return 3.0
    if person.printed.isupper() and len(whole) > 1 and _is_acronym(person.printed, entry.acronym):
        return 2.0
    if len(person.words) < 3 and any(_is_inflected(w, name) for name in entry.signed for w in person.words):
        return 1.8
    if len(person.words) == 1 and any(whole in given for given in entry.givens[:1]):
        return 1.5
    return 0.0


def _is_acronym(printed: str, initials: str) -> bool:
    """Whether three to six capitals are the first letters of a title: "БЭС"."""
    return 3 <= len(printed) <= 6 and initials.startswith("".join(sound(letter)[:1] for letter in printed))


@lru_cache(maxsize=100_000)
def _likeness(person: Person, family: Person, inflected: bool) -> float:
    """How alike a cited name and a family name are, 0..1; 0 where the initials contradict each other."""
    whole, wanted = "".join(person.words), "".join(family.words)
    if not whole or not wanted:
        return 0.0
    if person.initials and family.initials and person.initials[0] != family.initials[0]:
        return 0.0
    if whole == wanted:
        return 1.0
    if wanted in person.words:
        return 0.9
    if len(family.words) > 1 and whole in (family.words[0], family.words[-1]) and len(whole) > 3:
        return 0.85
    if inflected and any(_is_inflected(word, wanted) for word in person.words):
        return 0.85
    return 0.8 if _sound_alike(person, family) else 0.0


def _is_inflected(word: str, family: str) -> bool:
    """Whether a word is the family name, each with its case ending: "Karimovning", "Вербицкого"."""
    if len(family) < 4 or word[:1] != family[0]:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(word, family, strict=False)) if a != b), None)
    shared = min(len(word), len(family)) if shared is None else shared
    return shared >= max(4, min(len(family), len(word)) - 2) and len(word) - shared <= 5


def _sound_alike(person: Person, family: Person) -> bool:
    if min(len("".join(person.words)), len("".join(family.words))) < _SHORTEST_TO_COMPARE:
        return False
    one, other = (Name(family=" ".join(words_in(p.printed))) for p in (person, family))
    if set(name_keys(one)).isdisjoint(name_keys(other)):
        return False
    return compare_names(one, other).verdict == "same"
