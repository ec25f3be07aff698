"""Citation marks that cite by number: "[1]", "[2, c. 15]", "[3; 5]", "[1.43-44]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bibman.references.citations.words import lead_words

_BRACKETED = re.compile(r"\\?\[([^\[\]]{1,120}?)\\?\]|\(([^()\[\]]{1,80})\)")
_DASH = r"[-\u00ad\u2010-\u2015\u2212]"
_NUMBER = r"(?:[1-9]\d{0,2})(?!\d)"
_FOLLOWS = rf"(?=\s*(?:,|{_DASH}\s*\d|$))"
_BARE = re.compile(rf"\s*(,|{_DASH})\s*([1-9]\d{{0,4}})(?!\d){_FOLLOWS}")
_LOCATOR_SIGNS = re.compile(r"[\w\s.,:;§№()/*’'ʻ‘\u00ad\u2010-\u2015\u2212-]{1,60}")
_LETTERS = re.compile(r"[^\W\d_]+")
_HAS_NUMBER = re.compile(r"\d|\b[IVXLCІХ]{1,6}\b")
_FOUR_FIGURES = re.compile(r"\d{4}")
_FORMULA = re.compile(r"\d\s?[.:]\s?\d")
_LONGEST_WORD, _MOST_WORDS = 9, 4
_FEWEST_RICH, _FEWEST_NAMED = 3, 4
#: More works than this in one range, and it is no range of works.
_WIDEST_RANGE = 40


class Part(NamedTuple):
    """What stands between semicolons: the numbers, each with the sign before it, and the place in the work.

    ``text`` is the part as printed and ``starts`` says where in it each number begins.
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
        if "\n\n" in content or not (square or _may_cite(text, found.start(), content)):
            continue
        if parts := _parts(" ".join(content.split())):
            yield Mark(found.start(), found.end(), "[" if square else "(", parts)


def _may_cite(text: str, start: int, content: str) -> bool:
    """Whether a round bracket is no formula's number "(2.1)", verse "(2:255)" or function "F(1, 23)"."""
    before = text[max(0, start - 2) : start]
    return not _FORMULA.search(content) and not (before[-1:].isalnum() and not before[:-1].isalnum())


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
            sure[sign] += before <= top < after
            page[sign] += 2 if before <= top < after else 1 if after <= before else 0
    return frozenset(s for s in seen if sure[s] and page[s] * 3 > seen[s] * 2)


def is_used(marks: Sequence[Mark], text: str, top: int, signs: frozenset[str]) -> bool:
    """Whether the article cites in these brackets: square ones that hold its numbers, or clear round ones.

    Round ones are clear where several name a number and a place or further numbers, or where sentences end
    on them and their numbers cover half of the list.
    """
    within = [mark for mark in marks if any(n <= top for n in read_numbers(mark, signs)[0])]
    if marks and marks[0].bracket == "[":
        return bool(within)
    rich = sum(len(m.parts) > 1 or len(m.parts[0].numbers) > 1 or bool(m.parts[0].locator) for m in within)
    if len(within) * 2 < len(marks):
        return False
    closing = [mark for mark in within if text[mark.end : mark.end + 1] in (".", ",", ";")]
    named = {n for mark in closing for n in read_numbers(mark, signs)[0] if n <= top}
    covers = len(named) >= _FEWEST_NAMED and len(named) * 2 >= top and len(closing) * 2 > len(marks)
    return (rich >= _FEWEST_RICH and rich * 3 >= len(marks)) or covers


def _pairs(mark: Mark) -> Iterator[tuple[str, int, int]]:
    """For each sign that the mark uses: the sign, the number before it and the number behind it."""
    if len(mark.parts) > 1 and _is_bare(mark.parts[1]) and mark.parts[0].numbers:
        yield ";", mark.parts[0].numbers[0][1], mark.parts[1].numbers[0][1]
    for part in mark.parts:
        for (_, before), (sign, after) in zip(part.numbers, part.numbers[1:], strict=False):
            yield sign, before, after
            break


def read_numbers(mark: Mark, signs: frozenset[str]) -> tuple[list[int], str]:
    """The numbers a mark cites and the places it names, given the article's ``place_signs``."""
    cited: list[int] = []
    places: list[str] = []
    for n, part in enumerate(mark.parts):
        if not part.numbers or (n and ";" in signs and _is_bare(part)):
            places.append(part.text.strip())
            continue
        kept = next((at for at, (sign, _) in enumerate(part.numbers) if sign in signs), len(part.numbers))
        cited += _spelt_out(part.numbers[:kept])
        if kept < len(part.numbers):
            places.append(part.text[part.starts[kept] :].strip())
        elif part.locator:
            places.append(part.locator)
    return list(dict.fromkeys(cited)), "; ".join(places)


def _is_bare(part: Part) -> bool:
    """Whether the part is one number or range: a work, or a page of the work before."""
    return bool(part.numbers) and not part.locator and all(sign != "," for sign, _ in part.numbers)


def _spelt_out(numbers: tuple[tuple[str, int], ...]) -> list[int]:
    """The numbers with ranges spelt out; a chain ("2-3-5") names each of its numbers."""
    spelt: list[int] = []
    for n, (sign, number) in enumerate(numbers):
        chained = numbers[n - 1][0] == "-" or (n + 1 < len(numbers) and numbers[n + 1][0] == "-")
        if sign == "-" and not chained and 0 < number - spelt[-1] <= _WIDEST_RANGE:
            spelt += range(spelt[-1] + 1, number)
        spelt.append(number)
    return spelt
