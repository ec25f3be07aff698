"""Two names compared: the same person, possibly the same, or different, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bibman.model import Comparison, Name, Verdict
from bibman.names.explain import explain
from bibman.names.gender import parted_by_gender
from bibman.names.graphemes import are_twins, has_consonant, likeness, size_of
from bibman.names.initials import RARELY, openings_meet
from bibman.names.prepare import Part, Parts, Prepared, orders_of, prepare
from bibman.names.words import called, is_short_form
from bibman.text import fold

#: Above this score two names are one person's, above the other they may be.
SAME, POSSIBLE = 0.86, 0.75
#: How like a short form and its name are.
_SHORT_FORM = 0.85
#: How alike a given name and its listed spelling in the other script are.
_SPELLING = 0.97
#: How alike two names are at most that differ in a sound where names are spelt letter by letter.
_TWIN, _TWIN_FAMILY = 0.82, 0.85
# Family names that say less are short: a consonant, a vowel and a little.
_SHORT_FAMILY = 2.0
# What is taken off for evidence that is weaker than a whole given name.
_BY_INITIAL, _BY_FAMILY, _SWAPPED, _ROLE = 0.03, 0.10, 0.02, 0.16
# How much more a difference says where the family name stands alone, and where the words had to be reordered.
_ALONE, _REORDERED = 1.6, 1.4
#: How many pairs are read before they are compared.
_BATCH = 1000

#: Two names, read or as they are printed.
Pair = tuple[Name | str, Name | str]
#: A score, and by what: full given names, initials, the family name alone, another order or role.
_Match = tuple[float, str]


def _across(a: Part, b: Part) -> bool:
    return not (a.is_latin and b.is_latin)


def _by_scheme(a: Part, b: Part) -> bool:
    return a.by_scheme and b.by_scheme


def _family_likeness(a: Prepared, b: Prepared) -> float:
    first, second = a.family[0], b.family[0]
    across = _across(first, second)
    best = likeness(a.whole, b.whole, across)
    if best > _TWIN_FAMILY and _by_scheme(first, second) and are_twins(a.whole, b.whole):
        return min(best, _TWIN_FAMILY)
    if first.stem and second.stem and len(a.family) == len(b.family) == 1:
        best = max(best, likeness(first.stem, second.stem, across))
    if len(a.family) != len(b.family):
        few, many = (a.family, b.family) if len(a.family) <= len(b.family) else (b.family, a.family)
        inside = [max(likeness(x.sounds, y.sounds, across) for y in many) for x in few]
        best = max(best, 0.94 * min(inside))
    return best


def _part_likeness(a: Part, b: Part) -> float:
    """1 for one name, 0 for another; an initial that meets counts 1."""
    if a.is_initial or b.is_initial:
        return openings_meet(a.text, b.text)
    across = _across(a, b)
    if a.stem and b.stem:
        return likeness(a.stem, b.stem, across)
    best = likeness(a.sounds, b.sounds, across)
    if best > _TWIN and _by_scheme(a, b) and are_twins(a.sounds, b.sounds):
        return _TWIN
    if bool(a.stem) != bool(b.stem):  # a father's name and a given name
        return best if best > 0.85 else 0.0
    if best < _SPELLING and across and not a.stem and not called(a.word).isdisjoint(called(b.word)):
        return _SPELLING
    if best < _SHORT_FORM and not a.stem and _is_shortened(a, b):
        return _SHORT_FORM
    return best


def _is_shortened(a: Part, b: Part) -> bool:
    """Whether one given name is short for the other: "Bob", or cut off as "Ken" and "Влад" are."""
    few, many = (a, b) if len(a.sounds) <= len(b.sounds) else (b, a)
    if is_short_form(called(a.word), called(b.word)):
        return True
    if len(few.sounds) < 3 or len(many.sounds) - len(few.sounds) < 2:
        return False
    if _by_scheme(a, b) and not has_consonant(many.sounds[len(few.sounds) :]):  # Ali, Aliya
        return False
    return likeness(few.sounds, many.sounds[: len(few.sounds)], _across(a, b)) > 0.97


def _beside_match(a: Parts, b: Parts) -> tuple[float, str]:
    """How well the given names and patronymics agree, and by what: full, initial or nothing."""
    if not a or not b:
        return 1.0, "none"
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    pairs = list(zip(few, many, strict=False))
    scores = [_part_likeness(x, y) for x, y in pairs]
    if scores[0] == 1.0 and RARELY in scores:  # the first initial fits: one that rarely does is enough
        scores = [1.0 if score == RARELY else score for score in scores]
    full = [x for x, y in pairs if not (x.is_initial or y.is_initial)]
    best, how = min(scores), "full" if full else "initial"
    if best < 0.8 and not any(x.is_initial or x.stem for x in few):
        found = max(_inside(few, many), _joined(few, many))
        if found > best:
            return found, "full"
    return best, how


def _inside(few: Parts, many: Parts) -> float:
    """The fewer given names among the others, in order: "Nihat" in "H. Nihat"."""
    best = 0.0
    for shift in range(1, len(many) - len(few) + 1):
        pairs = list(zip(few, many[shift:], strict=False))
        if not any(y.is_initial for _, y in pairs):
            best = max(best, 0.94 * min(_part_likeness(x, y) for x, y in pairs))
    return best


def _joined(few: Parts, many: Parts) -> float:
    """Given names run together on one side: "Jian-Min" and "Jianmin"."""
    if any(y.is_initial or y.stem for y in many):
        return 0.0
    one, other = (tuple(s for p in parts for s in p.sounds) for parts in (few, many))
    return likeness(one, other, _across(few[0], many[0]))


def _straight(a: Prepared, b: Prepared) -> _Match:
    family = _family_likeness(a, b)
    if family < 0.5:
        return family * 0.6, ""
    beside, how = _beside_match(a.beside, b.beside)
    if how == "none":
        both_bare = not a.beside and not b.beside
        return 1.0 - _ALONE * (1.0 - family) - (0.0 if both_bare else _BY_FAMILY), "family"
    score = min(family, 0.25 + 0.75 * beside) * 0.6 + 0.4 * family * beside
    return score - (_BY_INITIAL if how == "initial" else 0.0), how


def _reordered(a: Prepared, b: Prepared) -> _Match:
    """The best match when the words of one name are taken in another order."""
    matches = [_less_sure(_straight(x, b)) for x in orders_of(a)]
    matches += [_less_sure(_straight(a, y)) for y in orders_of(b)]
    return max(matches, default=(0.0, ""))


def _less_sure(match: _Match) -> _Match:
    score, how = match
    if how == "full":
        return 1.0 - _SWAPPED - _REORDERED * (1.0 - score), "swap"
    return SAME - 0.01 - 2.0 * _REORDERED * (1.0 - _BY_INITIAL - score), "order"


def _roles(a: Prepared, b: Prepared) -> _Match:
    """One name printed with its given name or patronymic in the family's place, the rest initials."""
    return max(_misprinted(a, b), _misprinted(b, a)), "role"


def _misprinted(a: Prepared, b: Prepared) -> float:
    """``a`` has another part than the family name in its place: "Mahliyo, X.", "Xabibullayevna, X. M."."""
    if len(a.family) != 1 or not a.beside or not b.family or not b.beside:
        return 0.0
    head = a.family[0]
    if not a.initials_only:
        return 0.0
    if head.word.is_patronymic and not b.family[0].word.is_patronymic:
        return _patronymic_in_front(a, b)
    if _part_likeness(a.beside[0], b.family[0]) < 1:
        return 0.0
    if head.word.weight >= 0 or b.family[0].word.weight < 0:
        return 0.0
    given = _part_likeness(head, b.beside[0])
    return given - _ROLE + (0.06 if not b.beside[0].is_initial else 0.0)


def _patronymic_in_front(a: Prepared, b: Prepared) -> float:
    if len(a.beside) < 2:
        return 0.0
    if b.beside[0].is_initial and b.family[0].word.weight < 0:  # there the given name is in front
        return min(_part_likeness(a.beside[0], b.beside[0]), _part_likeness(a.beside[1], b.family[0])) - _ROLE
    if _part_likeness(a.beside[0], b.family[0]) < 1:
        return 0.0
    given = _part_likeness(a.beside[1], b.beside[0])
    father = _part_likeness(a.family[0], b.beside[1]) if len(b.beside) > 1 else 1.0
    return min(given, father) - _ROLE


_WEAK = frozenset({"role", "order"})


def _verdict(score: float, how: str) -> Verdict:
    if score >= SAME and how not in _WEAK:
        return "same"
    return "possible" if score >= POSSIBLE else "different"


def compare_names(a: Name | str, b: Name | str) -> Comparison:
    """Whether two names are one person's: verdict, score 0..1 and reason, alike in both directions."""
    return _compare(prepare(a), prepare(b))


def _compare(first: Prepared, second: Prepared) -> Comparison:
    if not first.whole or not second.whole:
        return _without_letters(first, second)
    best, how = _best(first, second)
    score = round(min(1.0, max(0.0, best)), 4)
    if score >= POSSIBLE and first.gender != second.gender and parted_by_gender(first.name, second.name):
        return Comparison("different", round(score * 0.6, 4), "one is a woman's name, the other a man's")
    verdict = _verdict(score, how)
    if verdict == "same" and (_lacks_a_given_name(first, second, how) or _is_slight(first, second, how)):
        verdict = "possible"
    return Comparison(verdict, score, explain(first.name, second.name, verdict, how))


def compare_pairs(pairs: Iterable[Pair]) -> Iterator[Comparison]:
    """What ``compare_names`` says of each pair; quicker, as many names are read before any are compared."""
    ahead = iter(pairs)
    while batch := list(islice(ahead, _BATCH)):
        ready = [(prepare(a), prepare(b)) for a, b in batch]
        yield from [_compare(a, b) for a, b in ready]


def _lacks_a_given_name(a: Prepared, b: Prepared, how: str) -> bool:
    return how == "family" and bool(a.beside or b.beside)


def _is_slight(a: Prepared, b: Prepared, how: str) -> bool:
    """Whether all that meets is a short family name, and not quite: Цой, Choi."""
    if how not in ("family", "initial") or size_of(a.whole, b.whole) >= _SHORT_FAMILY:
        return False
    return likeness(a.whole, b.whole) < _SPELLING


def _best(a: Prepared, b: Prepared) -> _Match:
    straight = _straight(a, b)
    return straight if straight[0] >= SAME else max(straight, _reordered(a, b), _roles(a, b))


def _without_letters(a: Prepared, b: Prepared) -> Comparison:
    texts = [fold(f"{p.name.literal} {p.name.family} {p.name.given}") or fold(p.name.form) for p in (a, b)]
    if texts[0] and texts[0] == texts[1]:
        return Comparison("same", 1.0, "printed alike")
    return Comparison("different", 0.0, "nothing to compare")
