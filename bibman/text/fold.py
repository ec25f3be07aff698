"""Texts made comparable: without case and punctuation, and across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from bibman.text.clean import APOSTROPHES
from bibman.text.scripts import repair_lookalikes
from bibman.text.tables import read_table

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Letters and digits alone, in NFKC and without case: equal for texts that print the same."""
    return _BETWEEN_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def folded_words(text: str) -> list[str]:
    """The words in order, without case, apostrophes and punctuation."""
    folded = _without_apostrophes(unicodedata.normalize("NFKC", text).casefold())
    return [folded] if folded.isalnum() else _WORD.findall(folded)


def _without_apostrophes(text: str) -> str:
    return text.replace("'", "").replace("`", "") if text.isascii() else _APOSTROPHE.sub("", text)


@cache
def _letters() -> dict[int, str]:
    return {ord(row["letter"]): row.get("latin", "") for row in read_table("romanisation")}


def romanise(text: str) -> str:
    """The text in plain ASCII letters, lower case, by one fixed spelling for each letter."""
    lowered = unicodedata.normalize("NFC", _without_apostrophes(text)).lower()
    return lowered if lowered.isascii() else anyascii(lowered.translate(_letters())).lower()


# Spellings of one sound that meet in one letter, longest first: Khaydarova, Xaydarova and Хайдарова all
# become "haidarova"; Jumayev, Zhumaev and Жумаев "jumaev". Those with an h come before all others, so that a
# text without one skips them.
MEETINGS = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"),
    ("dj", "j"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("x", "h"), ("q", "k"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_WITH_H = tuple(pair for pair in MEETINGS if "h" in pair[0])
_OTHERS = tuple(pair for pair in MEETINGS if "h" not in pair[0])
_DOUBLE = re.compile(r"([a-z])\1+")


def skeleton(text: str) -> str:
    """The words of the text as they sound, in ASCII: one spelling for all scripts and romanisations.

    Meant for finding and blocking, not for showing: different words may meet (the reader decides after).
    """
    lowered = romanise(repair_lookalikes(unicodedata.normalize("NFKC", text)))
    if "h" in lowered:
        for spelling, meeting in _WITH_H:
            lowered = lowered.replace(spelling, meeting)
    for spelling, meeting in _OTHERS:
        lowered = lowered.replace(spelling, meeting)
    lowered = _DOUBLE.sub(_once, lowered).replace("ie", "e")
    return lowered if lowered.isalnum() else " ".join(_WORD.findall(lowered))


def _once(double: re.Match[str]) -> str:
    return double[1]
