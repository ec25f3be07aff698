"""Which script a text is in, and letters that pose as those of another script."""

from __future__ import annotations

import re
from functools import cache

from bibman.text.tables import read_table

# Each finds letters in runs, which costs less than one by one.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_WORD = re.compile(r"[^\W\d_]+")


def _count(letters: re.Pattern[str], text: str) -> int:
    return len("".join(letters.findall(text)))


def is_plain(text: str) -> bool:
    """Whether all is ASCII, or all Cyrillic letters: nothing to repair, and in its normal form as it is."""
    return text.isascii() or (text.isalpha() and _CYRILLIC.fullmatch(text) is not None)


def script_of(text: str) -> str:
    """The ISO 15924 code of the script of most letters: Latn, Cyrl, Zzzz (another) or Zyyy (no letters)."""
    if text.isascii():
        return "Latn" if _LATIN.search(text) else "Zyyy"
    if text.isalpha() and _CYRILLIC.fullmatch(text):
        return "Cyrl"
    if text.isascii():
        return "Latn" if _LATIN.search(text) else "Zyyy"
    latin, cyrillic, letters = (_count(kind, text) for kind in (_LATIN, _CYRILLIC, _WORD))
    if not letters:
        return "Zyyy"
    if letters - latin - cyrillic > max(latin, cyrillic):
        return "Zzzz"
    return "Cyrl" if cyrillic > latin else "Latn"


@cache
def _lookalikes() -> tuple[dict[int, str], dict[int, str]]:
    rows = read_table("lookalikes")
    to_latin = {ord(row["cyrillic"]): row["latin"] for row in rows}
    to_cyrillic = {ord(row["latin"]): row["cyrillic"] for row in rows}
    return to_latin, to_cyrillic


def _repair_word(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not _LATIN.search(word) or not _CYRILLIC.search(word):
        return word
    to_latin, to_cyrillic = _lookalikes()
    latin, cyrillic = word.translate(to_latin), word.translate(to_cyrillic)
    pure = [w for w in (latin, cyrillic) if not (_LATIN.search(w) and _CYRILLIC.search(w))]
    if len(pure) == 1:
        return pure[0]
    if len(pure) == 2:  # every letter could be of either script: the majority decides
        return latin if _count(_LATIN, word) >= _count(_CYRILLIC, word) else cyrillic
    return word


def repair_lookalikes(text: str) -> str:
    """The text with words of two scripts written in one, where look-alike letters explain the mixture."""
    if text.isascii() or not _LATIN.search(text) or not _CYRILLIC.search(text):
        return text
    return _WORD.sub(_repair_word, text)
