"""The keys under which records of one work meet, whatever typists, alphabets and styles changed in them.

No single key survives everything, so a record has many: its DOI, its title (whole, opening, ending, each two
of its longest words), an author with year, title word or page, its page with volume or year. Words are taken
by their steady letters only, which are the same in every romanisation and after most slips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np

from bibman.matching.columns import Columns
from bibman.matching.hashing import Hashes, hash_numbers, hash_texts, marks, mix

#: So many of a title's longest words are paired to keys.
_PAIRED = 4
#: So many steady letters of a title's opening and ending are keys; a whole title needs more of them.
_EDGE = 14
# Vowels, and letters that romanisations leave out or write in several ways.
_UNSTEADY = b"aeiouhjy"

#: What refines a key that too many records share.
ATTRIBUTES = ("year", "person", "page", "word", "ending", "opening")


@dataclass(frozen=True, slots=True)
class Family:
    """Keys of one kind: where they stand among a record's keys, what refines them, how many may share one."""

    columns: slice
    refining: tuple[str, ...]
    largest: int


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """One row a record: ``keys`` in families, ``attributes`` (as ATTRIBUTES names them), and sketches.

    A sketch tells cheaply how much two records have in common: 64 bits for the words of the title and of
    the people, hashes of DOI and volume. ``content`` is one hash of everything.
    """

    keys: Hashes
    attributes: Hashes
    title: Hashes
    people: Hashes
    volume: Hashes
    doi: Hashes
    content: Hashes

    def __len__(self) -> int:
        return len(self.keys)


def _families() -> tuple[Family, ...]:
    title = ("year", "person", "page")
    kinds = (
        (1, ("word", "page"), 256),  # doi
        (1, title, 256),  # whole title
        (1, (*title, "ending"), 32),  # opening
        (1, (*title, "opening"), 32),  # ending
        (6, (*title, "ending"), 32),  # two title words
        (4, ("word", "page", "opening", "ending"), 32),  # person, year
        (6, ("year", "page", "ending", "opening"), 32),  # person, title word
        (3, ("year", "word", "opening", "ending"), 32),  # person, page
        (1, ("year", "person", "word", "opening"), 32),  # page, volume
        (1, ("person", "word", "opening"), 32),  # page, year
    )
    starts = [sum(count for count, _, _ in kinds[:n]) for n in range(len(kinds))]
    return tuple(
        Family(slice(start, start + count), refining, largest)
        for start, (count, refining, largest) in zip(starts, kinds, strict=True)
    )


FAMILIES = _families()


def block_keys(columns: Columns) -> BlockKeys:
    """The keys, attributes and sketches of the records."""
    titles, people = _steady(columns.title), _steady(columns.people)
    glued = [b"".join(words) for words in titles]
    words = list(map(hash_texts, zip(*map(_longest, titles), strict=True))) or [hash_texts([])] * _PAIRED
    opening = hash_texts([letters[:_EDGE] for letters in glued])
    ending = hash_texts([letters[-_EDGE:] for letters in glued])
    whole = hash_texts([letters if len(letters) >= _EDGE else b"" for letters in glued], 96)
    persons = _persons(people, _steady(columns.first_person))
    year, page = hash_numbers(columns.year), hash_numbers(columns.first_page)
    later = np.where(year > 0, year + np.uint64(1), year)
    volume = hash_texts([text.encode("ascii", "replace") for text in columns.volume])
    doi = hash_texts([text.encode("ascii", "replace") for text in columns.doi], 64)
    found = [
        [doi],
        [whole],
        [opening],
        [ending],
        [mix(np.minimum(a, b), np.maximum(a, b)) for a, b in combinations(words, 2)],
        [*(mix(person, year) for person in persons), mix(persons[0], later)],
        [mix(person, word) for person in persons for word in words[:2]],
        [mix(person, page) for person in persons],
        [mix(page, volume)],
        [mix(page, year)],
    ]
    return BlockKeys(
        keys=np.stack([key for n, keys in enumerate(found) for key in _different(n, keys)], axis=1),
        attributes=np.stack([year, persons[0], page, words[0], ending, opening], axis=1),
        title=marks(titles),
        people=marks(people),
        volume=volume,
        doi=doi,
        content=_content(columns),
    )


def join_keys(parts: Sequence[BlockKeys]) -> BlockKeys:
    """The rows of all parts, in order."""
    names = [f.name for f in fields(BlockKeys)]
    return BlockKeys(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _steady(texts: Sequence[str]) -> list[list[bytes]]:
    """The words of each skeleton by their steady letters."""
    letters = "\n".join(texts).encode("ascii", "replace").replace(b"cz", b"c")
    return [line.split() for line in letters.translate(None, _UNSTEADY).split(b"\n")][: len(texts)]


def _longest(words: Sequence[bytes]) -> list[bytes]:
    different = sorted(set(words), key=lambda word: (-len(word), word))[:_PAIRED]
    return different + [b""] * (_PAIRED - len(different))


def _persons(people: Sequence[Sequence[bytes]], first: Sequence[Sequence[bytes]]) -> list[Hashes]:
    """Three words of the authors: the first, the first author's longest, and one that no order changes."""
    return [
        hash_texts([next((word for word in words if len(word) > 1), b"") for words in people]),
        hash_texts([max(words, key=len, default=b"") for words in first]),
        hash_texts([min((w for w in words if len(w) > 1), key=_reversed, default=b"") for words in people]),
    ]


def _reversed(word: bytes) -> bytes:
    return word[::-1]


def _different(family: int, keys: Sequence[Hashes]) -> list[Hashes]:
    """The keys of one family, those that a record has twice left out once."""
    salt = np.full(len(keys[0]), family + 1, np.uint64)
    salted = [mix(salt, key) for key in keys]
    for n, key in enumerate(salted):
        for earlier in salted[:n]:
            key[key == earlier] = 0
    return salted


def _content(columns: Columns) -> Hashes:
    texts = zip(
        columns.title, columns.people, columns.container, columns.volume, columns.issue, columns.doi,
        strict=True,
    )  # fmt: skip
    hashes = [hash_texts(list(map(_encoded, column)), 64) for column in zip(*texts, strict=True)]
    numbers = [hash_numbers(column) for column in (columns.year, columns.first_page, columns.last_page)]
    one = np.uint64(1)
    return mix(*(part + one for part in (*hashes, *numbers)))


def _encoded(text: str) -> bytes:
    return text.encode("ascii", "replace")
