"""Words as sequences of sounds, and what it costs to read one word for another."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate

from anyascii import anyascii

from bibman.text import read_table, repair_lookalikes

_APOSTROPHE = re.compile("['’‘ʻʼ`´ʹˈ′‛＇]")
_AFTER_O_G = re.compile(r"([og])'")
# A vowel and a glide are one sound only where no vowel follows: "boy", but "bo-yev".
_GLIDE = re.compile("[aeouаоуэе][yjй]$")
_BEFORE_CONSONANT = "(?![aeiouyаеёиоуыэюяіїєäöüāōūíóúáé])"
_OPTIONAL = 0.08
# Taken off the length that a cost is measured by: in a short word every sound tells.
_SHORT = 0.4
_LONGEST = 40
# Words less alike than this are not alike at all.
_UNLIKE = 0.5

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


@cache
def _pattern() -> re.Pattern[str]:
    graphemes = sorted(_units()[0], key=lambda g: (-len(g), g))
    return re.compile("|".join(re.escape(g) + _BEFORE_CONSONANT * bool(_GLIDE.match(g)) for g in graphemes))


Matrix = tuple[tuple[float, ...], ...]


@cache
def _hand() -> tuple[Matrix, tuple[float, ...]]:
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
def _costs() -> tuple[Matrix, tuple[float, ...]]:
    """The costs by classes, corrected for single units by what was learnt."""
    by_class, units = _hand(), _units()[1]
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
def _within() -> tuple[Matrix, tuple[float, ...]]:
    """The costs inside Latin script, where letters that differ say more: the mean of both."""
    (swaps, drops), (by_class, by_class_drops) = _costs(), _hand()
    mean = tuple(
        tuple((x + y) / 2 for x, y in zip(a, b, strict=True)) for a, b in zip(swaps, by_class, strict=True)
    )
    return mean, tuple((x + y) / 2 for x, y in zip(drops, by_class_drops, strict=True))


def _lowered(word: str) -> str:
    """The word in lower case with a mark at its end, apostrophes kept after o and g alone."""
    if word.isascii() and "'" not in word and "`" not in word:
        return word[:_LONGEST].lower() + "$"
    lowered = unicodedata.normalize("NFC", repair_lookalikes(word)[:_LONGEST]).lower()
    lowered = unicodedata.normalize("NFC", lowered.replace("i̇", "i"))
    kept = _AFTER_O_G.sub("\\1\x00", _APOSTROPHE.sub("'", lowered))
    return kept.replace("'", "").replace("\x00", "'") + "$"


@lru_cache(maxsize=50000)
def graphemes_of(word: str) -> tuple[tuple[str, Sounds], ...]:
    """The graphemes of one word, in lower case, each with its sounds."""
    lowered = _lowered(word)
    graphemes, last = _units()[0], 0
    pieces: list[tuple[str, Sounds]] = []
    for match in _pattern().finditer(lowered):
        if match.start() > last:
            pieces.append((lowered[last : match.start()], _foreign(lowered[last : match.start()])))
        pieces.append((match.group(), graphemes[match.group()]))
        last = match.end()
    if last < len(lowered):
        pieces.append((lowered[last:], _foreign(lowered[last:])))
    return tuple(pieces)


@lru_cache(maxsize=100000)
def sounds_of(word: str) -> Sounds:
    """The sounds of one word in any script, doubled ones once."""
    units = [unit for _, sounds in graphemes_of(word) for unit in sounds]
    return tuple(unit for n, unit in enumerate(units) if n == 0 or unit != units[n - 1])


def _foreign(text: str) -> Sounds:
    """Letters that the table does not know, by their ASCII spelling."""
    if text == "$" or not any(map(str.isalpha, text)):
        return ()
    letters = anyascii("".join(c for c in text if c.isalpha())).lower()
    return tuple(unit for grapheme in _pattern().findall(letters) for unit in _units()[0][grapheme])


@lru_cache(maxsize=100000)
def sound_cost(a: Sounds, b: Sounds, across: bool = True, limit: float = 1e9) -> float:
    """The least cost of reading one word for the other: 0 for spellings of one word, about 1 a foreign sound.

    ``across`` says that the two are in different scripts, where what was learnt between scripts holds. Above
    ``limit`` the cost may be told too low, but never below it.
    """
    swaps, drops = _costs() if across else _within()
    beside = [drops[y] for y in b]
    row = list(accumulate(beside, initial=0.0))
    for x in a:
        drop, swap = drops[x], swaps[x]
        diagonal = row[0]
        here = least = diagonal + drop
        new = [here]
        for y, cost, above in zip(b, beside, row[1:], strict=True):
            here += cost
            if above + drop < here:
                here = above + drop
            diagonal += swap[y]
            if diagonal < here:
                here = diagonal
            diagonal = above
            if here < least:
                least = here
            new.append(here)
        if least > limit:
            return least
        row = new
    return row[-1]


@lru_cache(maxsize=100000)
def weight_of(a: Sounds) -> float:
    """How much a word has to say: the cost of leaving all of it out, at most 1 a sound."""
    drops = _hand()[1]
    return sum(0.5 + drops[x] / 2 for x in a if drops[x] > _OPTIONAL)


def likeness(a: Sounds, b: Sounds, across: bool = True) -> float:
    """1 for spellings of one word, 0 for words less than half alike; the same in both directions."""
    if a == b:
        return 1.0 if a else 0.0
    return _likeness(a, b, across) if a < b else _likeness(b, a, across)


@lru_cache(maxsize=200000)
def _likeness(a: Sounds, b: Sounds, across: bool) -> float:
    if not a or not b:
        return 0.0
    size = max(1.0, 0.5 * (weight_of(a) + weight_of(b)) - _SHORT)
    like = 1.0 - sound_cost(a, b, across, (1.0 - _UNLIKE) * size) / size
    return like if like >= _UNLIKE else 0.0
