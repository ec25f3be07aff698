"""A person's name read from print: which words are family name, given name and patronymic."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bibman.model import Name
from bibman.names.plain import plain_parts
from bibman.names.tokens import Token, is_initial, join, tidy, tokens_of
from bibman.names.words import (
    ending,
    family_weight,
    is_given_name,
    is_kind,
    is_organisation,
    is_patronymic,
    is_post_soviet,
    is_post_soviet_given,
    starts_as_family,
)
from bibman.text import clean_line

_LONGEST = 400
_BRACKETS = re.compile(r"[()\[\]]")
#: The full stop after a whole word ends the sentence, after an initial it is the initial's.
_END_MARK = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=\.) \.$")
Tokens = list[Token]


def read_name(text: str) -> Name:
    """The parts of one printed name, in any order it may be printed in; an organisation is a literal."""
    if len(text) > _LONGEST:
        line = clean_line(text)
        return Name(literal=line, form=line) if len(line) > _LONGEST else _read_short(line)
    return _read_short(text)


@lru_cache(maxsize=20000)
def _read_short(text: str) -> Name:
    parts = plain_parts(text)
    if not parts:
        return _read_printed(text)
    name = _read_parts(parts)
    return Name(name.family, name.given, name.patronymic, name.suffix, form=text)


def _read_parts(parts: list[Tokens]) -> Name:
    return _read_commas(parts) if len(parts) > 1 else _read_words(parts[0])


def _read_printed(text: str) -> Name:
    """A name that print may have done anything to."""
    form = clean_line(text).strip(" ,;:/")
    if not is_initial(form.rpartition(" ")[2]):  # "Sch." keeps its full stop
        form = _END_MARK.sub("", form)
    line = _without_peerage(tidy(form))
    if not any(map(str.isalpha, line)):  # all of it in brackets, or nothing
        line = clean_line(_BRACKETS.sub(" ", form))
    if not any(map(str.isalpha, line)):
        return Name(form=form)
    if is_organisation(line) or _is_sentence(line):
        return Name(literal=line.strip(" .,"), form=form)
    parts = [tokens for tokens in (_without_titles(tokens_of(part)) for part in line.split(",")) if tokens]
    suffix = ""
    if len(parts) > 1 and all(is_kind(t.text, "suffix") for t in parts[-1]):
        suffix = join(parts.pop())
    if not parts:
        return Name(literal=line, form=form)
    name = _read_parts(parts)
    return Name(name.family, name.given, name.patronymic, name.suffix or suffix, form=form)


def _without_peerage(line: str) -> str:
    """ "Roy Mason, Baron Mason of Barnsley" without the title."""
    parts = line.split(",")
    kept = [part for part in parts[1:] if not is_kind("".join(part.split()[:1]), "peerage")]
    return ",".join([parts[0], *kept]) if len(kept) < len(parts) - 1 else line


def _is_sentence(line: str) -> bool:
    """Words in lower case that no name has: an organisation, a note, a title."""
    words = [w for w in line.replace(",", " ").split() if w[:1].isalpha()]
    low = [w for w in words if w[0].islower() and not _may_be_low(w)]
    return len(words) > 7 or (0 < len(low) < len(words) and len(words) > 1)


def _may_be_low(word: str) -> bool:
    return (
        len(word.rstrip(".")) == 1
        or is_kind(word, "particle")
        or is_kind(word, "descent")
        or is_kind(word, "suffix")
        or is_kind(word, "title")
        or starts_as_family(word)
        or word[1:2] in "'’‘ʻ"
    )


def _without_titles(tokens: Tokens) -> Tokens:
    kept = [t for t in tokens if t.is_initial or not is_kind(t.text, "title")]
    return kept or tokens


def _read_commas(parts: list[Tokens]) -> Name:
    """ "Family, Given Patronymic" and what stands for it; a third part is a patronymic or a suffix."""
    first, rest = parts[0], [t for part in parts[1:] for t in part]
    if all(t.is_initial for t in first) and not all(t.is_initial for t in rest):
        return _read_words(rest + first)
    if (
        len(first) == 1
        and len(rest) == 2
        and is_patronymic(first[0].text)
        and family_weight(rest[0].text) > 0
    ):
        return Name(family=rest[0].text, given=rest[1].text, patronymic=first[0].text)
    return _with_given(first, rest)


def _with_given(family: Tokens, rest: Tokens) -> Name:
    post_soviet = is_post_soviet(join(family)) or (bool(rest) and is_post_soviet_given(rest[0].text))
    given, patronymic = _split_given(rest, post_soviet)
    return Name(family=join(family), given=join(given), patronymic=join(patronymic))


def _split_given(rest: Tokens, post_soviet: bool) -> tuple[Tokens, Tokens]:
    """The words beside the family name as given names and patronymic."""
    for n, token in enumerate(rest):
        if n >= 2 and is_kind(token.text, "descent"):
            return rest[: n - 1], rest[n - 1 : n + 1]
    if len(rest) > 1 and is_patronymic(rest[-1].text):
        return rest[:-1], rest[-1:]
    if len(rest) > 1 and post_soviet and (rest[1].is_initial or rest[0].is_initial):
        return rest[:1], rest[1:]
    return rest, []


def _read_words(tokens: Tokens) -> Name:
    """A name without a comma."""
    suffix = ""
    if len(tokens) > 2 and is_kind(tokens[-1].text, "suffix") and not tokens[-1].is_initial:
        suffix, tokens = tokens[-1].text, tokens[:-1]
    if len(tokens) == 1:
        return Name(family=tokens[0].text, suffix=suffix)
    name = _read_initials(tokens) if any(t.is_initial for t in tokens) else _read_full(tokens)
    return replace(name, suffix=suffix) if suffix else name


def _read_initials(tokens: Tokens) -> Name:
    first = next(n for n, t in enumerate(tokens) if t.is_initial)
    last = max(n for n, t in enumerate(tokens) if t.is_initial)
    before, middle, after = tokens[:first], tokens[first : last + 1], tokens[last + 1 :]
    if not before and not after:
        return Name(family=join(tokens))
    if not before:
        if len(after) > 1 and is_patronymic(after[-1].text):
            return _with_given(after[:-1], middle + after[-1:])
        return _with_given(after, middle)
    if not after:
        return _family_then_initials(before, middle)
    if _is_family_first(before[0].text, after[-1].text):
        return _with_given(before, middle + after)
    start = _particles_before(before)
    return (
        _with_given(before[start:] + after, before[:start] + middle)
        if start < len(before)
        else _with_given(after, before + middle)
    )


def _is_family_first(first: str, last: str) -> bool:
    """Whether in "A X. B" the family name is A, B being a patronymic or a given name."""
    if is_given_name(first):
        return False
    return (
        is_patronymic(last) or is_given_name(last) or (family_weight(first) > 2 and family_weight(last) <= 0)
    )


def _particles_before(tokens: Tokens) -> int:
    start = len(tokens)
    while start > 1 and is_kind(tokens[start - 1].text, "particle") and tokens[start - 1].text[:1].islower():
        start -= 1
    return start


def _family_then_initials(before: Tokens, initials: Tokens) -> Name:
    if len(before) > 1 and not is_kind(before[0].text, "particle"):
        first, last = family_weight(before[0].text), family_weight(before[-1].text)
        if is_given_name(before[-1].text) and first >= 0:
            return _with_given(before[:1], before[1:] + initials)
        if first < 0 < last:
            return _with_given(before[-1:], before[:-1] + initials)
    return _with_given(before, initials)


def _read_full(tokens: Tokens) -> Name:
    """Two words or more, none an initial."""
    capital = _capital_family(tokens)
    if capital is not None:
        return _with_given(capital, [t for t in tokens if t not in capital])
    for n, token in enumerate(tokens):
        if n and is_kind(token.text, "descent"):
            return _read_descent(tokens, n)
    if _is_classical(tokens):
        return Name(family=join(tokens))
    start = _family_start(tokens)
    if start:
        return _with_given(tokens[start:], tokens[:start])
    if len(tokens) == 2:
        return _read_two(tokens)
    return _read_three(tokens)


def _capital_family(tokens: Tokens) -> Tokens | None:
    """The words in capitals beside others that are not: the family name."""
    capitals = [t for t in tokens if len(t.text) > 1 and t.text.isupper()]
    if (
        capitals
        and len(capitals) < len(tokens)
        and capitals in (tokens[: len(capitals)], tokens[-len(capitals) :])
    ):
        return capitals
    return None


_SON = frozenset({"ibn", "ибн", "bin", "бин", "ben", "бен", "b."})
_IBN = frozenset({"ibn", "ибн"})
_ARTICLES = frozenset({"al", "el", "ал", "аль", "эль", "abu", "абу", "ibn", "ибн"})
_NISBA = re.compile(r"(?:[ıiīy]|ий|iy|[ıi]y|ī)$", re.IGNORECASE)


def _is_classical(tokens: Tokens) -> bool:
    """Whether the name is "(so-and-so) son of so-and-so" with no nisba after it, which stays whole."""
    sons = [n for n, t in enumerate(tokens) if t.text in _SON or (t.text.lower() in _IBN and len(tokens) > 2)]
    if not sons:
        return len(tokens) == 2 and tokens[0].text.lower() in _ARTICLES
    last = tokens[-1].text
    return not (starts_as_family(last) or (sons[-1] < len(tokens) - 2 and _NISBA.search(last)))


def _family_start(tokens: Tokens) -> int:
    """Where a family name with particles or an Arabic article begins ("Ludwig van Beethoven"), or 0."""
    if starts_as_family(tokens[-1].text):
        return len(tokens) - 1
    if any(t.text in _SON or t.text.lower() in _IBN for t in tokens):
        return len(tokens) - 1
    for n in range(1, len(tokens) - 1):
        if tokens[n].text[:1].islower() and is_kind(tokens[n].text, "particle"):
            return n
    return 0


def _read_descent(tokens: Tokens, n: int) -> Name:
    father, before, after = tokens[n - 1 : n + 1], tokens[: n - 1], tokens[n + 1 :]
    if not before and not after:
        return Name(family=join(tokens))
    if not before:
        return Name(family=join(father), given=join(after))
    if after:
        return Name(family=join(after), given=join(before), patronymic=join(father))
    if len(before) == 1:
        return Name(family=join(before), patronymic=join(father))
    pair = _read_full(before)
    return replace(pair, patronymic=join(father))


def _read_two(tokens: Tokens) -> Name:
    first, last = tokens
    weights = family_weight(first.text), family_weight(last.text)
    if is_patronymic(last.text) and is_given_name(first.text):
        return Name(family=last.text, given=first.text)
    if weights[0] > weights[1]:
        return Name(family=first.text, given=last.text)
    return Name(family=last.text, given=first.text)


def _read_three(tokens: Tokens) -> Name:
    for n in (len(tokens) - 1, len(tokens) - 2, 0):
        if is_patronymic(tokens[n].text):
            rest = tokens[:n] + tokens[n + 1 :]
            if n == len(tokens) - 2:
                return Name(family=join(rest[-1:]), given=join(rest[:-1]), patronymic=tokens[n].text)
            return Name(family=join(rest[:1]), given=join(rest[1:]), patronymic=tokens[n].text)
    last = tokens[-1].text
    if ending(last, "descent")[0] and family_weight(tokens[0].text) > 2:  # "Karimova Aziza Anvarqizi"
        return Name(family=tokens[0].text, given=join(tokens[1:-1]), patronymic=last)
    middle_like_father = ending(tokens[-2].text, "family")[0] >= 3
    if len(tokens) == 3 and (middle_like_father or ending(last, "family")[0] >= 3):
        if family_weight(tokens[0].text) > 2 and min(family_weight(t.text) for t in tokens[1:]) <= 2:
            if family_weight(last) > 2:  # a Bulgarian or Tajik name, family name first
                return Name(family=tokens[0].text, given=tokens[1].text, patronymic=last)
            return Name(family=tokens[0].text, given=join(tokens[1:]))
        return Name(family=last, given=tokens[0].text, patronymic=tokens[1].text)
    if family_weight(tokens[0].text) > 2 and family_weight(last) <= 0:
        return Name(family=tokens[0].text, given=join(tokens[1:]))
    return Name(family=last, given=join(tokens[:-1]))
