"""How well year, volume, issue and pages of pairs of records agree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bibman.matching.levels import Levels, code

Numbers = NDArray[Any]
Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]

#: How publishers number the versions of one work, such as Cochrane's ".pub3".
_VERSION = re.compile(r"\.pub[0-9]{1,2}$|[./-]v[0-9]{1,2}$|/rev[0-9]{1,2}$")
#: No journal has so many issues (a year, or the number of an article), few have more than that in a year.
_NO_ISSUE, _IN_A_YEAR = 1000, 60
#: What is known of volumes or pages: nothing, that they agree, or that they differ.
_UNKNOWN, _EQUAL, _FIRST, _WITHIN, _OTHER = range(5)


def text_levels(field: str, a: Texts, b: Texts) -> Levels:
    """Equal, other or missing."""
    told = (a != "") & (b != "")
    levels = np.where(a == b, code(field, "equal"), code(field, "other"))
    return np.where(told, levels, code(field, "missing")).astype(np.int8)


def doi_levels(a: Texts, b: Texts) -> Levels:
    """Equal, other, missing, or two versions of one work ("10.1002/14651858.cd005947.pub2" and "...pub3")."""
    levels = text_levels("doi", a, b)
    for n in np.flatnonzero(levels == code("doi", "other")).tolist():
        if _VERSION.sub("", a[n]) == _VERSION.sub("", b[n]):
            levels[n] = code("doi", "version")
    return levels


def issue_levels(a: Texts, b: Texts) -> Levels:
    """Equal or other where both are told and count alike; "3" and "3 p2", or 5 and 50790, tell nothing."""
    levels = text_levels("issue", a, b)
    for n in np.flatnonzero(levels == code("issue", "other")).tolist():
        if not _are_other_issues(a[n], b[n]):
            levels[n] = code("issue", "missing")
    return levels


@lru_cache(maxsize=65536)
def _are_other_issues(a: str, b: str) -> bool:
    one, two = set(a.split()), set(b.split())
    if one & two or ("s" in a) != ("s" in b):  # a supplement is often left out
        return False
    sizes = [int(number) for text in (a, b) if (number := text.split()[0]).isdecimal()]
    return (
        len(sizes) == 2 and max(sizes) < _NO_ISSUE and (min(sizes) > _IN_A_YEAR) == (max(sizes) > _IN_A_YEAR)
    )


def year_levels(a: Numbers, b: Numbers, placed: Flags) -> Levels:
    """How far the years are apart; another year says less where the pages are the same (``placed``)."""
    apart = np.abs(a.astype(np.int32) - b)
    return _first_of(
        "year",
        [
            ((a == 0) | (b == 0), "missing"),
            (apart == 0, "equal"),
            ((apart == 1) & placed, "near_placed"),
            (placed, "other_placed"),
            (apart == 1, "near"),
            (apart <= 3, "few"),
        ],
        "far",
    )


def place_levels(
    volumes: tuple[Texts, Texts], issues: tuple[Texts, Texts], pages: Levels, years: tuple[Numbers, Numbers]
) -> Levels:
    """Where in their container two works stand, by volume, issue and what ``compare_pages`` found.

    Where no volume is told, the years may tell that pages are not of one.
    """
    volume, issue = _compare_volumes(volumes, issues), issue_levels(*issues)
    apart = (years[0] > 0) & (years[1] > 0) & (np.abs(years[0].astype(np.int32) - years[1]) > 1)
    same_volume, other_volume = volume == _EQUAL, volume == _OTHER
    same_issue, other_issue = issue == code("issue", "equal"), issue == code("issue", "other")
    return _first_of(
        "place",
        [
            ((pages == _EQUAL) & same_volume, "pages_of_volume"),
            ((pages == _FIRST) & same_volume & other_issue, "other_issue"),  # each issue has a page 1
            ((pages == _FIRST) & same_volume, "page_of_volume"),
            ((pages == _EQUAL) & ~other_volume, "pages"),
            ((pages == _FIRST) & ~other_volume, "page"),
            ((pages == _EQUAL) | (pages == _FIRST), "pages_of_other_volume"),
            ((pages >= _WITHIN) & other_volume, "elsewhere"),
            (pages == _WITHIN, "within"),
            ((pages == _OTHER) & same_volume, "other_pages_of_volume"),
            ((pages == _OTHER) & apart, "pages_of_other_years"),
            (pages == _OTHER, "other_pages"),
            (other_volume, "other_volume"),
            (other_issue, "other_issue"),
            (same_volume & same_issue, "number"),
            (same_volume, "volume"),
            (same_issue, "issue"),
        ],
        "missing",
    )


def compare_pages(first: tuple[Numbers, Numbers], last: tuple[Numbers, Numbers]) -> Levels:
    """What is known of two page ranges: both ends equal, the first page, one inside the other, or other.

    A single page is no range: many short works stand on one.
    """
    (a, b), (end, other_end) = first, last
    same_end = (end > 0) & (end == other_end)
    within = ((a <= b) & (b <= end)) | ((b <= a) & (a <= other_end)) | same_end
    told = [(a == 0) | (b == 0), (a == b) & same_end & (end > a), a == b, within]
    return np.select(told, [_UNKNOWN, _EQUAL, _FIRST, _WITHIN], _OTHER).astype(np.int8)


def _compare_volumes(volumes: tuple[Texts, Texts], issues: tuple[Texts, Texts]) -> Levels:
    """Whether the volumes are one; a volume printed as the other's issue is."""
    (one, two), (issue, other_issue) = volumes, issues
    found = np.where((one != "") & (two != ""), np.where(one == two, _EQUAL, _OTHER), _UNKNOWN)
    swapped = ((one != "") & (one == other_issue)) | ((two != "") & (two == issue))
    return np.where(swapped & (found == _OTHER), _EQUAL, found).astype(np.int8)


def _first_of(field: str, told: list[tuple[Flags, str]], otherwise: str) -> Levels:
    """For each pair the first level whose condition holds."""
    codes = [code(field, level) for _, level in told]
    return np.select([holds for holds, _ in told], codes, code(field, otherwise)).astype(np.int8)
