"""A name given as one piece of text, read where it plainly is a person's."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from bibman.model import Name
from bibman.names.plain import plain_parts
from bibman.names.read import read_name
from bibman.names.tokens import Token

#: From this weight on the ending of a word is that of a family name.
_FAMILY = 3
_MOST_WORDS = 3
_FAMILY_WITH_CAPITALS = re.compile(r"([^\W\d_]{2,}), ([^\W\d_]{1,2})")


@lru_cache(maxsize=20000)
def read_literal(text: str) -> Name:
    """The parts of a person's name; whatever may be an organisation, or several people, stays whole.

    "Ivanov A.A." and "Donald E. Knuth" are read, "Elsevier", "Zhang RuiYao Jian" and "World Bank" are not.
    """
    parts = plain_parts(text)
    is_person = parts and _is_person([token for part in parts for token in part])
    return read_name(text) if is_person or _is_family_with_capitals(text) else Name(literal=text)


def _is_family_with_capitals(text: str) -> bool:
    """Whether it is "Ionescu, J" or "Smith, JA": initials that lost their dots."""
    found = _FAMILY_WITH_CAPITALS.fullmatch(text)
    return found is not None and found[1].istitle() and found[2].isupper()


def _is_person(tokens: list[Token]) -> bool:
    words = [token.word for token in tokens if not token.is_initial]
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    if len(words) < len(tokens):  # initials on one side, or after a given name
        runs = len([kind for kind, _ in groupby(tokens, lambda token: token.is_initial)])
        return runs == 2 or (runs == 3 and words[0].is_given)
    known = any(word.is_given or word.is_patronymic or word.weight >= _FAMILY for word in words)
    return len(words) > 1 and known
