"""Citation marks that cite by name: "(Smith & Jones, 2019)", "[Каримов 1998: 23]", "Smith (2019)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bibman.references.citewords import leads, others, words_of
from bibman.references.entries import Entry, Person, by_year, how_well, sound
from bibman.references.numbered import is_locator
from bibman.text import clean_line, read_table

_BRACKETED = re.compile(r"\\?\[([^\[\]]{3,300}?)\\?\]|\(([^()]{3,300})\)")
_YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_PARTS = re.compile(
    rf";|(?:(?<=\d{{4}})|(?<=\d{{4}}[^\W\d_])),\s?(?=[^\W\d_]{{3}}[^;\d]{{0,60}}{_YEAR}(?!\d))"
)
_PART = re.compile(
    rf"(?P<names>[^\d;]{{0,120}}?)[\s,:.]{{0,3}}(?<!\d)"
    rf"(?P<years>{_YEAR}(?:\s?[a-zа-я](?!\w))?(?:\s?[-–—/]\s?{_YEAR})?(?:,\s?{_YEAR}[a-zа-я]?(?!\w))*)(?!\d)"
    r"(?:\s?[,:.]\s?(?P<place>[^;]{1,60}))?[\s.,]{0,3}"
)
_PLACED = re.compile(r"(?P<names>[^\d;:,]{2,60}?)\s?[,:]\s?(?P<place>\d{1,4}[^\W_]?(?!\d)[^;]{0,40})")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'ʻ‘ʼ`\u00ad][^\W\d_]+)*\.?|[,&;/]|\S")
_YEAR_AND_LETTER = re.compile(rf"({_YEAR})\s?([a-zа-я]?)")
_LONE_YEAR = re.compile(rf"[\[(]\s?{_YEAR}")
_NUMBER = re.compile(r"\d+")
_BACK = 250
_MOST_TOKENS = 8


class Cited(NamedTuple):
    """A mark that cites by name: where it stands, the ordinals it is tied to, the places in the works.

    ``is_strict`` says that it is certainly a citation, tied or not: names, a year and a page.
    """

    start: int
    end: int
    ordinals: tuple[int, ...]
    places: str
    is_strict: bool
    looks_cited: bool


class _Item(NamedTuple):
    """One part of a mark: its people, its years each with a letter, its place in the work."""

    people: tuple[Person, ...]
    years: tuple[tuple[str, str], ...]
    place: str


class NameIndex:
    """The entries of an article's lists, to be found by the names and years they are cited by."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.years = by_year(entries)
        self._known: dict[tuple[_Item, bool], tuple[int, ...]] = {}

    def find(self, item: _Item, inflected: bool = False) -> tuple[int, ...]:
        """The ordinals of the entries that the item cites, several where they fit alike."""
        key = (item, inflected)
        if key not in self._known:
            self._known[key] = self._find(item, inflected)
        return self._known[key]

    def _find(self, item: _Item, inflected: bool) -> tuple[int, ...]:
        if not item.people:
            return ()
        if not item.years:
            return self._best([e for e in self.entries if e.siglum or e.families or e.head], item, "", inflected)
        found: list[int] = []
        for year, letter in item.years:
            dated = self._best(self.years.get(year, []), item, year, inflected)
            undated = () if dated or inflected else self._best(self.years.get("", []), item, "", False)
            found += _by_letter(dated, letter, self.entries) or undated
        return tuple(dict.fromkeys(found))

    def _best(self, entries: Sequence[Entry], item: _Item, year: str, inflected: bool) -> tuple[int, ...]:
        scored = [(_score(e, item, year, inflected), e.ordinal) for e in entries]
        best = max(scored, default=(0.0, 0))[0]
        return tuple(ordinal for score, ordinal in scored if score == best) if best else ()


def _score(entry: Entry, item: _Item, year: str, inflected: bool) -> float:
    first = how_well(item.people[0], entry, inflected)
    if not first:
        return 0.0
    more = sum(how_well(person, entry, inflected) >= 2.4 for person in item.people[1:])
    score = first + more + 0.5 * (entry.issued == year != "")
    score += 0.25 * (len(entry.families) == len(item.people))
    number = _NUMBER.search(item.place)
    if number and entry.pages[0] <= int(number.group()[:6]) <= entry.pages[1]:
        score += 0.75
    return score


def _by_letter(ordinals: tuple[int, ...], letter: str, entries: Sequence[Entry]) -> tuple[int, ...]:
    """Of works of one year the one with the letter, printed in the list or counted in its order."""
    if not letter or len(ordinals) < 2:
        return ordinals
    printed = tuple(n for n in ordinals if entries[n - 1].letter == sound(letter))
    if printed:
        return printed
    at = "абвгд".find(letter) if letter in "абвгд" else "abcde".find(letter)
    return ordinals[at : at + 1] if 0 <= at < len(ordinals) else ordinals


def name_marks(text: str, index: NameIndex) -> Iterator[Cited]:
    """Every mark that cites an entry by name, and those that look as if they cited one."""
    for found in _BRACKETED.finditer(text):
        content = found[1] if found[1] is not None else found[2]
        if "\n\n" in content or not any(c.isdigit() for c in content):
            continue
        if _LONE_YEAR.match(found.group().lstrip("\\")):
            mark = _narrative(text, found, clean_line(content), index)
        else:
            mark = _enclosed(found, clean_line(content.replace("-\n", "")), index)
        if mark:
            yield mark


def _enclosed(found: re.Match[str], content: str, index: NameIndex) -> Cited | None:
    """A bracket that holds names and years itself."""
    items = _items(content)
    if not items:
        return None
    ordinals = [n for item in items for n in index.find(item)]
    dated = all(item.years for item in items)
    if not dated and not ordinals:
        return None
    places = "; ".join(item.place for item in items if item.place)
    strict = dated and all(_are_people(item) for item in items)
    cited = tuple(dict.fromkeys(ordinals))
    return Cited(found.start(), found.end(), cited, places, strict and bool(places), strict)


def _items(content: str) -> tuple[_Item, ...]:
    items: list[_Item] = []
    for text in _PARTS.split(leads().sub("", content, count=1) if leads().match(content) else content):
        people = items[-1].people if items else ()
        item = _item(text.strip(), people)
        if item is None:
            return ()
        items.append(item)
    return tuple(items)


def _item(text: str, before: tuple[Person, ...]) -> _Item | None:
    """One part of a mark; without names it goes on with the people of the part before."""
    found = _PART.fullmatch(text) or _PLACED.fullmatch(text)
    if not found:
        return None
    place = (found["place"] or "").strip(" .,")
    if place and not is_locator(place) and not _is_note(place):
        return None
    people = read_people(leads().sub("", found["names"], count=1))
    if not people and (found["names"].strip(" ,.") or not before):
        return None
    years = found.groupdict().get("years") or ""
    return _Item(people or before, tuple(_YEAR_AND_LETTER.findall(years)), place)


def _is_note(place: str) -> bool:
    """A place in words alone, as short as one: "эл. публ.", "passim"."""
    return len(place) < 14 and len(place.split()) < 3


@cache
def _ands() -> frozenset[str]:
    return words_of("and") | {"&", ",", "/"}


def read_people(text: str) -> tuple[Person, ...]:
    """The people in a mark, by family name and initials; () where the words cannot be names."""
    people: list[Person] = []
    words: list[str] = []
    initials = ""
    for token in [*_TOKEN.findall(others().sub("", text)), ","]:
        if token.lower() in _ands():
            if words:
                people.append(_person(words, initials))
            elif initials and people:
                people[-1] = people[-1]._replace(initials=people[-1].initials or initials)
            words, initials = [], ""
        elif _is_initial(token):
            initials += sound(token)[:1]
        elif token[0].isalpha():
            words.append(token.rstrip("."))
        elif token not in ".«»“”\"'*_‑-–—":
            return ()
    return tuple(person for person in people if person.words) if _may_be_names(people) else ()


def _person(words: Sequence[str], initials: str) -> Person:
    return Person(tuple(filter(None, map(sound, words))), initials, " ".join(words))


def _is_initial(token: str) -> bool:
    return token[0].isupper() and (len(token) == 1 or (len(token) <= 4 and token.endswith(".") and len(token.rstrip(".")) <= 2))


def _may_be_names(people: Sequence[Person]) -> bool:
    printed = [word for person in people for word in person.printed.split()]
    return 0 < len(printed) <= _MOST_TOKENS and any(word[0].isupper() for word in printed[:1])


@cache
def _months() -> tuple[str, ...]:
    return tuple(row["stem"] for row in read_table("months"))


def _are_people(item: _Item) -> bool:
    """Whether the item's names look like people's and like nothing else: capitals, no months."""
    words = [word for person in item.people for word in person.printed.split()]
    return len(words) <= 4 and all(
        word[0].isupper() and not word.lower().startswith(_months()) for word in words
    )


def _narrative(text: str, found: re.Match[str], content: str, index: NameIndex) -> Cited | None:
    """A bracket that opens with a year, after the name of the author: "Smith (2019: 5)"."""
    parsed = _PART.fullmatch(content)
    if not parsed or parsed["names"].strip() or ";" in content:
        return None
    place = (parsed["place"] or "").strip(" .,")
    if place and not is_locator(place):
        return None
    if re.search(r"\d\s?[-–—/]\s?\d", parsed["years"]):
        return None  # the years of a life or a reign
    years = tuple(_YEAR_AND_LETTER.findall(parsed["years"]))
    base = max(0, found.start() - _BACK)
    before = text[base : found.start()]
    start = _names_before(before)
    if start is not None:
        people = read_people(before[start:])
        for skipped in range(len(people[:1]) and 3):
            item = _Item(_shifted(people, skipped), years, place)
            if item.people and (ordinals := index.find(item, inflected=True)):
                return Cited(base + start, found.end(), ordinals, place, False, False)
    return None


def _shifted(people: tuple[Person, ...], skipped: int) -> tuple[Person, ...]:
    return people[skipped:]


def _names_before(before: str) -> int | None:
    """Where the capitalised words at the end of the text begin; None where it ends in something else."""
    start = None
    tokens = list(_TOKEN.finditer(before))[-_MOST_TOKENS:]
    for token in reversed(tokens):
        word = token.group()
        if word[0].isupper():
            start = token.start()
        elif start is None and not others().search(before[-20:]):
            return None
        elif word.lower() not in _ands() and word not in ("al", "ал", "van", "von", "de", "и", "др.", "et", "al."):
            break
    return start
