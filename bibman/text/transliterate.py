"""One alphabet written in another, by published schemes and by habits of print."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from bibman.text.clean import APOSTROPHES
from bibman.text.tables import read_table

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[ʻ\u0300-\u036f])*")
_START, _END = "^", "$"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to write one alphabet in another: language ("" for several), script read, source."""

    name: str
    language: str
    reads: str
    source: str


@dataclass(frozen=True, slots=True)
class _Rule:
    spelling: str
    after: str
    before: str

    def holds(self, before: str, after: str) -> bool:
        return (not self.after or before in self.after) and (not self.before or after in self.before)


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes, in the order in which they are offered."""
    rows = read_table("schemes")
    return tuple(Scheme(row["scheme"], row["language"], row["reads"], row["source"]) for row in rows)


@cache
def _rules(scheme: str) -> dict[str, tuple[_Rule, ...]]:
    found: dict[str, list[_Rule]] = {}
    for row in read_table("transliteration"):
        if row["scheme"] == scheme:
            rule = _Rule(row.get("spelling", ""), row.get("after", ""), row.get("before", ""))
            found.setdefault(_APOSTROPHE.sub("ʻ", row["letter"]), []).append(rule)
    return {letter: tuple(sorted(r, key=lambda x: not (x.after or x.before))) for letter, r in found.items()}


@cache
def _letters(scheme: str) -> re.Pattern[str]:
    letters = sorted(_rules(scheme), key=lambda letter: (-len(letter), letter))
    return re.compile("|".join(re.escape(letter) for letter in letters))


@cache
def alphabet(scheme: str) -> frozenset[str]:
    """The letters that the scheme can write, in lower case."""
    return frozenset(letter for letter in _rules(scheme) if len(letter) == 1)


def transliterate(text: str, scheme: str) -> str:
    """The text as the scheme writes it; unknown letters stay, an unknown scheme is a KeyError."""
    if scheme not in {known.name for known in schemes()}:
        raise KeyError(scheme)
    composed = _APOSTROPHE.sub("ʻ", unicodedata.normalize("NFC", text))
    return _WORD.sub(lambda match: _word(match.group(), scheme), composed)


def _word(word: str, scheme: str) -> str:
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    capitals = len(word) > 1 and word.isupper()
    out: list[str] = []
    n = 0
    while n < len(word):
        size, spelling = _spelt(lowered, n, scheme)
        if word[n].isupper():
            spelling = spelling.upper() if capitals else spelling[:1].upper() + spelling[1:]
        out.append(spelling)
        n += size
    return "".join(out)


def _spelt(word: str, n: int, scheme: str) -> tuple[int, str]:
    """How many letters from the n-th on are written together, and how."""
    rules = _rules(scheme)
    match = _letters(scheme).match(word, n)
    for size in range(len(match.group()) if match else 0, 0, -1):
        before = word[n - 1] if n else _START
        after = word[n + size] if n + size < len(word) else _END
        for rule in rules.get(word[n : n + size], ()):
            if rule.holds(before, after):
                return size, rule.spelling
    return 1, word[n]
