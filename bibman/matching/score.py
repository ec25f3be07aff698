"""Pairs of records compared column by column: how well each field agrees, as a level per pair and field."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bibman.matching.bylines import are_namesakes, people_level
from bibman.matching.columns import KINDS, Columns
from bibman.matching.containers import container_level
from bibman.matching.levels import FIELDS, LEVELS, Evidence, Levels, code, neutral
from bibman.matching.likeness import LONGEST_HEADING, is_heading, title_levels
from bibman.matching.places import (
    Flags,
    Texts,
    compare_pages,
    doi_levels,
    issue_levels,
    place_levels,
    year_levels,
)

Rows = NDArray[np.int64]


def score(columns: Columns, left: Rows, right: Rows) -> Evidence:
    """The evidence on the pairs (left[n], right[n]) of rows.

    Where neither title nor DOI nor place brings a pair together, its other fields are not looked at.
    """
    found = np.empty((len(left), len(FIELDS)), np.int8)
    found[:] = [neutral(field) for field in FIELDS]
    title = title_levels(_taken(columns.title, left), _taken(columns.title, right))
    doi = doi_levels(_texts(columns.doi, left), _texts(columns.doi, right))
    worth = (
        (title != code("title", "far")) | (doi == code("doi", "equal")) | _same_place(columns, left, right)
    )
    rows = np.flatnonzero(worth)
    for field, levels in _other_fields(columns, left[rows], right[rows]).items():
        found[rows, FIELDS.index(field)] = levels
    _find_headings(columns, left, right, title)
    found[:, FIELDS.index("title")], found[:, FIELDS.index("doi")] = title, doi
    return Evidence(found)


def _find_headings(columns: Columns, left: Rows, right: Rows, title: Levels) -> None:
    """Mark the equal titles that are headings but for their container's name ("MIS Quarterly: Editorial")."""
    for n in np.flatnonzero(title >= code("title", "equal_short")).tolist():
        words = columns.title[left[n]]
        if len(words) <= LONGEST_HEADING:
            own = set(words.split()).difference(
                columns.container[left[n]].split(), columns.container[right[n]].split()
            )
            if is_heading(own):
                title[n] = code("title", "heading")


def _other_fields(columns: Columns, left: Rows, right: Rows) -> dict[str, Levels]:
    def texts(column: list[str]) -> tuple[Texts, Texts]:
        return _texts(column, left), _texts(column, right)

    def numbers(column: NDArray[np.generic]) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        return column[left], column[right]

    issues = texts(columns.issue)
    pages = compare_pages(numbers(columns.first_page), numbers(columns.last_page))
    years = numbers(columns.year)
    place = place_levels(texts(columns.volume), issues, pages, years)
    return {
        "numbers": _where_unequal("numbers", texts(columns.numbers), _numbers_level),
        "marks": _where_unequal("marks", texts(columns.marks), _marks_level),
        "people": _people_levels(texts(columns.people), texts(columns.first_person)),
        "container": _where_unequal("container", texts(columns.container), container_level),
        "year": year_levels(*years, place >= code("place", "page")),
        "place": place,
        "issue": issue_levels(*issues),
        "kind": _kind_levels(*numbers(columns.kind)),
    }


def _taken(column: list[str], rows: Rows) -> list[str]:
    return list(map(column.__getitem__, rows.tolist()))


def _texts(column: list[str], rows: Rows) -> Texts:
    found = np.empty(len(rows), object)
    found[:] = _taken(column, rows)
    return found


def _same_place(columns: Columns, left: Rows, right: Rows) -> Flags:
    """Whether year, volume and first page are told and equal."""
    page, year = columns.first_page, columns.year
    told = (page[left] > 0) & (year[left] > 0)
    same = np.asarray(told & (page[left] == page[right]) & (year[left] == year[right]))
    rows = np.flatnonzero(same)
    volume, other = _texts(columns.volume, left[rows]), _texts(columns.volume, right[rows])
    same[rows] = (volume != "") & (volume == other)
    return same


def _where_unequal(field: str, texts: tuple[Texts, Texts], compare: Callable[[str, str], int]) -> Levels:
    """The levels of a field, its texts compared only where they are not the same."""
    a, b = texts
    missing = code(field, "none" if "none" in LEVELS[field] else "missing")
    levels = np.where(a == "", missing, code(field, "equal")).astype(np.int8)
    unequal = np.flatnonzero(a != b)
    levels[unequal] = np.fromiter(map(compare, a[unequal], b[unequal]), np.int8, len(unequal))
    return levels


def _people_levels(people: tuple[Texts, Texts], firsts: tuple[Texts, Texts]) -> Levels:
    levels = np.fromiter(map(people_level, *people), np.int8, len(people[0]))
    for n in np.flatnonzero(levels == code("people", "one")).tolist():
        if are_namesakes(firsts[0][n], firsts[1][n]):
            levels[n] = code("people", "namesake")
    return levels


def _numbers_level(a: str, b: str) -> int:
    one, two = set(a.split()), set(b.split())
    return code("numbers", "more" if one <= two or two <= one else "other")


def _marks_level(a: str, b: str) -> int:
    return code("marks", "other" if a and b else "one")


def _kind_levels(a: NDArray[np.generic], b: NDArray[np.generic]) -> Levels:
    told = (a != 0) & (b != 0)
    equal = np.where(a == KINDS.index("book"), code("kind", "books"), code("kind", "equal"))
    levels = np.where(a == b, equal, code("kind", "other"))
    return np.where(told, levels, code("kind", "missing")).astype(np.int8)
