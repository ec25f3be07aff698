"""Citation marks that cite by name: "(Smith & Jones, 2019)", "[Каримов 1998: 23]", "Smith (2019)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from bibman.references.citations.entries import Entry, Person, by_year, how_well, sound
from bibman.references.citations.numbers import is_locator
from bibman.references.citations.people import Item, capital_words, names_before, read_items, read_lone_year

_SQUARE = re.compile(r"\\?\[([^\[\]]{3,300}?)\\?\]")
_ROUND = re.compile(r"\(([^()]{3,300})\)")
# A bracket in a bracket: "(Smith, 2019: 5; (a) ...)", "(Smith (Ed.), 2019)".
_NESTED = re.compile(r"\(([^()]{3,300}(?:\([^()]{0,120}\)[^()]{0,300}){1,4})\)")
_INNER = re.compile(r"\([^()]*\)")
# The letter of a year before it: "(Латыпов (а), 2022: 199)".
_LETTER_FIRST = re.compile(r",?\s?\(([^\W\d_])\),?\s?((?:1[4-9]|20)\d\d)(?!\d)")
_LONE_YEAR = re.compile(r"\\?[\[(]\s?(?:1[4-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
#: How far before "(1968: 61-64)" its author may be named.
_BACK = 250
#: A name this well known: an author's or editor's family name, a siglum, the first words of an entry.
_WELL = 2.4

_Find = Callable[[Item, bool], tuple[int, ...]]


class NameMark(NamedTuple):
    """A mark that cites by name: where it stands, the ordinals it is tied to, the places in the works.

    ``looks_cited`` says that it has the form of a citation, ``is_sure`` that it can be nothing else.
    """

    start: int
    end: int
    ordinals: tuple[int, ...]
    places: str
    looks_cited: bool = True
    is_sure: bool = True


def name_marks(text: str, entries: Sequence[Entry]) -> Iterator[NameMark]:
    """Every mark that cites one of the entries by name, and those that only look as if they did."""
    find = _finder(entries)
    words = _telling_words(entries)
    for pattern in (_SQUARE, _ROUND, _NESTED):
        for found in pattern.finditer(text):
            content = found[1]
            if "\n\n" in content or not any(c.isdigit() for c in content):
                continue
            content = " ".join(content.replace("-\n", "").split())
            if pattern is _NESTED:
                mark = _enclosed(found, _nested_items(content), find, {})
                mark = mark if mark and mark.ordinals else None  # what stands inside may be a mark itself
            elif _LONE_YEAR.match(found.group()):
                mark = _narrative(text, found, content, find)
            else:
                mark = _enclosed(found, read_items(content), find, words if pattern is _SQUARE else {})
            if mark:
                yield mark


def _nested_items(content: str) -> tuple[Item, ...]:
    """The works that a bracket names within and around the brackets in it; else without what these hold."""
    content = _LETTER_FIRST.sub(r", \2\1", content)
    parts = (read_items(part.strip(" ;,")) for part in re.split("[()]", content))
    return tuple(chain.from_iterable(parts)) or read_items(_INNER.sub("", content).replace(" ,", ","))


def _finder(entries: Sequence[Entry]) -> _Find:
    """What finds the ordinals of the entries an item cites: several where they fit alike."""
    dated = by_year(entries)

    @cache
    def find(item: Item, in_sentence: bool) -> tuple[int, ...]:
        if not item.years:
            found = _best(entries, item, "", False)
            return found if len(found) == 1 else ()
        ordinals: list[int] = []
        for year, letter in item.years:
            best = _by_letter(_best(dated.get(year, []), item, year, in_sentence), letter, entries)
            ordinals += best or (() if in_sentence else _best(dated.get("", []), item, "", False))
        return tuple(dict.fromkeys(ordinals))

    return find


def _best(entries: Sequence[Entry], item: Item, year: str, in_sentence: bool) -> tuple[int, ...]:
    scored = [(_score(entry, item, year, in_sentence), entry.ordinal) for entry in entries]
    best = max(scored, default=(0.0, 0))[0]
    return tuple(ordinal for score, ordinal in scored if score == best) if best else ()


def _score(entry: Entry, item: Item, year: str, in_sentence: bool) -> float:
    first = how_well(item.people[0], entry, in_sentence)
    if first < (1.0 if year and not in_sentence else _WELL):
        return 0.0
    score = first + sum(how_well(person, entry, in_sentence) >= _WELL for person in item.people[1:])
    score += 0.5 * bool(year and entry.issued == year)
    score += 0.25 * (len(entry.families) == len(item.people))
    numbers = [int(number) for number in _NUMBER.findall(item.place)[:2]]
    if numbers and entry.pages[0] <= numbers[0] <= entry.pages[1]:
        score += 1.0 if tuple(numbers) == entry.pages else 0.75
    return score


def _by_letter(ordinals: tuple[int, ...], letter: str, entries: Sequence[Entry]) -> tuple[int, ...]:
    """Of works of one year the one with the letter, printed in the list or counted in its order."""
    if not letter or len(ordinals) < 2:
        return ordinals
    printed = tuple(n for n in ordinals if entries[n - 1].letter == sound(letter))
    if printed:
        return printed
    at = max("абвгд".find(letter), "abcde".find(letter))
    return ordinals[at : at + 1] if 0 <= at < len(ordinals) else ordinals


def _telling_words(entries: Sequence[Entry]) -> dict[str, int]:
    """The words that only one entry has, with its ordinal: "Индекс" of "Индекс-луғат"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for word in entry.words:
            found[word].add(entry.ordinal)
    return {word: min(ordinals) for word, ordinals in found.items() if len(ordinals) == 1}


def _enclosed(
    found: re.Match[str], items: tuple[Item, ...], find: _Find, words: dict[str, int]
) -> NameMark | None:
    """A bracket that holds names and years itself."""
    ordinals = [n for item in items for n in find(item, False) or _by_word(item, words)]
    dated = all(item.years for item in items)
    if not items or not (dated or ordinals):
        return None
    places = "; ".join(item.place for item in items if item.place)
    looks_cited = dated and all(item.is_people for item in items)
    is_sure = looks_cited and all(is_locator(item.place) for item in items)
    cited = tuple(dict.fromkeys(ordinals))
    return NameMark(found.start(), found.end(), cited, places, looks_cited, is_sure)


def _by_word(item: Item, words: dict[str, int]) -> tuple[int, ...]:
    """The entry a work is cited from by a word of its title and a page, without a year."""
    if item.years or len(item.people) > 1 or len(item.people[0].words) > 1:
        return ()
    ordinal = words.get(item.people[0].words[0])
    return (ordinal,) if ordinal else ()


def _narrative(text: str, found: re.Match[str], content: str, find: _Find) -> NameMark | None:
    """A bracket that opens with a year, after the name of the author: "Smith (2019: 5)"."""
    item = read_lone_year(content)
    if not item:
        return None
    base = max(0, found.start() - _BACK)
    before = text[base : found.start()]
    for start, people in names_before(before):
        if ordinals := find(item._replace(people=people), True):
            return NameMark(base + start, found.end(), ordinals, item.place)
    if not item.place:
        return None
    for word in reversed(capital_words(before)):
        if ordinals := find(item._replace(people=(Person((sound(word),), "", word),)), True):
            return NameMark(found.start(), found.end(), ordinals, item.place)
    return None
