"""Citation marks that cite by number: "[1]", "[2, c. 15]", "[3; 5]", "[1.43-44]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bibman.references.citewords import lead_words

_BRACKETED = re.compile(r"\\?\[([^\[\]]{1,120}?)\\?\]|\(([^()]{1,80})\)")
_DASH = r"[-\u00ad\u2010-\u2015\u2212]"
_NUMBER = r"(?:[1-9]\d{0,2})(?!\d)"
_FOLLOWS = rf"(?=\s*(?:,|{_DASH}\s*\d|$))"
_BARE = re.compile(rf"\s*(,|{_DASH})\s*([1-9]\d{{0,4}})(?!\d){_FOLLOWS}")
_LOCATOR_SIGNS = re.compile(r"[\w\s.,:;§№()/*’'ʻ‘\u00ad\u2010-\u2015\u2212-]{1,60}")
_LETTERS = re.compile(r"[^\W\d_]+")
_HAS_NUMBER = re.compile(r"\d|\b[IVXLCІХ]{1,6}\b")
_FOUR_FIGURES = re.compile(r"\d{4}")
_LONGEST_WORD, _MOST_WORDS = 9, 4
#: More works than this in one range, and it is no range of works.
_WIDEST_RANGE = 40


class Part(NamedTuple):
    """What stands between semicolons: the numbers, each with the sign before it, and the place in the work.

    ``text`` is the part as printed and ``ends`` says where in it each number begins.
    """

    numbers: tuple[tuple[str, int], ...]
    starts: tuple[int, ...]
    locator: str
    text: str


class Mark(NamedTuple):
    """A bracket that may cite by number: where it stands, which bracket it is and its parts."""

    start: int
    end: int
    bracket: str
    parts: tuple[Part, ...]


def number_marks(text: str) -> Iterator[Mark]:
    """Every square or round bracket that holds numbers and places in works and nothing else."""
    for found in _BRACKETED.finditer(text):
        square = found[1] is not None
        content = found[1] if square else found[2]
        if "\n\n" not in content and (parts := _parts(" ".join(content.split()))):
            yield Mark(found.start(), found.end(), "[" if square else "(", parts)


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:{lead_words()})\s?[:,]?\s?)?№?\s?({_NUMBER})", re.IGNORECASE)


def _parts(content: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for text in content.split(";"):
        part = _part(text)
        if part is None and parts and is_locator(text):  # "[1; c. 40]"
            part = Part((), (), text.strip(), text)
        if part is None:
            return ()
        parts.append(part)
    return tuple(parts)


def _part(text: str) -> Part | None:
    head = _head().match(text)
    if not head:
        return None
    numbers, starts, end = [("", int(head[1]))], [head.start(1)], head.end()
    while bare := _BARE.match(text, end):
        numbers.append(("," if bare[1] == "," else "-", int(bare[2])))
        starts.append(bare.start(2))
        end = bare.end()
    while end < len(text.rstrip()) and len(numbers) > 1 and text[end:].lstrip()[:1] not in ",:":
        numbers.pop()  # "15, 20-21 б.": the numbers belong to what follows
        end = _before_sign(text, starts.pop())
    rest = text[end:].strip()
    if not rest:
        return Part(tuple(numbers), tuple(starts), "", text)
    locator = rest.lstrip(".,:/ ")
    if rest[0] not in ".,:/" and (not text[end].isspace() or _FOUR_FIGURES.search(locator)):
        return None  # "[3-rd edition]", "[5 May 2020]"
    return Part(tuple(numbers), tuple(starts), locator, text) if is_locator(locator) else None


def _before_sign(text: str, start: int) -> int:
    """Where the sign before a number stands, spaces around it included."""
    return len(text[:start].rstrip().rstrip(",-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212").rstrip())


def is_locator(text: str) -> bool:
    """Whether a text can say a place in a work: a page, chapter or volume with its number ("c. 15")."""
    text = text.strip()
    words = _LETTERS.findall(text)
    return bool(
        _LOCATOR_SIGNS.fullmatch(text)
        and _HAS_NUMBER.search(text)
        and len(words) <= _MOST_WORDS
        and all(len(word) <= _LONGEST_WORD for word in words)
    )


def place_signs(marks: Iterable[Mark], top: int) -> frozenset[str]:
    """The signs (",", ";", "-") after which this article prints a page and not a further work.

    That is so where the number behind the sign is often higher than ``top``, the highest in the lists.
    """
    seen: Counter[str] = Counter()
    page: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    for mark in marks:
        for sign, before, after in _pairs(mark):
            seen[sign] += 1
            sure[sign] += after > top
            page[sign] += 2 if after > top else 1 if after <= before else 0
    return frozenset(s for s in seen if sure[s] and page[s] * 3 > seen[s] * 2)


def _pairs(mark: Mark) -> Iterator[tuple[str, int, int]]:
    """For each sign that the mark uses: the sign, the number before it and the number behind it."""
    heads = [part.numbers[0][1] for part in mark.parts if part.numbers]
    if len(heads) > 1:
        yield ";", heads[0], heads[1]
    for part in mark.parts:
        for (_, before), (sign, after) in zip(part.numbers, part.numbers[1:], strict=False):
            yield sign, before, after
            break


def read_numbers(mark: Mark, signs: frozenset[str]) -> tuple[list[int], str]:
    """The numbers a mark cites and the places it names, given the article's ``place_signs``."""
    cited: list[int] = []
    places: list[str] = []
    for n, part in enumerate(mark.parts):
        if not part.numbers or (n and ";" in signs):
            places.append(part.text.strip())
            continue
        kept = next((at for at, (sign, _) in enumerate(part.numbers) if sign in signs), len(part.numbers))
        cited += _spelt_out(part.numbers[:kept])
        if kept < len(part.numbers):
            places.append(part.text[part.starts[kept] :].strip())
        elif part.locator:
            places.append(part.locator)
    return list(dict.fromkeys(cited)), "; ".join(places)


def _spelt_out(numbers: tuple[tuple[str, int], ...]) -> list[int]:
    """The numbers with ranges spelt out; a chain ("2-3-5") names each of its numbers."""
    spelt: list[int] = []
    for n, (sign, number) in enumerate(numbers):
        chained = numbers[n - 1][0] == "-" or (n + 1 < len(numbers) and numbers[n + 1][0] == "-")
        if sign == "-" and not chained and 0 < number - spelt[-1] <= _WIDEST_RANGE:
            spelt += range(spelt[-1] + 1, number)
        spelt.append(number)
    return spelt
