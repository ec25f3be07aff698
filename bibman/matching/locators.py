"""Where a work stands, as numbers print it: year, volume, issue, pages, DOI, each in one spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from bibman.text import repair_lookalikes
from bibman.text.fold import romanise

#: Pages with more digits are article numbers: their last digits tell them apart.
LONGEST_PAGE = 9

_YEAR = re.compile(r"(?<![0-9])(?:1[4-9]|20)[0-9]{2}(?![0-9])")
_NUMBER = re.compile(r"[0-9]+")
#: "15-16": a double volume goes by its first number.
_RANGE = re.compile(r"([0-9]+)\s*[-‐‑‒–—/]\s*[0-9]+")
_PIECE = re.compile(r"[0-9]+|[a-z]+")
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
#: Roman numbers, which Cyrillic letters often stand for.
_ROMAN_LETTERS = re.compile(r"(?<![^\W_])[IVXLCХІ]+(?![^\W_])")
_POSING = str.maketrans("ХІ", "XI")
_SUPPLEMENTS = {"s", "sup", "supl", "suppl", "supplement", "supplementum", "spec", "special", "pril"}
_PARTS = {"p", "pt", "part", "ch", "chast", "qism"}
_PAGES = re.compile(r"([a-z]{0,3})\.?\s?([0-9]+)(?:\s?[-‐‑‒–—−:]{1,3}\s?([a-z]{0,3})\.?\s?([0-9]+))?")
_PAGE_COUNT = re.compile(r"\s*[0-9]+\s?(?:pp?|pages?|s|с|c|стр|б|b|бет|bet)\.?\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{3,9}/\S+")
_DOI_ENDING = re.compile(
    r"(?:[.,;:\]}>\"'”’]|[?#].*|/(?:abstract|full|pdf|epdf|meta|html?|xml)|[./]?v[0-9]{1,2})$"
)


def year_of(date: str) -> int:
    """The year of a date in any form, 0 where none is told."""
    match = _YEAR.search(date)
    return int(match.group()) if match else 0


@lru_cache(maxsize=65536)
def volume_and_issue(volume: str, issue: str) -> tuple[str, str]:
    """Both in one spelling: "Vol. 152 (5 Supplement 1)" is ("152", "5 s1"), "XIV" is "14", "UNKNOWN" is "".

    What stands behind the number of the volume is the issue, where no other is given.
    """
    first, rest = _cut(_number_words(_RANGE.sub(r"\1", volume)))
    own = _number_words(issue)
    if not first and own and not own[0].startswith(("s", "p")) and len(own) > 1 and "(" in issue:
        first, own = own[0], own[1:]
    return first, " ".join(own or rest)


def _cut(words: list[str]) -> tuple[str, list[str]]:
    if words and words[0].removeprefix("p").isdigit():  # part 2 of a book is its second volume
        return words[0].removeprefix("p"), words[1:]
    return "", words


def _number_words(text: str) -> list[str]:
    """The numbers of a volume or issue in order; a supplement is "s", a part "p", each with its number."""
    words: list[str] = []
    mark = ""
    latin = _ROMAN_LETTERS.sub(lambda match: match.group().translate(_POSING), text)
    for piece in _PIECE.findall(romanise(repair_lookalikes(latin))):
        if piece.isdigit():
            words.append(mark + (piece.lstrip("0") or "0"))
            mark = ""
        elif piece in _SUPPLEMENTS or piece in _PARTS:
            if mark:
                words.append(mark)
            mark = "s" if piece in _SUPPLEMENTS else "p"
        elif _ROMAN.fullmatch(piece) and (len(piece) > 1 or piece in "ivx" or mark):
            words.append(mark + str(_roman(piece)))
            mark = ""
        elif mark == "p" or (len(piece) == 1 and words):
            words.append(mark + piece)
            mark = ""
    return [*words, mark] if mark else words


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


@lru_cache(maxsize=65536)
def page_range(pages: str) -> tuple[int, int]:
    """First and last page, 0 where not told: "S498-502" is (498, 502), "pp. 123-7" (123, 127), "e12" (12, 0).

    The number of a book's pages ("304 p.") is no page.
    """
    if _PAGE_COUNT.fullmatch(pages):
        return 0, 0
    match = _PAGES.search(pages.lower())
    if not match:
        return 0, 0
    first, last = match.group(2), match.group(4) or ""
    if len(first) > LONGEST_PAGE:
        return int(first[-LONGEST_PAGE:]), 0
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    ends = int(first), int(last[-LONGEST_PAGE:] or 0)
    return ends if ends[1] >= ends[0] else (ends[0], 0)


def plain_doi(doi: str) -> str:
    """The DOI in lower case without address, version and what stuck to its end; "" where it is none."""
    if not doi:
        return ""
    match = _DOI.search(unquote(doi).lower())
    found = match.group() if match else ""
    while found and (shorter := _closed(_DOI_ENDING.sub("", found))) != found:
        found = shorter
    return found


def _closed(doi: str) -> str:
    """Without a bracket at the end that nothing opened."""
    return doi[:-1] if doi.endswith(")") and doi.count("(") < doi.count(")") else doi
