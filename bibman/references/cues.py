"""The words that announce a field or tell a kind of work, as regular expressions made from the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bibman.text import read_table
from bibman.text.clean import APOSTROPHES

_LOOSE = {" ": r"[\s\u2014-]{0,3}", ".": r"\.?\s{0,2}", "-": r"[\u2010-\u2015-]\s?"} | dict.fromkeys(
    APOSTROPHES, rf"\s?[{APOSTROPHES}]"
)


@cache
def alternatives(*kinds: str) -> str:
    """A regular expression, without flags, for every cue of the kinds, the longest first.

    Cues of one first letter stand together behind a look at that letter: most places fail there at once.
    """
    rows = (*read_table("field_cues"), *read_table("kind_cues"))
    cues = dict.fromkeys(row["cue"] for row in rows if row["kind"] in kinds)
    starts: dict[str, list[str]] = {}
    for cue in sorted(cues, key=len, reverse=True):
        starts.setdefault(cue[0].lower().replace("ı", "i"), []).append(cue)  # regexes hold ı and i for one
    groups = (f"{_one_of(same)}(?:{'|'.join(_loosely(cue[1:]) for cue in same)})" for same in starts.values())
    return f"(?={_one_of(cues)})(?:{'|'.join(groups)})"


def _one_of(cues: Iterable[str]) -> str:
    """The class of the cues' first letters."""
    return f"[{''.join(dict.fromkeys(re.escape(cue[0]) for cue in cues))}]"


def _loosely(cue: str) -> str:
    """The cue with its spaces, dots, hyphens and apostrophes as loose as print has them."""
    return "".join(_LOOSE.get(c) or re.escape(c) for c in cue)


@cache
def anywhere(*kinds: str) -> re.Pattern[str]:
    """Any cue of the kinds as a whole word."""
    return re.compile(rf"(?<!\w)(?:{alternatives(*kinds)})(?![\w{APOSTROPHES}])", re.IGNORECASE)


@cache
def after_mark(*kinds: str) -> re.Pattern[str]:
    """Any cue of the kinds (group 1) behind a slash, bracket, comma, semicolon or full stop."""
    return re.compile(rf"\s?[/(\[,;.]\s?((?:{alternatives(*kinds)})(?![\w{APOSTROPHES}]))", re.IGNORECASE)


@cache
def at_start(*kinds: str) -> re.Pattern[str]:
    """Cues of the kinds at the start of a text, with the punctuation around them."""
    return re.compile(
        rf"[\W_]{{0,9}}(?:(?:{alternatives(*kinds)})(?!\w)[\s.:,]{{0,5}}){{1,2}}", re.IGNORECASE
    )


def without_start(text: str, *kinds: str) -> str:
    """The text without the cues of the kinds at its start."""
    found = at_start(*kinds).match(text)
    return text[found.end() :] if found else text


@cache
def at_end(*kinds: str) -> re.Pattern[str]:
    """Cues of the kinds at the end of a text, with the punctuation around them."""
    return re.compile(
        rf"[^\w)\]»”\"]{{0,9}}(?<!\w)(?:{alternatives(*kinds)})(?!\w)[\W_]{{0,9}}\Z", re.IGNORECASE
    )
