"""The people, years and places in works that a citation mark names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bibman.references.citations.entries import Person, sound, words_in
from bibman.references.citations.numbers import is_locator
from bibman.references.citations.words import leads, others, words_of
from bibman.text import read_table

_YEAR = r"(?:1[4-9]\d\d|20\d\d)"
# A comma between two works of one mark: "(Smith, 2019, Jones, 2020)".
_BETWEEN = re.compile(
    rf";|(?:(?<=\d{{4}})|(?<=\d{{4}}[^\W\d_])),\s?(?=[^\W\d_]{{3}}[^;\d]{{0,60}}{_YEAR}(?!\d))"
)
_DATED = re.compile(
    rf"(?P<names>[^\d;]{{0,120}}?)[\s,:.]{{0,3}}(?<!\d)"
    rf"(?P<years>{_YEAR}(?:\s?[a-zа-я](?!\w))?(?:\s?[-–—/]\s?{_YEAR})?(?:,\s?{_YEAR}[a-zа-я]?(?!\w))*)(?!\d)"
    r"(?:\s?-?\s?(?:йил|yil|жыл|год|рік|il)\w{0,4})?(?:\s?[,:.]\s?(?P<place>[^;]{1,60}))?[\s.,]{0,3}"
)
_UNDATED = re.compile(
    r"(?P<names>[^\d;:,]{2,60}?)(?P<years>)\s?[,:]\s?(?P<place>(?:[^\W\d_]{1,4}\.\s?)?\d{1,4}[^\W_]?(?!\d)[^;]{0,40})"
)
_SPAN_OF_YEARS = re.compile(r"\d\s?[-–—/]\s?\d")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'ʻ‘ʼ`\u00ad][^\W\d_]+)*\.?|\S")
_YEAR_AND_LETTER = re.compile(rf"({_YEAR})\s?([a-zа-я]?)")
_SIGNS = frozenset(".«»“”\"'*_‑-–—")
_MOST_WORDS = 8
_LONGEST_SPAN = 40
_CAPITAL_WORD = re.compile(r"[^\W\d_]{3,}(?:[-’'ʻ‘ʼ`][^\W\d_]+)*")


class Item(NamedTuple):
    """One work that a mark names: its people, its years each with a letter, the place in it.

    ``is_people`` says that the names look like people's and like nothing else.
    """

    people: tuple[Person, ...]
    years: tuple[tuple[str, str], ...]
    place: str
    is_people: bool = True


def read_items(content: str) -> tuple[Item, ...]:
    """The works named in a bracket; () where it holds anything else."""
    items: list[Item] = []
    for text in _BETWEEN.split(content):
        item = _item(_without_lead(text).strip(), items[-1].people if items else ())
        if item is None:
            return ()
        items.append(item)
    return tuple(items)


def _without_lead(text: str) -> str:
    lead = leads().match(text)
    return text[lead.end() :] if lead else text


def _item(text: str, before: tuple[Person, ...]) -> Item | None:
    """One work; without names it is a further one of the people before."""
    found = _DATED.fullmatch(text) or _UNDATED.fullmatch(text)
    if not found:
        return None
    place = (found["place"] or "").strip(" .,")
    people = read_people(found["names"])
    if not _is_place(place) or not (people or (before and not found["names"].strip(" ,."))):
        return None
    years = _years(found["years"])
    is_people = _are_people(people) and not _SPAN_OF_YEARS.search(found["years"])
    return Item(people or before, years, place, is_people)


def _years(text: str) -> tuple[tuple[str, str], ...]:
    """Each year with its letter; a span of years ("1960–1963", a work in volumes) year by year."""
    years = tuple(_YEAR_AND_LETTER.findall(text))
    if _SPAN_OF_YEARS.search(text) and len(years) == 2:
        first, last = int(years[0][0]), int(years[1][0])
        if 0 < last - first <= _LONGEST_SPAN:
            return tuple((str(year), "") for year in range(first, last + 1))
    return years


def _is_place(text: str) -> bool:
    """Whether a text is a place in a work, or a note as short as one ("passim")."""
    return is_locator(text) or (len(text) < 14 and len(text.split()) < 3)


def read_lone_year(content: str) -> Item | None:
    """The year and place of a bracket that holds no names; None for years of a life and anything else."""
    found = _DATED.fullmatch(content)
    if not found or found["names"].strip() or _SPAN_OF_YEARS.search(found["years"]):
        return None
    place = (found["place"] or "").strip(" .,")
    if place and not is_locator(place):
        return None
    return Item((), _years(found["years"]), place)


@cache
def _ands() -> frozenset[str]:
    return words_of("and") | {"&", ",", "/"}


def read_people(text: str) -> tuple[Person, ...]:
    """The people in a mark by family name and initials; () where the words cannot be names."""
    people: list[Person] = []
    words: list[str] = []
    initials = ""
    for token in [*_TOKEN.findall(others().sub("", text)), ","]:
        if token.lower() in _ands():
            if words:
                people.append(Person(tuple(filter(None, map(sound, words))), initials, " ".join(words)))
            elif initials and people:
                people[-1] = people[-1]._replace(initials=people[-1].initials or initials)
            words, initials = [], ""
        elif _is_initial(token):
            initials += sound(token)[:1]
        elif token[0].isalpha():
            words.append(token.rstrip("."))
        elif token not in _SIGNS:
            return ()
    return tuple(person for person in people if person.words) if _may_be_names(people) else ()


def _is_initial(token: str) -> bool:
    letters = token.rstrip(".")
    return letters[:1].isupper() and (len(letters) == 1 or (len(letters) == 2 and token != letters))


def _may_be_names(people: Sequence[Person]) -> bool:
    words = [word for person in people for word in person.printed.split()]
    return 0 < len(words) <= _MOST_WORDS and words[0][0].isupper()


@cache
def _months() -> tuple[str, ...]:
    return tuple(row["stem"] for row in read_table("months"))


def _are_people(people: Sequence[Person]) -> bool:
    words = [word for person in people for word in person.printed.split()]
    return len(words) <= 4 and all(w[0].isupper() and not w.lower().startswith(_months()) for w in words)


def names_before(text: str) -> Iterator[tuple[int, tuple[Person, ...]]]:
    """The names a text ends in: where they begin and who they are, then the same without the first."""
    tokens = list(_TOKEN.finditer(text))[-2 * _MOST_WORDS :]
    starts: list[int] = []
    end = _end_of_names(text)
    for token in reversed(tokens):
        if token.start() >= end:
            continue
        word = token.group()
        if word[0].isupper():
            starts.append(token.start())
        elif not starts or word.lower() not in _ands():
            break
    for start in reversed(starts):
        if people := read_people(text[start:]):
            yield start, people


def _end_of_names(text: str) -> int:
    """Where the names end: before "et al.", if the text ends in it."""
    found = list(others().finditer(text, max(0, len(text) - 20)))
    return found[-1].start() if found and not text[found[-1].end() :].strip() else len(text)


def capital_words(text: str) -> list[str]:
    """The words with a capital letter, in order."""
    return [word for word in words_in(text) if _CAPITAL_WORD.fullmatch(word) and word[0].isupper()]
