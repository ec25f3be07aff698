"""What single words say about names: endings, given names, particles, words of organisations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from bibman.text import folded_words, read_table, script_of, skeleton

_DOMAIN = re.compile(r"\w\.(?:uz|ru|com|org|net|kz|kg|ua|tj|tr|az|info|edu|gov|su|io|рф)\b", re.IGNORECASE)
_NOBILIARY = re.compile(r"^(?:al|el|an|ar|as|ash|at|az|ad|ал|аль|эль|ан|ар|ас|аш|ат|аз|ад)-", re.IGNORECASE)
_UZBEK = re.compile(r"(?:[gG][ʻ‘’'`]|o[ʻ‘’'`]|\bO[ʻ‘’'`](?![A-Z]))")
Called = frozenset[str]
_STRONG = 3
_WITH_PATRONYMICS = frozenset({"uz", "tg", "ru", "uk", "kk", "ky", "bg", "az"})


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Each word of the table with its kinds (particle, descent, suffix, title, ...)."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("name_words"):
        kinds.setdefault(_key(row["word"]), set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


def _key(text: str) -> str:
    return " ".join(folded_words(text))


@lru_cache(maxsize=50000)
def kinds_of(text: str) -> frozenset[str]:
    """What the table says that the text is; mostly nothing."""
    return _kinds().get(_key(text), frozenset())


def is_kind(text: str, kind: str) -> bool:
    """Whether the text is one of the table's words of this kind."""
    return kind in kinds_of(text)


@cache
def given_names() -> dict[str, str]:
    """The skeletons of common given names, with the gender each is used for ("" for both)."""
    genders: dict[str, str] = {}
    for row in read_table("given_names"):
        key = skeleton(row["name"]).replace(" ", "")
        gender = row.get("gender", "")
        genders[key] = gender if genders.get(key, gender) == gender else ""
    return genders


@cache
def _short_names() -> frozenset[tuple[str, str]]:
    rows = read_table("short_names")
    pairs = {(sound(row["short"]), sound(row["name"])) for row in rows}
    return frozenset(pairs | {(b, a) for a, b in pairs})


def is_short_form(a: Called, b: Called) -> bool:
    """Whether one of two given names is a known short form of the other (Bob, Robert)."""
    return any((x, y) in _short_names() for x in a for y in b)


@cache
def _spellings() -> dict[str, list[str]]:
    """The Latin originals of given names written in Cyrillic after their sound (Майкл: Michael)."""
    spellings: dict[str, list[str]] = {}
    for row in read_table("given_spellings"):
        spellings.setdefault(sound(row["cyrillic"]), []).append(sound(row["latin"]))
    return spellings


@lru_cache(maxsize=50000)
def called(word: str) -> Called:
    """What a given name may be in Latin script, as it sounds; Michael and Майкл share one."""
    own = sound(word)
    listed = _spellings().get(own, ())
    if not listed or script_of(word) != "Cyrl":
        return frozenset((own,))
    return frozenset((own, *listed))


@cache
def _endings(kind: str) -> dict[str, tuple[int, str]]:
    rows = (row for row in read_table("name_endings") if row["kind"] == kind)
    return {row["ending"]: (int(row["weight"]), row.get("gender", "")) for row in rows}


@lru_cache(maxsize=50000)
def sound(word: str) -> str:
    """The word's skeleton without spaces."""
    return skeleton(word).replace(" ", "")


@lru_cache(maxsize=50000)
def ending(word: str, kind: str) -> tuple[int, str]:
    """How strongly the word ends as a family name, patronymic or given name does, and for which gender."""
    table, text = _endings(kind), sound(word)
    for size in range(min(8, len(text) - 1), 1, -1):
        if text[-size:] in table:
            return table[text[-size:]]
    return 0, ""


@lru_cache(maxsize=50000)
def is_given_name(word: str) -> bool:
    """Whether the word is a common given name in any language and spelling."""
    names = given_names()
    if sound(word) in names:
        return True
    parts = [sound(part) for part in word.split("-")]
    return len(parts) > 1 and all(part in names for part in parts)


@lru_cache(maxsize=50000)
def family_weight(word: str) -> int:
    """How much more the word looks like a family name (above zero) than like a given name (below)."""
    family, given = ending(word, "family")[0], ending(word, "given")[0]
    if is_given_name(word):
        return min(family, 1) - 4
    if family >= _STRONG:
        return family
    return family - given


@lru_cache(maxsize=50000)
def is_patronymic(word: str) -> bool:
    """Whether the word ends as only patronymics do (-ovich, -ovna and all their spellings)."""
    return ending(word, "patronymic")[0] >= 4


_FATHER = re.compile(
    r"(?:[oeiy]?v[iy](?:ch|č|ç|c|tch|tsch)|[oeiyj]*vna|[iy]chna|qizi|kizi|k[yi]z[yi]|o?g[ʻ‘’']?li|[ou]g(?:li|lu|ly)|[uū]l[iyıu]"
    r"|[оеё]вич|[оеє]вна|[иії]вна|[иі]чна|ович|[иы]ч|кызы|кизи|қизи|қызы|ўғли|угли|оглы|ұлы|улы|уулу)$"
)


@lru_cache(maxsize=50000)
def patronymic_stem(word: str) -> str:
    """The father's name in a patronymic ("Anvarovich" gives "Anvar"), "" where the word is none."""
    if not (is_patronymic(word) or ending(word, "descent")[0]):
        return ""
    stem = _FATHER.sub("", word.lower().rstrip("."))
    return stem if 1 < len(stem) < len(word) else ""


@lru_cache(maxsize=50000)
def is_post_soviet(word: str) -> bool:
    """Whether a family name is of the kind whose second initial is a patronymic."""
    if script_of(word) == "Cyrl":
        return True
    return bool(_UZBEK.search(word)) or any(ending(w, "family")[0] >= _STRONG for w in word.split("-"))


@cache
def _post_soviet_given_names() -> frozenset[str]:
    listed = read_table("given_names")
    others = {sound(row["name"]) for row in listed if row["language"] not in _WITH_PATRONYMICS}
    return frozenset(sound(r["name"]) for r in listed if r["language"] in _WITH_PATRONYMICS) - others


@lru_cache(maxsize=50000)
def is_post_soviet_given(word: str) -> bool:
    """Whether a given name is at home only where people bear patronymics."""
    return sound(word) in _post_soviet_given_names()


def starts_as_family(word: str) -> bool:
    """Whether the word opens with an Arabic article, as a nisba does (al-Xorazmiy)."""
    return bool(_NOBILIARY.match(unicodedata.normalize("NFC", word)))


@cache
def _organisation_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and starts of words, that only organisations bear."""
    listed = [row["word"] for row in read_table("name_words") if row["kind"] == "organisation"]
    starts = sorted(_key(word) for word in listed if word.endswith("-"))
    return frozenset(_key(word) for word in listed if not word.endswith("-")), tuple(starts)


@lru_cache(maxsize=20000)
def is_organisation(text: str) -> bool:
    """Whether the text names an organisation, a site or a publication, not a person."""
    if _DOMAIN.search(text) or any(map(str.isdigit, text)):
        return True
    words = folded_words(text)
    if len(words) == 1:
        return words[0] in _organisation_words()[0] or _is_acronym(text)
    return has_organisation_word(words)


def has_organisation_word(words: Iterable[str]) -> bool:
    """Whether one of the folded words is, or opens as, a word that only organisations bear."""
    whole, starts = _organisation_words()
    return any(word in whole or word.startswith(starts) for word in words)


def _is_acronym(text: str) -> bool:
    letters = text.strip(" .,")
    if not (2 < len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    vowels = sum(c in "AEIOUYАЕЁИОУЫЭЮЯЎ" for c in letters)
    return vowels == 0 or (
        len(letters) <= 4 and family_weight(letters) <= 0 and letters.isascii() and vowels < 2
    )
