"""Broken print put right: words cut at line ends, addresses torn apart, one reference under two numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bibman.references.shape import (
    ends_openly,
    has_year,
    starts_anew,
    starts_like_reference,
)
from bibman.text import clean_line

# What stands for a hyphen where a font had its own glyph for it.
_HYPHENS = "\u00ad\u0002\ufffe\u001a\u001b\u001f\u2010\u2011"
_LOST_AT_END = re.compile(rf"[{_HYPHENS}]\s*$")
_LOST_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])\u00ad(?=[a-zа-яёўқғҳіїєәөүұңһ])")
_LOST_BEFORE_SPACE = re.compile(rf"(?<=\w)[{_HYPHENS}]\s+(?=[a-zа-яёўқғҳіїєәөүұңһ])")
_LOST_WITHIN = re.compile(rf"(?<=[\w.])[{_HYPHENS}](?=\w)")
_WORD_END = re.compile(r"([^\W\d_]+)-$")
_WORD_START = re.compile(r"[^\W\d_]+")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|doi\.org/)\S*[-/_=&?%.:]$", re.IGNORECASE)
_ADDRESS_REST = re.compile(r"[\w%/?=&#~.-]*(?:[/?=&%_#]|\d|-|\.(?:html?|pdf|php|aspx?)$)[\w%/?=&#~.-]*$")
_ADDRESS_SUFFIX = re.compile(r"(?:html?|pdf|php|aspx?)\b")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+|www\.[^<>\s]+)>")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(((?:https?|ftp)[^()\s]{1,500})\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]{1,1000}?)(?<=\S)\1(?![\w*])")
_STRAY_ASTERISKS = re.compile(r"^[*\s]+|(?<![\\*\s])[*\s]+$")
_UNDERSCORES = re.compile(r"(?<![\w/_])(_{1,2})(?=\S)([^_]{1,1000}?)(?<=\S)\1(?![\w/_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_TERMINAL = re.compile(r"[.;!?»”\")\]/>\d]\s*$")
# Longer texts are no reference, and joining them on and on would take time without bound.
_LONGEST = 1500
_ONLY_CAPITALS = re.compile(r"[^\W\d_]{2,}")


def join_lines(lines: Sequence[str], is_word: Callable[[str], bool] = lambda word: False) -> str:
    """The lines of a reference as one text: words and addresses cut at line ends joined, markdown taken off.

    ``is_word`` says whether a word (or a hyphenated compound) stands elsewhere in the article: it decides
    whether a hyphen at a line end belongs to the word.
    """
    pieces: list[str] = []
    for line in lines:
        after = line.strip()
        if pieces and after:
            pieces[-1] = _before_next(pieces[-1], after, is_word)
        if after:
            pieces.append(after)
    text = "".join(pieces)
    text = _LOST_WITHIN_WORD.sub("", text)
    text = _LOST_WITHIN.sub("-", _LOST_BEFORE_SPACE.sub("", text))
    return clean_line(without_markdown(clean_line(text)))


def _before_next(before: str, after: str, is_word: Callable[[str], bool]) -> str:
    """A line as it stands before the next: with a space after it, or without the hyphen that cut a word."""
    lost = _LOST_AT_END.search(before[-8:])
    if lost and before[: len(before) - len(lost.group())][-1:].isalnum():
        return before[: len(before) - len(lost.group())] + ("" if after[0].islower() else "-")
    hyphen = _WORD_END.search(before[-60:])
    if hyphen:
        return before if _keeps_hyphen(after, hyphen[1], is_word) else before[:-1]
    if before[-1:] == "-" and before[-2:-1].isdigit() and after[0].isdigit():
        return before
    return before if _goes_on_as_address(before, after) else before + " "


def _keeps_hyphen(after: str, left: str, is_word: Callable[[str], bool]) -> bool:
    start = _WORD_START.match(after)
    if not start or start.group()[0].isupper():
        return True
    right = start.group()
    return is_word(f"{left}-{right}") or (not is_word(left + right) and _is_compound(left))


# First parts of compounds that keep their hyphen; print breaks them at it as often as elsewhere.
_COMPOUNDS = re.compile(
    r"(?:научно|учебно|социально|историко|психолого|философско|организационно|информационно|общественно|"
    r"политико|экономико|культурно|художественно|теоретико|практико|лингво|литературно|науково|навчально|"
    r"соціально|історико|правово|ilmiy|o.quv|ijtimoiy|илмий|ўқув|ижтимоий|ғылыми|non|self|co|cross|well)$",
    re.IGNORECASE,
)


def _is_compound(left: str) -> bool:
    return bool(_COMPOUNDS.match(left))


def _goes_on_as_address(before: str, after: str) -> bool:
    last, first = (before.split() or [""])[-1], after.split()[0]
    if not _ADDRESS_END.search(last):
        return False
    if last.endswith("."):
        return bool(_ADDRESS_SUFFIX.match(first))
    return bool(_ADDRESS_REST.match(first.rstrip(".,;)")))


def without_markdown(text: str) -> str:
    """The text without markdown's marks: <address>, links, emphasis, escapes."""
    text = _AUTOLINK.sub(r"\1", text)
    text = _LINK.sub(lambda m: m[2] if m[1] == m[2] else f"{m[1]} {m[2]}", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
        text = _STRAY_ASTERISKS.sub("", _EMPHASIS.sub(r"\2", text))
    if "_" in text:
        text = _UNDERSCORES.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def is_broken_off(text: str, following: str, others_have_years: bool) -> bool:
    """Whether one reference was printed as two items: the first breaks off and the second does not begin
    one.

    The first ends amid a sentence with no imprint yet; the second has no author and no year of its own and
    brings what was missing (or goes on in lower case, which no reference begins with).
    """
    if (
        not text
        or not following
        or len(text) > _LONGEST
        or _TERMINAL.search(text[-3:])
        or starts_like_reference(following)
    ):
        return False
    if following[0].islower() and not following.startswith(("http", "www")):
        return True
    if has_year(following) or not others_have_years or not has_year(text) or ends_openly(text):
        return False
    return len(following) < 200 and starts_anew(following) and _same_case(text, following)


def _same_case(text: str, following: str) -> bool:
    """Whether the words on both sides of the break are in capitals, or those on neither."""
    left = _ONLY_CAPITALS.findall(text[-40:])[-2:]
    right = _ONLY_CAPITALS.findall(following[:40])[:1]
    return bool(left and right) and all(w.isupper() for w in left) == right[0].isupper()
