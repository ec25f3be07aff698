"""Letters of made-up references: Cyrillic words in Latin letters, by several habits."""

from __future__ import annotations

import re
from functools import cache

from bibman.training.tables import read_rows

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "аоуиэыеёюяўъьіїєәөүұӯӣ"
#: Schemes in which "е" is "ye" at the start of a word and after a vowel.
_YE = {"uzl", "uzen", "bgn"}


@cache
def _scheme(name: str) -> dict[str, str]:
    return {row[1]: row[2] if len(row) > 2 else "" for row in read_rows("letters") if row[0] == name}


@cache
def in_letters(text: str, scheme: str) -> str:
    """``text`` by a scheme of ``facts/letters.tsv``: "Шарипов" is "Sharipov", "ШАРИПОВ" is "SHARIPOV"."""
    return _WORD.sub(lambda match: _respell(match[0], scheme), text)


def _respell(word: str, scheme: str) -> str:
    table, capitals = _scheme(scheme), len(word) > 1 and word.isupper()
    out, before = [], ""
    for letter in word:
        low = letter.lower()
        new = (
            "ye"
            if low == "е" and scheme in _YE and (not before or before in _VOWELS)
            else table.get(low, low)
        )
        before = low
        out.append(new if letter == low else new.upper() if capitals else new[:1].upper() + new[1:])
    return "".join(out)
