"""Which printed forms are worth comparing: those whose family names and initials may be one person's.

Comparing two names is dear, and a library holds thousands of Karimovs. So forms meet where their family names
share a key and their given names may open alike; only then are the family names compared, each two once. The
comparisons that a form takes grow with its namesakes, not with the library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations, product

from bibman.matching.forms import Form
from bibman.model import Name
from bibman.names import compare_names, name_keys
from bibman.names.gender import parted_by_gender
from bibman.names.keys import given_keys, opening_letters, word_keys
from bibman.names.prepare import Part, Prepared, prepare
from bibman.text import fold

Pair = tuple[int, int]
_Buckets = defaultdict[str, list[int]]

# Family names less alike than this, by their score without given names, join nobody whatever else agrees; a
# man's and a woman's score lower.
_ALIKE, _ALIKE_BUT_FOR_GENDER = 0.6, 0.45
# So many consonants tell a given name from the family name made of it.
_WHOLE = 7


def _buckets() -> _Buckets:
    return defaultdict(list)


@dataclass(slots=True)
class _Family:
    """The forms of one family name: those without a given name; by the letters that the first given name may
    open with, apart where it is an initial; and by the given names printed in full.
    """

    name: Name
    bare: list[int] = field(default_factory=list)
    initials: _Buckets = field(default_factory=_buckets)
    openings: _Buckets = field(default_factory=_buckets)
    given: _Buckets = field(default_factory=_buckets)
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def with_given(self) -> set[int]:
        return set(chain(*self.initials.values(), *self.openings.values()))


def pairs_to_compare(forms: Sequence[Form]) -> Iterator[Pair]:
    """The pairs (a < b) of forms whose names may be one person's, each once, those of one family together."""
    names = [prepare(form.name) for form in forms]
    rest = {*_in_another_order(names), *_of_one_place(forms), *_in_one_article(forms)}
    for pair in _of_like_families(forms, names):
        rest.discard(pair)
        yield pair
    yield from sorted(rest)


def _sorted(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _of_like_families(forms: Sequence[Form], names: Sequence[Prepared]) -> Iterator[Pair]:
    """The pairs whose family names are alike and whose initials do not conflict."""
    second = [_second_initial(name) for name in names]
    initials = [name.initials_only for name in names]
    for x, y in _near_families(_families(forms, names)):
        met = {_sorted(a, b) for a, b in _meeting(x, y) if a != b}
        met = {(a, b) for a, b in met if not (second[a] and second[b]) or not second[a].isdisjoint(second[b])}
        if not met:
            continue
        parted = parted_by_gender(x.name, y.name)
        if parted:  # but Юсупова Шерзода may be the genitive of Юсупов Шерзод
            met = {(a, b) for a, b in met if not (initials[a] or initials[b])}
        if x is y or compare_names(x.name, y.name).score >= (_ALIKE_BUT_FOR_GENDER if parted else _ALIKE):
            yield from sorted(met)


def _second_initial(name: Prepared) -> frozenset[str]:
    """The letters that the second given name may open with; empty where it tells nothing by them."""
    second = name.beside[1:2]
    return opening_letters(second[0].text) if second and name.beside[0].is_initial else frozenset()


def _families(forms: Sequence[Form], names: Sequence[Prepared]) -> list[_Family]:
    found: dict[str, _Family] = {}
    for n, (form, name) in enumerate(zip(forms, names, strict=True)):
        if form.only_in:
            continue
        text = form.name.family or form.name.literal
        family = found.get(key := fold(text))
        if family is None:
            family = found[key] = _Family(Name(family=text))
        _put(family, n, name)
    return [family for _, family in sorted(found.items())]


def _put(family: _Family, n: int, name: Prepared) -> None:
    beside = name.beside
    if not beside:
        family.bare.append(n)
        return
    first = beside[:1]
    if len(name.family) > 1 and name.initials_only:  # "Ram Surya V.": Surya may be a given name
        first = beside = (*first, *name.family)
    for part in first:
        for letter in opening_letters(part.text):
            (family.initials if part.is_initial else family.openings)[letter].append(n)
    full = [part.text for part in beside if not (part.is_initial or part.stem)]
    for word in dict.fromkeys([*full, "".join(full)] if full else ()):  # "Ali Shir" may be Alisher
        if word not in family.given:
            for key in given_keys(word):
                family.words[key].append(word)
        family.given[word].append(n)


def _near_families(families: Sequence[_Family]) -> Iterator[tuple[_Family, _Family]]:
    """Each family with itself and with those after it that share a key."""
    blocks: _Buckets = defaultdict(list)
    keys = [word_keys(family.name.family) for family in families]
    for n, own in enumerate(keys):
        for key in own:
            blocks[key].append(n)
    for n, family in enumerate(families):
        yield family, family
        for m in sorted({m for key in keys[n] for m in blocks[key] if m > n}):
            yield family, families[m]


def _meeting(x: _Family, y: _Family) -> Iterator[Pair]:
    """The pairs of forms of two families whose given names may be one, some of them twice."""
    if x is y:
        yield from combinations(x.bare, 2)
    else:
        yield from product(x.bare, y.bare)
    if x.bare:
        yield from product(x.bare, y.with_given())
    if y.bare and x is not y:
        yield from product(y.bare, x.with_given())
    for one, other in ((x.initials, y.initials), (x.initials, y.openings), (x.openings, y.initials)):
        for letter in one.keys() & other.keys():
            yield from product(one[letter], other[letter])
    for key in x.words.keys() & y.words.keys():
        for a, b in product(x.words[key], y.words[key]):
            if a == b or _may_be_one(a, b):
                yield from product(x.given[a], y.given[b])


@lru_cache(maxsize=500000)
def _may_be_one(a: str, b: str) -> bool:
    """Whether two given names, beside one family name, leave it open that two people are one."""
    return compare_names(Name("X", a), Name("X", b)).verdict != "different"


def _in_another_order(names: Sequence[Prepared]) -> Iterator[Pair]:
    """The pairs where one's family name is another's given name or patronymic, printed in full, and one's
    first given name may be another word of the other: "Mahliyo, X." and "Xaydarova Mahliyo".
    """
    printed: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, name in enumerate(names):
        words = [part for part in name.beside if not part.is_initial]
        for part in words:
            others = [other for other in (*name.family, *words) if other is not part]
            marks = {mark for other in others for mark in _as_initial(other) | _in_full(other)}
            for key in product(word_keys(part.text, _WHOLE), marks):
                printed[key].append(n)
    for n, name in enumerate(names):
        heads = {key for part in name.family for key in word_keys(part.text, _WHOLE)}
        for first in name.beside[:1]:
            marks = _as_initial(first) if first.is_initial else _in_full(first)
            for m in {m for key in product(heads, marks) for m in printed.get(key, ())}:
                if n != m:
                    yield _sorted(n, m)


def _as_initial(part: Part) -> set[str]:
    return {f"{letter}." for letter in opening_letters(part.text)}


def _in_full(part: Part) -> set[str]:
    return set(word_keys(part.text))


def _of_one_place(forms: Sequence[Form]) -> Iterator[Pair]:
    """The pairs that stand in one place of one work."""
    placed: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for n, form in enumerate(forms):
        for place in form.works:
            placed[place].append(n)
    for members in placed.values():
        yield from combinations(members, 2)


def _in_one_article(forms: Sequence[Form]) -> Iterator[Pair]:
    """The pairs of a family name that stands alone, and of a name in the same article that shares a key."""
    alone: defaultdict[str, list[int]] = defaultdict(list)
    for n, form in enumerate(forms):
        if form.only_in:
            alone[form.only_in].append(n)
    for m, form in enumerate(forms):
        for n in [n for article in form.articles for n in alone.get(article, ())]:
            if n != m and not set(name_keys(form.name)).isdisjoint(name_keys(forms[n].name)):
                yield _sorted(n, m)
