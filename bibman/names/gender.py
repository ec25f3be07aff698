"""Women's and men's names, told by the ends of family names and patronymics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from bibman.model import Name
from bibman.names.words import patronymic_stem, sound, word_of

# "Рўзиевнинг", "Юсуфбекованын": the Turkic genitive after a family name.
GENITIVE = re.compile(
    r"(?:(?<=[oeoое][vв])|(?<=[oeoое][vв][aа]))(?:ning|nyn|nıñ|нинг|нын|ның)\b", re.IGNORECASE
)

Gender = Literal["f", "m", ""]


def gender_of(name: Name) -> Gender:
    """Whether a name is a woman's or a man's, by its patronymic, else its family name; "" for unknown."""
    words = name.patronymic.replace(".", " ").split()
    for word in reversed(words):
        found = _patronymic_gender(word)
        if found and len(word) > 3:
            return "f" if found == "f" else "m"
    return family_gender(name.family)


@lru_cache(maxsize=50000)
def family_gender(family: str) -> Gender:
    """Whose a family name is, by the ending of its last word."""
    *_, last = family.split() or [""]
    found = word_of(last).ends.family[1] or (patronymic_stem(last) and _patronymic_gender(last))
    return "f" if found == "f" else "m" if found == "m" else ""


def _patronymic_gender(word: str) -> str:
    ends = word_of(word).ends
    return ends.patronymic[1] or ends.descent[1]


def parted_by_gender(a: Name, b: Name) -> bool:
    """Whether two alike names are a man's and a woman's (Юсупов, Юсупова), a genitive set aside."""
    one, other = family_gender(a.family), family_gender(b.family)
    if not one or not other or one == other:
        return False
    man, woman = (a, b) if one == "m" else (b, a)
    if GENITIVE.search(man.family):
        return False
    return not (len(man.given) > 3 and sound(woman.given) in {sound(man.given) + end for end in ("a", "ia")})
