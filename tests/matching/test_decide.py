"""The verdict that follows from evidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.decide import VERDICTS, decide, total_points
from bibman.matching.levels import FIELDS, LEVELS, Evidence, code, neutral

GOOD = {"title": "equal_long", "people": "two", "container": "equal", "year": "equal"}


def evidence(levels: dict[str, str]) -> Evidence:
    row = [code(field, levels[field]) if field in levels else neutral(field) for field in FIELDS]
    return Evidence(np.array([row], np.int8))


def verdict(**levels: str) -> str:
    return VERDICTS[decide(evidence(levels)).verdict[0]]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (GOOD, "same"),
        (GOOD | {"place": "elsewhere", "year": "far"}, "different"),
        (GOOD | {"marks": "one"}, "possible"),
        (GOOD | {"marks": "other", "place": "other_pages"}, "different"),
        (GOOD | {"numbers": "other"}, "possible"),
        (GOOD | {"kind": "other"}, "possible"),
        ({"title": "equal_long", "people": "two", "place": "other_volume", "year": "equal"}, "different"),
        (GOOD | {"title": "heading", "place": "other_pages_of_volume"}, "different"),
        (GOOD | {"title": "heading", "place": "pages_of_volume"}, "same"),
        (GOOD | {"title": "far"}, "different"),
        (GOOD | {"title": "far", "place": "pages_of_volume"}, "same"),  # translated, or renamed
        (GOOD | {"title": "far", "doi": "equal"}, "same"),
        (
            GOOD | {"title": "far", "doi": "equal", "place": "page_of_volume"},
            "different",
        ),  # abstracts of a congress
        (GOOD | {"title": "far", "doi": "equal", "people": "none"}, "different"),
        ({"title": "word", "people": "one", "year": "equal"}, "same"),  # an article
        ({"title": "word", "people": "one", "year": "equal", "kind": "books"}, "possible"),
        ({}, "different"),
    ],
)
def test_rules_outweigh_points(levels: dict[str, str], expected: str) -> None:
    assert verdict(**levels) == expected


ROWS = st.tuples(*(st.integers(0, len(levels) - 1) for levels in LEVELS.values()))


@given(ROWS, st.sampled_from([n for n, field in enumerate(FIELDS) if field != "title"]))
def test_better_agreement_never_counts_less(row: tuple[int, ...], field: int) -> None:
    better = list(row)
    better[field] = min(row[field] + 1, len(LEVELS[FIELDS[field]]) - 1)
    before, after = total_points(Evidence(np.array([row, better], np.int8)))
    assert after >= before


@given(st.lists(ROWS, max_size=20))
def test_the_score_agrees_with_the_verdict(rows: list[tuple[int, ...]]) -> None:
    found = decide(Evidence(np.array(rows, np.int8).reshape(len(rows), len(FIELDS))))
    for n, chance in enumerate(found.score):
        expected = "same" if chance > 0.5 else "different" if chance < 0.11 else None
        assert expected is None or VERDICTS[found.verdict[n]] == expected
