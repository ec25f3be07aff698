"""What a search asks, read from what somebody typed: words, phrases, filters. No text is a wrong question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bibman.text import read_table, skeleton

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_YEARS = re.compile(r"([0-9]{1,4})?(\.\.+|[-–—])?([0-9]{1,4})?", re.ASCII)
_LATEST = 9999


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed and as it sounds; ``begun``: words that only begin so are meant too."""

    typed: str
    sound: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a query asks for; of the years, types and languages one has to hold, of all else everything.

    ``phrases`` are as they sound, ``years`` from and to, ``citing`` paths of articles or parts of their file
    names. ``authors`` and ``containers`` are the words that these have to hold.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    authors: tuple[Word, ...] = ()
    containers: tuple[Word, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()


def read_question(query: str) -> Question:
    """The question in a query; a filter whose value makes no sense is taken for words.

    The last word may be only begun, and so may the last of a filter.
    """
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for item in _ITEM.finditer(query.translate(_QUOTES)):
        kind, values = _meant(*item.group("filter", "phrase", "word"))
        found[kind] += values
    found["words"] = [*_whole(found["words"][:-1]), *found["words"][-1:]]
    return Question(**{kind: tuple(values) for kind, values in found.items()})


def _meant(filter: str | None, phrase: str | None, word: str | None) -> tuple[str, list[Any]]:
    text = word or phrase or ""
    if filter:
        kind, read = _FILTERS[filter.lower()]
        values = read(text)
        return (kind, values) if values else ("words", _words(f"{filter} {text}"))
    sound = skeleton(text)
    if word is None and " " in sound:
        return "phrases", [sound]
    return "words", _words(text) if word else _whole(_words(text))


def _words(text: str) -> list[Word]:
    """The words of a text as they sound, the last of which may be only begun."""
    sounds = skeleton(text).split()
    typed = [text] if len(sounds) == 1 else sounds
    words = [Word(word, sound) for word, sound in zip(typed, sounds, strict=True)]
    return [*words[:-1], *(replace(word, begun=True) for word in words[-1:])]


def _whole(words: list[Word]) -> list[Word]:
    return [replace(word, begun=False) for word in words]


def _years(text: str) -> list[tuple[int, int]]:
    """The years from and to of "2020", "2019..2023", "2019.." or "..2023"."""
    found = _YEARS.fullmatch(text)
    if not found or not (found[1] or found[3]):
        return []
    first = int(found[1] or 0)
    return [(first, int(found[3] or _LATEST) if found[2] else first)]


def _types(text: str) -> list[str]:
    """CSL's types that are called so or have it as a part of their names: "book", "conference"."""
    asked = text.lower().replace("_", "-")
    known = [row["csl"] for row in read_table("entry_types")]
    return [kind for kind in known if f"-{asked}-" in f"-{kind}-"]


def _languages(text: str) -> list[str]:
    code = _language_codes().get(text.lower())
    return [code] if code else []


@cache
def _language_codes() -> dict[str, str]:
    """The codes of languages by themselves and by all their names."""
    rows = read_table("language_ids")
    return {
        name: row["code"]
        for row in rows
        for name in (row["code"], row["langid"], *row.get("also", "").split())
    }


def _path(text: str) -> list[str]:
    return [text] if text.strip() else []


#: What each filter sets, and how its value is read.
_FILTERS: dict[str, tuple[str, Callable[[str], list[Any]]]] = {
    "author": ("authors", _words),
    "in": ("containers", _words),
    "year": ("years", _years),
    "type": ("types", _types),
    "language": ("languages", _languages),
    "lang": ("languages", _languages),
    "cited-by": ("citing", _path),
}
#: A filter with its value, a phrase in quotes (which may lack its end) or a word.
_ITEM = re.compile(
    rf'(?:(?P<filter>{"|".join(_FILTERS)}):(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.IGNORECASE
)
