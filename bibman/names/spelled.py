"""Words that may spell the same name, found among very many."""

from __future__ import annotations

import re

from bibman.names.compare import compare_names
from bibman.names.keys import word_keys
from bibman.names.read import read_name

#: The letters, in the skeletons of words, behind each letter of a key.
_LETTERS = {"v": "[bpfvw]", "t": "[dt]", "k": "[gkqxhc]", "s": "(?:[tc]?[szjc]|t(?=h))"}
_FIRST = {"v": "bpfvw", "t": "dt", "k": "gkqxhc", "s": "szjct", "a": "aeiouyhj"}
_BETWEEN = "[aeiouyhj]*"


def first_letters(word: str) -> str:
    """The letters that skeletons of words that may spell the same name begin with, in order."""
    return "".join(sorted({letter for key in word_keys(word) for letter in _FIRST.get(key[0], key[0])}))


def spelled_like(word: str, words: str) -> list[str]:
    """Those of the words, skeletons one a line, that may spell the same name as the word, in their order."""
    name = read_name(word.title())
    found = [
        other
        for pattern in {_pattern(key) for key in word_keys(word)}
        for other in re.findall(pattern, words, re.MULTILINE)
    ]
    return [
        other
        for other in sorted(set(found))
        if compare_names(name, read_name(other.title())).verdict != "different"
    ]


def _pattern(key: str) -> str:
    """What skeletons of words with such a key look like, and some others."""
    opens = "[aeiouyhj]+" if key[0] == "a" else ""
    bones = (_LETTERS.get(letter, re.escape(letter)) for letter in key.removeprefix("a"))
    return f"^{opens}{_BETWEEN.join(bones)}.*$"
