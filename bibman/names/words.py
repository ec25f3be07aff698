"""What a single word says about the name it stands in: its ending, its kind, whether it is a given name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from bibman.text import folded_words, read_table, script_of, skeleton

#: From this weight on a family name's ending is borne in one part of the world alone.
SURE = 3
#: From this weight on an ending is borne by patronymics alone.
_PATRONYMIC = 4
_SHORTEST_ENDING, _LONGEST_ENDING = 2, 8
_DOMAIN = re.compile(r"\w\.(?:uz|ru|com|org|net|kz|kg|ua|tj|tr|az|info|edu|gov|su|io|рф)\b", re.IGNORECASE)
_NOBILIARY = re.compile(r"^(?:al|el|an|ar|as|ash|at|az|ad|ал|аль|эль|ан|ар|ас|аш|ат|аз|ад)-", re.IGNORECASE)
_UZBEK = re.compile(r"(?:[gG][ʻ‘’'`]|o[ʻ‘’'`]|\bO[ʻ‘’'`](?![A-Z]))")
_WITH_PATRONYMICS = frozenset({"uz", "tg", "ru", "uk", "kk", "ky", "bg", "az"})
# No start of a word that only organisations bear is shorter.
_HEAD = 5

#: What stands in an Arabic name before the father's name, and what opens such a name.
SONS = frozenset({"ibn", "ибн", "bin", "бин", "ben", "бен", "b."})
IBN = frozenset({"ibn", "ибн"})
ARTICLES = frozenset({"al", "el", "ал", "аль", "эль", "abu", "абу", "ibn", "ибн"})

_ARABIC = SONS | ARTICLES | {"b"}

#: What the table of words says that a word is: particle, descent, suffix, title and so on.
Kinds = frozenset[str]
#: What a given name may be in Latin script, as it sounds.
Called = frozenset[str]
#: How strongly a word ends as a part of a name does, and for which gender: "m", "f" or "".
Ending = tuple[int, str]


class Endings(NamedTuple):
    """How strongly a word ends as each part of a name does."""

    family: Ending = (0, "")
    patronymic: Ending = (0, "")
    given: Ending = (0, "")
    descent: Ending = (0, "")


_NO_ENDINGS, _NO_KINDS = Endings(), Kinds()


@dataclass(slots=True)
class Word:
    """A word of a name and what is known of it.

    ``folded`` is the word without case and punctuation, ``sound`` its skeleton without spaces. ``weight`` is
    how much more it looks like a family name (above zero) than like a given name (below). ``is_ordinary``
    says that it is in no table, not in capitals, and no Arabic word for son or article.
    """

    text: str
    folded: str
    sound: str
    kinds: Kinds
    ends: Endings
    is_given: bool
    weight: int
    is_ordinary: bool

    @property
    def is_patronymic(self) -> bool:
        """Whether the word ends as only patronymics do (-ovich, -ovna and all their spellings)."""
        return self.ends.patronymic[0] >= _PATRONYMIC


@lru_cache(maxsize=100000)
def word_of(text: str) -> Word:
    """What is known of a word; every question to the tables is asked here, once a word."""
    folded, sounds = _key(text), sound(text)
    ends, is_given = _endings_of(sounds), _is_given(text, sounds)
    family, given = ends.family[0], ends.given[0]
    weight = min(family, 1) - 4 if is_given else family if family >= SURE else family - given
    kinds = _kinds().get(folded, _NO_KINDS)
    if has_organisation_word(folded.split(" ")):
        kinds |= {"organisation"}
    is_ordinary = not (kinds or folded in _ARABIC or text.isupper() or starts_as_family(text))
    return Word(text, folded, sounds, kinds, ends, is_given, weight, is_ordinary)


def _key(text: str) -> str:
    return " ".join(folded_words(text))


def sound(text: str) -> str:
    """The text's skeleton without spaces."""
    return skeleton(text).replace(" ", "")


@cache
def _kinds() -> dict[str, Kinds]:
    """Each word of the table with its kinds."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("name_words"):
        kinds.setdefault(_key(row["word"]), set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


@cache
def _endings() -> dict[str, Endings]:
    """Each ending of the table with what it says, and what the shorter endings in it say of other parts."""
    listed: dict[str, dict[str, Ending]] = {}
    for row in read_table("name_endings"):
        if _SHORTEST_ENDING <= len(row["ending"]) <= _LONGEST_ENDING:
            said = int(row["weight"]), row.get("gender", "")
            listed.setdefault(row["ending"], {})[row["kind"]] = said
    merged: dict[str, Endings] = {}
    for ending in listed:
        said_of: dict[str, Ending] = {}
        for start in range(len(ending) - 1, -1, -1):  # the longest comes last, and has the word
            said_of |= listed.get(ending[start:], {})
        merged[ending] = Endings(**said_of)
    return merged


def _endings_of(sounds: str) -> Endings:
    table = _endings()
    for size in range(min(_LONGEST_ENDING, len(sounds) - 1), _SHORTEST_ENDING - 1, -1):
        found = table.get(sounds[-size:])
        if found is not None:
            return found
    return _NO_ENDINGS


@cache
def given_names() -> dict[str, str]:
    """The skeletons of common given names, with the gender each is used for ("" for both)."""
    genders: dict[str, str] = {}
    for row in read_table("given_names"):
        key = sound(row["name"])
        gender = row.get("gender", "")
        genders[key] = gender if genders.get(key, gender) == gender else ""
    return genders


def _is_given(text: str, sounds: str) -> bool:
    names = given_names()
    return sounds in names or ("-" in text and all(sound(part) in names for part in text.split("-")))


def ending(word: str, kind: str) -> Ending:
    """How strongly the word ends as this part of a name does, and for which gender."""
    found: Ending = getattr(word_of(word).ends, kind)
    return found


def is_kind(text: str, kind: str) -> bool:
    """Whether the text is one of the table's words of this kind."""
    return kind in word_of(text).kinds


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name in any language and spelling."""
    return word_of(word).is_given


def is_patronymic(word: str) -> bool:
    """Whether the word ends as only patronymics do."""
    return word_of(word).is_patronymic


def family_weight(word: str) -> int:
    """How much more the word looks like a family name (above zero) than like a given name (below)."""
    return word_of(word).weight


_FATHER = re.compile(
    r"(?:[oeiy]?v[iy](?:ch|č|ç|c|tch|tsch)|[oeiyj]*vna|[iy]chna|qizi|kizi|k[yi]z[yi]|o?g[ʻ‘’']?li|[ou]g(?:li|lu|ly)|[uū]l[iyıu]"
    r"|[оеё]вич|[оеє]вна|[иії]вна|[иі]чна|ович|[иы]ч|кызы|кизи|қизи|қызы|ўғли|угли|оглы|ұлы|улы|уулу)$"
)


def patronymic_stem(word: str) -> str:
    """The father's name in a patronymic ("Anvarovich" gives "Anvar"), "" where the word is none."""
    known = word_of(word)
    if not (known.is_patronymic or known.ends.descent[0]):
        return ""
    stem = _FATHER.sub("", word.lower().rstrip("."))
    return stem if 1 < len(stem) < len(word) else ""


def is_post_soviet(family: str) -> bool:
    """Whether a family name is of the kind whose second initial is a patronymic."""
    weights = [word_of(word).ends.family[0] for word in family.split("-")]
    return max(weights) >= SURE or script_of(family) == "Cyrl" or bool(_UZBEK.search(family))


@cache
def _post_soviet_given_names() -> frozenset[str]:
    listed = read_table("given_names")
    others = {sound(row["name"]) for row in listed if row["language"] not in _WITH_PATRONYMICS}
    return frozenset(sound(r["name"]) for r in listed if r["language"] in _WITH_PATRONYMICS) - others


def is_post_soviet_given(word: Word) -> bool:
    """Whether a given name is at home only where people bear patronymics."""
    return word.sound in _post_soviet_given_names()


def starts_as_family(word: str) -> bool:
    """Whether the word opens with an Arabic article, as a nisba does (al-Xorazmiy)."""
    return "-" in word and bool(_NOBILIARY.match(unicodedata.normalize("NFC", word)))


@cache
def _short_names() -> dict[str, set[str]]:
    """Each name with those that are short for it or that it is short for."""
    pairs: dict[str, set[str]] = {}
    for row in read_table("short_names"):
        short, name = sound(row["short"]), sound(row["name"])
        pairs.setdefault(short, set()).add(name)
        pairs.setdefault(name, set()).add(short)
    return pairs


def is_short_form(a: Called, b: Called) -> bool:
    """Whether one of two given names is a known short form of the other (Bob, Robert)."""
    pairs = _short_names()
    return bool([x for x in a if x in pairs and not pairs[x].isdisjoint(b)])


@cache
def _spellings() -> dict[str, list[str]]:
    """The Latin originals of given names written in Cyrillic after their sound (Майкл: Michael)."""
    spellings: dict[str, list[str]] = {}
    for row in read_table("given_spellings"):
        spellings.setdefault(sound(row["cyrillic"]), []).append(sound(row["latin"]))
    return spellings


def called(word: Word) -> Called:
    """What a given name may be in Latin script, as it sounds; Michael and Майкл share one."""
    listed = _spellings().get(word.sound, ())
    if not listed or script_of(word.text) != "Cyrl":
        return frozenset((word.sound,))
    return frozenset((word.sound, *listed))


@cache
def _organisation_words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Whole words, and starts of words, that only organisations bear; and how the starts open."""
    listed = [row["word"] for row in read_table("name_words") if row["kind"] == "organisation"]
    whole = frozenset(_key(word) for word in listed if not word.endswith("-"))
    starts = sorted(_key(word) for word in listed if word.endswith("-"))
    return whole, tuple(starts), frozenset(start[:_HEAD] for start in starts)


def has_organisation_word(words: Iterable[str]) -> bool:
    """Whether one of the folded words is, or opens as, a word that only organisations bear."""
    whole, starts, heads = _organisation_words()
    return bool([w for w in words if w in whole or (w[:_HEAD] in heads and w.startswith(starts))])


@lru_cache(maxsize=20000)
def is_organisation(text: str) -> bool:
    """Whether the text names an organisation, a site or a publication, not a person."""
    if ("." in text and _DOMAIN.search(text)) or any(map(str.isdigit, text)):
        return True
    words = folded_words(text)
    if len(words) == 1:
        return words[0] in _organisation_words()[0] or _is_acronym(text)
    return has_organisation_word(words)


def _is_acronym(text: str) -> bool:
    letters = text.strip(" .,")
    if not (2 < len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    vowels = sum(c in "AEIOUYАЕЁИОУЫЭЮЯЎ" for c in letters)
    return vowels == 0 or (
        len(letters) <= 4 and word_of(letters).weight <= 0 and letters.isascii() and vowels < 2
    )
