"""Year, volume, issue and pages of two records."""

from __future__ import annotations

import numpy as np
import pytest

from bibman.matching.levels import LEVELS
from bibman.matching.places import compare_pages, doi_levels, issue_levels, place_levels, year_levels


def texts(value: str) -> np.ndarray:
    return np.array([value], object)


def numbers(value: int) -> np.ndarray:
    return np.array([value])


#: volume, issue, first and last page, year of each record.
PLACES = [
    (("27", "4", 551, 555, 1993), ("27", "4", 551, 555, 1993), "pages_of_volume"),
    (("27", "4", 551, 555, 1993), ("27", "", 551, 0, 1993), "page_of_volume"),
    (("9", "1", 1511, 1511, 2009), ("9", "1", 1511, 1511, 2009), "page_of_volume"),  # a page is no range
    (("", "4", 551, 555, 1993), ("27", "4", 551, 555, 1993), "pages"),
    (("4", "", 551, 555, 1993), ("27", "4", 551, 555, 1993), "pages_of_volume"),  # the issue for the volume
    (("26", "4", 551, 555, 1993), ("27", "4", 551, 555, 1993), "pages_of_other_volume"),
    (("27", "4", 1, 9, 1993), ("27", "4", 551, 555, 1993), "other_pages_of_volume"),
    (("26", "4", 1, 9, 1993), ("27", "4", 551, 555, 1993), "elsewhere"),
    (("", "", 2, 9, 2012), ("", "", 95, 99, 2010), "pages_of_other_years"),
    (("", "", 2, 9, 2012), ("", "", 95, 99, 2012), "other_pages"),
    (("", "", 85, 95, 2012), ("", "", 90, 90, 2012), "within"),
    (("27", "4", 0, 0, 1993), ("27", "4", 551, 555, 1993), "number"),
    (("27", "", 0, 0, 1993), ("27", "4", 551, 555, 1993), "volume"),
    (("", "4", 0, 0, 1993), ("", "4", 551, 555, 1993), "issue"),
    (("24", "2", 0, 0, 2000), ("24", "3", 0, 0, 2000), "other_issue"),
    (("1", "", 0, 0, 1987), ("2", "", 0, 0, 1987), "other_volume"),
    (("", "", 0, 0, 0), ("", "", 0, 0, 0), "missing"),
]


@pytest.mark.parametrize(("a", "b", "level"), PLACES)
def test_a_place_is_told_by_volume_issue_and_pages(a: tuple, b: tuple, level: str) -> None:
    columns = [(one, two) for one, two in zip(a, b, strict=True)]
    volume, issue = ((texts(one), texts(two)) for one, two in columns[:2])
    first, last, year = ((numbers(one), numbers(two)) for one, two in columns[2:])
    found = place_levels(volume, issue, compare_pages(first, last), year)
    assert LEVELS["place"][found[0]] == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("3", "3", "equal"),
        ("3", "4", "other"),
        ("3", "3 p2", "missing"),
        ("4", "4 s1", "missing"),
        ("5", "50790", "missing"),  # the number of an article
        ("3", "122", "missing"),  # counted from the first year on
        ("", "4", "missing"),
    ],
)
def test_issues_are_other_only_where_they_count_alike(a: str, b: str, level: str) -> None:
    assert LEVELS["issue"][issue_levels(texts(a), texts(b))[0]] == level


def test_versions_of_one_doi_are_not_other() -> None:
    first, second, other = (
        texts(f"10.1002/14651858.{end}") for end in ("cd005947.pub2", "cd005947.pub3", "cd000437.pub3")
    )
    assert LEVELS["doi"][doi_levels(first, second)[0]] == "version"
    assert LEVELS["doi"][doi_levels(second, other)[0]] == "other"


@pytest.mark.parametrize(
    ("a", "b", "placed", "level"),
    [
        (2019, 2019, False, "equal"),
        (2019, 2020, False, "near"),
        (2019, 2020, True, "near_placed"),
        (2019, 2022, False, "few"),
        (1999, 2007, False, "far"),
        (1999, 2007, True, "other_placed"),
        (0, 2007, True, "missing"),
    ],
)
def test_another_year_says_less_on_the_same_pages(a: int, b: int, placed: bool, level: str) -> None:
    found = year_levels(numbers(a), numbers(b), np.array([placed]))
    assert LEVELS["year"][found[0]] == level
