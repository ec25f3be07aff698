"""Words as sequences of sounds, and what it costs to read one word for another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain

from anyascii import anyascii

from bibman.text import read_table, repair_lookalikes
from bibman.text.scripts import is_plain

_APOSTROPHE = re.compile("['’‘ʻʼ`´ʹˈ′‛＇]")
_AFTER_O_G = re.compile(r"(?<=[og])'")
# A vowel and a glide are one sound only where no vowel follows: "boy", but "bo-yev".
_GLIDE = re.compile("[aeouаоуэе][yjй]$")
_BEFORE_CONSONANT = "(?![aeiouyаеёиоуыэюяіїєäöüāōūíóúáé])"
_OPTIONAL = 0.08
# Taken off the length that a cost is measured by: in a short word every sound tells.
_SHORT = 0.4
_LONGEST = 40
# What schemes exchange costs no more than this: o for a, u for o, i for e.
_EXCHANGED = 0.36
# A letter is two units at most.
_ONE_LETTER = 2
# No vowel costs more to leave out.
_VOWEL = 0.7
# Words less alike than this are not alike at all: no verdict but "different" can come of them.
_UNLIKE = 0.7

#: A word's sounds: numbers of units, in order.
Sounds = tuple[int, ...]


@cache
def _units() -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """Each grapheme's unit numbers, and the units' descriptions by number."""
    numbers: dict[str, int] = {}
    graphemes: dict[str, tuple[int, ...]] = {}
    for row in read_table("graphemes"):
        units = row["units"].split()
        graphemes[row["grapheme"]] = tuple(numbers.setdefault(unit, len(numbers)) for unit in units)
    return graphemes, tuple(numbers)


def unit_names() -> tuple[str, ...]:
    """The units' descriptions, by number."""
    return _units()[1]


@cache
def _pattern() -> re.Pattern[str]:
    """What cuts a word: graphemes of several letters, longest first, runs of unknown letters, single letters.

    Grouped by their first letter, which is three times as fast as one long list of alternatives; letters that
    open no group come first.
    """
    groups: dict[str, list[str]] = {}
    for g in sorted(_units()[0], key=lambda g: (-len(g), g)):
        if len(g) > 1:
            groups.setdefault(g[0], []).append(re.escape(g[1:]) + _BEFORE_CONSONANT * bool(_GLIDE.match(g)))
    several = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items())]
    letters = sorted({g[0] for g in _units()[0]})
    known, alone = (re.escape("".join(x)) for x in (letters, [c for c in letters if c not in groups]))
    return re.compile("|".join([f"[{alone}]", *several, f"[^{known}]+", "."]), re.DOTALL)


#: Costs of every unit against every other, and of leaving each out.
Costs = tuple[Sequence[Sequence[float]], Sequence[float]]


@cache
def costs_by_class() -> Costs:
    """The costs by classes: of every unit against every other, and of leaving each out."""
    table: dict[tuple[str, str], float] = {}
    for row in read_table("sound_costs"):
        table[row["a"], row["b"]] = table[row["b"], row["a"]] = float(row["cost"])
    units = _units()[1]
    classes = [unit.rstrip("?").split("/") for unit in units]

    def cost(a: list[str], b: list[str]) -> float:
        return min(0.0 if x == y else table.get((x, y), 1.0) for x in a for y in b)

    swaps = tuple(tuple(cost(a, b) for b in classes) for a in classes)
    drops = tuple(
        min([_OPTIONAL] * unit.endswith("?") + [table.get((c, ""), 1.0) for c in unit.rstrip("?").split("/")])
        for unit in units
    )
    return swaps, drops


@cache
def _costs() -> Costs:
    """The costs by classes, corrected for single units by what was learnt."""
    by_class, units = costs_by_class(), _units()[1]
    number = {unit: n for n, unit in enumerate(units)}
    swaps, drops = [list(row) for row in by_class[0]], list(by_class[1])
    for row in read_table("sound_pairs"):
        a, cost = number[row["a"]], float(row["cost"])
        if not row["b"]:
            drops[a] = cost
        else:
            b = number[row["b"]]
            swaps[a][b] = swaps[b][a] = cost
    return tuple(map(tuple, swaps)), tuple(drops)


@cache
def _within() -> Costs:
    """The costs inside Latin script, where letters that differ say more: the mean of both."""
    (swaps, drops), (by_class, by_class_drops) = _costs(), costs_by_class()
    mean = tuple(
        tuple((x + y) / 2 for x, y in zip(a, b, strict=True)) for a, b in zip(swaps, by_class, strict=True)
    )
    return mean, tuple((x + y) / 2 for x, y in zip(drops, by_class_drops, strict=True))


def _lowered(word: str) -> str:
    """The word in lower case with a mark at its end, apostrophes kept after o and g alone."""
    if is_plain(word) and "'" not in word and "`" not in word:
        return word[:_LONGEST].lower() + "$"
    lowered = unicodedata.normalize("NFC", repair_lookalikes(word)[:_LONGEST]).lower()
    lowered = unicodedata.normalize("NFC", lowered.replace("i̇", "i"))
    kept = _AFTER_O_G.sub("\x00", _APOSTROPHE.sub("'", lowered))
    return kept.replace("'", "").replace("\x00", "'") + "$"


@lru_cache(maxsize=100000)
def graphemes_of(word: str) -> tuple[str, ...]:
    """The graphemes of one word, in lower case, the last one marked with "$"."""
    return tuple(_pattern().findall(_lowered(word)))


@lru_cache(maxsize=20000)
def units_of(grapheme: str) -> Sounds:
    """The sounds of one grapheme, in order."""
    known = _units()[0]
    return known[grapheme] if grapheme in known else _foreign(grapheme)


def sounds_of(word: str) -> Sounds:
    """The sounds of one word in any script, doubled ones once."""
    sounds = [*chain.from_iterable(map(units_of, graphemes_of(word)))]
    return tuple([x for last, x in zip([-1, *sounds], sounds, strict=False) if x != last])


def _foreign(text: str) -> Sounds:
    """Letters that the table does not know, by their ASCII spelling."""
    if text == "$" or not any(map(str.isalpha, text)):
        return ()
    letters = anyascii("".join(c for c in text if c.isalpha())).lower()
    return tuple(unit for grapheme in _pattern().findall(letters) for unit in _units()[0].get(grapheme, ()))


@lru_cache(maxsize=20000)
def sound_cost(a: Sounds, b: Sounds) -> float:
    """The least cost of reading one for the other: 0 for spellings of one word, about 1 a foreign sound."""
    return _align(a, b, _costs())


def _align(a: Sounds, b: Sounds, costs: Costs, limit: float = 1e9) -> float:
    """The least cost of reading one word for the other, sound by sound.

    Above ``limit`` the cost may be told too low, but never below it.
    """
    swaps, drops = costs
    beside = [drops[y] for y in b]
    row = list(accumulate(beside, initial=0.0))
    for x in a:
        drop, swap = drops[x], swaps[x]
        diagonal = row[0]
        here = least = diagonal + drop
        new = [here]
        append = new.append
        for y, cost, above in zip(b, beside, row[1:], strict=False):
            here += cost
            if above + drop < here:
                here = above + drop
            diagonal += swap[y]
            if diagonal < here:
                here = diagonal
            diagonal = above
            if here < least:
                least = here
            append(here)
        if least > limit:
            return least
        row = new
    return row[-1]


@cache
def _weights() -> tuple[float, ...]:
    """How much each unit has to say: by the cost of leaving it out, at most 1."""
    return tuple(0.5 + drop / 2 if drop > _OPTIONAL else 0.0 for drop in costs_by_class()[1])


def size_of(a: Sounds, b: Sounds) -> float:
    """What a cost is measured by: how much two words have to say, a little less, at least 1."""
    weight_of = _weights().__getitem__
    return max(1.0, 0.5 * (sum(map(weight_of, a)) + sum(map(weight_of, b))) - _SHORT)


def has_consonant(sounds: Sounds) -> bool:
    """Whether a sound is among them that costs more to leave out than any vowel."""
    drops = costs_by_class()[1]
    return any(drops[unit] > _VOWEL for unit in sounds)


def likeness(a: Sounds, b: Sounds, across: bool = True) -> float:
    """1 for spellings of one word, 0 for words too unlike to tell how much; the same in both directions.

    ``across`` says that the two are in different scripts, where what was learnt between scripts holds.
    """
    if a == b:
        return 1.0 if a else 0.0
    return _likeness(a, b, across) if a < b else _likeness(b, a, across)


@lru_cache(maxsize=200000)
def _likeness(a: Sounds, b: Sounds, across: bool) -> float:
    if not a or not b:
        return 0.0
    size = size_of(a, b)
    costs = _costs() if across else _within()
    like = 1.0 - _align(a, b, costs, (1.0 - _UNLIKE) * size) / size
    return like if like >= _UNLIKE else 0.0


@lru_cache(maxsize=50000)
def are_twins(a: Sounds, b: Sounds) -> bool:
    """Whether two words are alike but for a sound that no scheme exchanges: Hasan, Husan; Karim, Karima."""
    shorter, start, end = min(len(a), len(b)), 0, 0
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    one, other = a[start : len(a) - end], b[start : len(b) - end]
    if max(len(one), len(other)) > _ONE_LETTER or not _glides().isdisjoint(one + other):
        return False
    return _align(one, other, costs_by_class()) > _EXCHANGED


@cache
def _glides() -> frozenset[int]:
    """The units that are always a glide, alone or after a vowel: schemes spell them in too many ways."""
    spelt = [(n, unit.rstrip("?").split("/")) for n, unit in enumerate(_units()[1])]
    return frozenset(
        n for n, classes in spelt if all(c == "j" or (len(c) == 2 and c[1] in "ijy") for c in classes)
    )
