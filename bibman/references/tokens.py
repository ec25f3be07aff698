"""A reference cut into tokens that remember where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibman.text.clean import APOSTROPHES

# A web address is one token, without the punctuation that ends the sentence around it. The parts repeat
# disjoint classes or a bounded number of times, so the time is linear in the text.
_TAIL = r"[^\s<>»”]*[^\s<>»”.,;:)\]]"
_SITE = r"(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:az|com|edu|gov|info|kg|kz|net|org|ru|su|tj|tm|tr|ua|uk|uz)\b"
_TOKEN = re.compile(
    rf"""
      (?:https?|ftp)://{_TAIL}
    | www\.{_TAIL}
    | 10\.\d{{4,9}}/{_TAIL}
    | {_SITE}(?:/{_TAIL})?
    | [^\W\d_][{APOSTROPHES}](?=\s?\.)  # an initial: G‘.
    | [^\W\d_][\u0300-\u036f]*(?:[{APOSTROPHES}\u00ad\u0300-\u036f]*[^\W\d_])*
    | \d+
    | //
    | [^\s]
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A token as printed and its place: ``text[start:end]`` is the token."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Words (apostrophes inside them kept), numbers, web addresses, "//" and single marks, in order."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
