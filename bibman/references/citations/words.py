"""The words inside citation marks, as regular expressions made from the table."""

from __future__ import annotations

import re
from functools import cache

from bibman.text import read_table


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a kind (lead, and, others) as the table has them."""
    return frozenset(row["word"] for row in read_table("citation_words") if row["kind"] == kind)


@cache
def _alternatives(kind: str) -> str:
    words = sorted(words_of(kind), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\.", r"\.?").replace(r"\ ", r"\s{1,2}") for word in words)


def lead_words() -> str:
    """A regular expression for the words that open a mark, each with its full stop."""
    return rf"(?:{_alternatives('lead')})(?!\w)\.?"


@cache
def leads() -> re.Pattern[str]:
    """The words that open a mark, with what separates them from what follows."""
    return re.compile(rf"\s*(?:{lead_words()}[\s:,]*){{1,2}}", re.IGNORECASE)


@cache
def others() -> re.Pattern[str]:
    """ "et al." and its sisters, as whole words."""
    return re.compile(rf",?\s*(?<!\w)(?:{_alternatives('others')})(?!\w)\.?", re.IGNORECASE)
