"""Numbers that stand twice in a list, or swapped, and those that only look so."""

import pytest

from bibman.references.chain import item_chain
from bibman.references.rows import Row
from bibman.references.strays import stray_marks

ENTRY = "Karimov A. Kitob. – Toshkent: Fan, 2001. – 120 b."
LAW = "Oʻzbekiston Respublikasining Mehnat kodeksi. – Toshkent: Adolat, 2023. – 240 b."
SITE = "Mehnat bozori. Rasmiy sayt"


def strays(*lines: str) -> list[int]:
    """The places of the lines that begin entries out of turn."""
    rows = [Row(n, line) for n, line in enumerate(lines, 1)]
    return [mark.row for mark in stray_marks(rows, item_chain(lines))]


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 4, 5, 6], []),
        ([1, 2, 2, 3, 4], [1]),
        ([1, 2, 2, 4, 5], [1]),
        ([1, 2, 3, 4, 4], [3]),
        ([2, 1, 3, 4, 5], [1]),
        ([1, 1, 3, 4, 5], [0]),
        ([1, 2, 3, 5, 4], [3]),
        ([1, 1, 1, 1, 1], []),
        ([1, 2, 3, 1, 2], []),
    ],
)
@pytest.mark.parametrize("entry", [ENTRY, LAW])
def test_numbers_out_of_turn(numbers: list[int], places: list[int], entry: str) -> None:
    assert strays(*(f"{number}. {entry}" for number in numbers)) == places


@pytest.mark.parametrize(
    ("line", "is_entry"),
    [
        (f"2. {SITE}", False),  # no signs of a reference, and no number is lacked
        (f"9. {ENTRY}", False),  # too far from its neighbours
        (f"[2] {ENTRY}", False),  # another style
        (f"2 {ENTRY}", False),
        (f"2. {ENTRY}", True),
    ],
)
def test_what_a_line_between_two_entries_is(line: str, is_entry: bool) -> None:
    assert strays(f"1. {ENTRY}", line, f"2. {LAW}", f"3. {ENTRY}", f"4. {LAW}") == [1][:is_entry]


def test_a_number_that_the_list_lacks_needs_no_signs_but_a_finished_entry_before() -> None:
    assert strays(f"1. {ENTRY}", f"2. {SITE}", f"2. {LAW}", f"4. {ENTRY}") == [1]
    assert strays(f"1. {ENTRY} –", f"2. {SITE}", f"2. {LAW}", f"4. {ENTRY}") == []
