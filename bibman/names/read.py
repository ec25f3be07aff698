"""A person's name read from print: which words are family name, given name and patronymic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bibman.model import Name
from bibman.names.plain import plain_parts
from bibman.names.tokens import Token, is_initial, join, tidy, tokens_of
from bibman.names.words import (
    ARTICLES,
    IBN,
    SONS,
    SURE,
    Word,
    is_kind,
    is_organisation,
    is_post_soviet,
    is_post_soviet_given,
    starts_as_family,
    word_of,
)
from bibman.text import clean_line

_LONGEST = 400
_BRACKETS = re.compile(r"[()\[\]]")
#: The full stop after a whole word ends the sentence, after an initial it is the initial's.
_END_MARK = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=\.) \.$")
Tokens = list[Token]


class _Parts(NamedTuple):
    """The parts of a name that was told apart."""

    family: str
    given: str = ""
    patronymic: str = ""
    suffix: str = ""


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
    return Name(*_read_parts(parts), form=text)


def _read_parts(parts: list[Tokens]) -> _Parts:
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
    if len(parts) > 1 and all("suffix" in t.word.kinds for t in parts[-1]):
        suffix = join(parts.pop())
    if not parts:
        return Name(literal=line, form=form)
    name = _read_parts(parts)
    return Name(*name[:3], name.suffix or suffix, form=form)


def _without_peerage(line: str) -> str:
    """ "Roy Mason, Baron Mason of Barnsley" without the title."""
    parts = line.split(",")
    kept = [part for part in parts[1:] if not is_kind("".join(part.split()[:1]), "peerage")]
    return ",".join([parts[0], *kept]) if len(kept) < len(parts) - 1 else line


_LOW = frozenset({"particle", "descent", "suffix", "title"})


def _is_sentence(line: str) -> bool:
    """Words in lower case that no name has: an organisation, a note, a title."""
    words = [w for w in line.replace(",", " ").split() if w[:1].isalpha()]
    low = [w for w in words if w[0].islower() and not _may_be_low(w)]
    return len(words) > 7 or (0 < len(low) < len(words) and len(words) > 1)


def _may_be_low(word: str) -> bool:
    return (
        len(word.rstrip(".")) == 1
        or not _LOW.isdisjoint(word_of(word).kinds)
        or starts_as_family(word)
        or word[1:2] in "'’‘ʻ"
    )


def _without_titles(tokens: Tokens) -> Tokens:
    kept = [t for t in tokens if t.is_initial or "title" not in t.word.kinds]
    return kept or tokens


def _read_commas(parts: list[Tokens]) -> _Parts:
    """ "Family, Given Patronymic" and what stands for it; a third part is a patronymic or a suffix."""
    first, rest = parts[0], [t for part in parts[1:] for t in part]
    if len(_initials(first)) == len(first) and len(_initials(rest)) < len(rest):
        return _read_words(rest + first)
    if len(first) == 1 and len(rest) == 2 and first[0].word.is_patronymic and rest[0].word.weight > 0:
        return _Parts(rest[0].text, rest[1].text, first[0].text)
    return _with_given(first, rest)


def _with_given(family: Tokens, rest: Tokens) -> _Parts:
    """The words beside the family name as given names and patronymic."""
    printed = join(family)
    if len(rest) < 2:
        return _Parts(printed, join(rest))
    for n in range(2, len(rest)):
        if "descent" in rest[n].word.kinds:
            return _Parts(printed, join(rest[: n - 1]), join(rest[n - 1 : n + 1]))
    if rest[-1].word.is_patronymic:
        return _Parts(printed, join(rest[:-1]), rest[-1].text)
    has_initial = rest[0].is_initial or rest[1].is_initial
    if has_initial and (is_post_soviet(printed) or is_post_soviet_given(rest[0].word)):
        return _Parts(printed, rest[0].text, join(rest[1:]))
    return _Parts(printed, join(rest))


def _read_words(tokens: Tokens) -> _Parts:
    """A name without a comma."""
    if len(tokens) > 2 and "suffix" in tokens[-1].word.kinds and not tokens[-1].is_initial:
        return _read_person(tokens[:-1])._replace(suffix=tokens[-1].text)
    return _read_person(tokens)


def _read_person(tokens: Tokens) -> _Parts:
    if len(tokens) == 1:
        return _Parts(tokens[0].text)
    places = _initials(tokens)
    return _read_initials(tokens, places[0], places[-1]) if places else _read_full(tokens)


def _initials(tokens: Tokens) -> list[int]:
    """Where the initials stand."""
    return [n for n, t in enumerate(tokens) if t.is_initial]


def _read_initials(tokens: Tokens, first: int, last: int) -> _Parts:
    before, middle, after = tokens[:first], tokens[first : last + 1], tokens[last + 1 :]
    if not before and not after:
        return _Parts(join(tokens))
    if not before:
        if len(after) > 1 and after[-1].word.is_patronymic:
            return _with_given(after[:-1], middle + after[-1:])
        return _with_given(after, middle)
    if not after:
        return _family_then_initials(before, middle)
    if _is_family_first(before[0].word, after[-1].word):
        return _with_given(before, middle + after)
    start = _particles_before(before)
    return (
        _with_given(before[start:] + after, before[:start] + middle)
        if start < len(before)
        else _with_given(after, before + middle)
    )


def _is_family_first(first: Word, last: Word) -> bool:
    """Whether in "A X. B" the family name is A, B being a patronymic or a given name."""
    if first.is_given:
        return False
    return last.is_patronymic or last.is_given or (first.weight >= SURE and last.weight <= 0)


def _particles_before(tokens: Tokens) -> int:
    start = len(tokens)
    while start > 1 and _is_particle(tokens[start - 1].word):
        start -= 1
    return start


def _is_particle(word: Word) -> bool:
    return "particle" in word.kinds and word.text[:1].islower()


def _family_then_initials(before: Tokens, initials: Tokens) -> _Parts:
    first, last = before[0].word, before[-1].word
    if len(before) > 1 and "particle" not in first.kinds:
        if last.is_given and first.weight >= 0:
            return _with_given(before[:1], before[1:] + initials)
        if first.weight < 0 < last.weight:
            return _with_given(before[-1:], before[:-1] + initials)
    return _with_given(before, initials)


def _read_full(tokens: Tokens) -> _Parts:
    """Two words or more, none an initial."""
    marks = [t for t in tokens if not t.word.is_ordinary]
    if marks and (name := _read_marked(tokens)):
        return name
    return _read_two(tokens) if len(tokens) == 2 else _read_three(tokens)


def _read_marked(tokens: Tokens) -> _Parts | None:
    """A name whose parts are told by capitals, by a word for son or daughter, by particles or articles."""
    capital = _capital_family(tokens)
    if capital is not None:
        return _with_given(capital, [t for t in tokens if t not in capital])
    for n in range(1, len(tokens)):
        if "descent" in tokens[n].word.kinds:
            return _read_descent(tokens, n)
    if _is_classical(tokens):
        return _Parts(join(tokens))
    start = _family_start(tokens)
    return _with_given(tokens[start:], tokens[:start]) if start else None


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


_NISBA = re.compile(r"(?:[ıiīy]|ий|iy|[ıi]y|ī)$", re.IGNORECASE)


def _is_classical(tokens: Tokens) -> bool:
    """Whether the name is "(so-and-so) son of so-and-so" with no nisba after it, which stays whole."""
    sons = [n for n, t in enumerate(tokens) if t.text in SONS or (t.text.lower() in IBN and len(tokens) > 2)]
    if not sons:
        return len(tokens) == 2 and tokens[0].text.lower() in ARTICLES
    last = tokens[-1].text
    return not (starts_as_family(last) or (sons[-1] < len(tokens) - 2 and _NISBA.search(last)))


def _family_start(tokens: Tokens) -> int:
    """Where a family name with particles or an Arabic article begins ("Ludwig van Beethoven"), or 0."""
    if starts_as_family(tokens[-1].text):
        return len(tokens) - 1
    if any(t.text in SONS or t.text.lower() in IBN for t in tokens):
        return len(tokens) - 1
    for n in range(1, len(tokens) - 1):
        if _is_particle(tokens[n].word):
            return n
    return 0


def _read_descent(tokens: Tokens, n: int) -> _Parts:
    father, before, after = tokens[n - 1 : n + 1], tokens[: n - 1], tokens[n + 1 :]
    if not before and not after:
        return _Parts(join(tokens))
    if not before:
        return _Parts(join(father), join(after))
    if after:
        return _Parts(join(after), join(before), join(father))
    if len(before) == 1:
        return _Parts(join(before), patronymic=join(father))
    return _read_full(before)._replace(patronymic=join(father))


def _read_two(tokens: Tokens) -> _Parts:
    first, last = tokens[0].word, tokens[1].word
    if first.weight > last.weight and not (last.is_patronymic and first.is_given):
        return _Parts(first.text, last.text)
    return _Parts(last.text, first.text)


def _read_three(tokens: Tokens) -> _Parts:
    """Three words or more."""
    words = [t.word for t in tokens]
    for n in (len(words) - 1, len(words) - 2, 0):
        if words[n].is_patronymic:
            rest = tokens[:n] + tokens[n + 1 :]
            if n == len(words) - 2:
                return _Parts(rest[-1].text, join(rest[:-1]), words[n].text)
            return _Parts(rest[0].text, join(rest[1:]), words[n].text)
    first, last = words[0], words[-1]
    opens_as_family = first.weight >= SURE
    if opens_as_family and last.ends.descent[0]:  # "Karimova Aziza Anvarqizi"
        return _Parts(first.text, join(tokens[1:-1]), last.text)
    if len(words) == 3 and (words[1].ends.family[0] >= SURE or last.ends.family[0] >= SURE):
        if not opens_as_family or min(words[1].weight, last.weight) >= SURE:
            return _Parts(last.text, first.text, words[1].text)
        if last.weight >= SURE:  # a Bulgarian or Tajik name, family name first
            return _Parts(first.text, words[1].text, last.text)
        return _Parts(first.text, join(tokens[1:]))
    if opens_as_family and last.weight <= 0:
        return _Parts(first.text, join(tokens[1:]))
    return _Parts(last.text, join(tokens[:-1]))
