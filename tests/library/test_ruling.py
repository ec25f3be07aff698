"""What judgements ask of references, whatever was judged before, after and in between."""

from __future__ import annotations

import pytest

from bibman.library.rows import JudgedPair
from bibman.library.ruling import own_parts, rule

#: By the articles alone: works a, b, c and d, of which a and b have two references.
OWN = {1: "a", 2: "a", 3: "b", 4: "b", 5: "c", 6: "d"}


def judged(*rows: tuple[str, str, str, tuple[int, ...], tuple[int, ...]]) -> list[JudgedPair]:
    return [
        JudgedPair(number, "work", a, b, verdict, members_a, members_b)
        for number, (a, verdict, b, members_a, members_b) in enumerate(rows, 1)
    ]


A_IS_B = ("a", "same", "b", (1, 2), (3, 4))
B_IS_C = ("b", "same", "c", (3, 4), (5,))
A_IS_NOT_C = ("a", "different", "c", (1, 2), (5,))
A_CUT = ("a", "different", "new", (1,), (2,))


def verdicts(judgements: list[JudgedPair], own: dict[int, str] = OWN) -> dict[tuple[int, int], str]:
    return dict(rule(judgements, own).pairs)


def test_nothing_is_asked_where_nothing_was_judged() -> None:
    ruling = rule([], OWN)
    assert (ruling.pairs, ruling.keys) == ({}, {})


def test_the_key_named_first_stays() -> None:
    assert set(rule(judged(A_IS_B), OWN).keys.items()) == {(n, "a") for n in (1, 2, 3, 4)}


def test_the_same_as_the_same_is_the_same() -> None:
    pairs = verdicts(judged(A_IS_B, B_IS_C))
    assert pairs[1, 5] == pairs[2, 4] == pairs[4, 5] == "same"
    assert (1, 2) not in pairs and (1, 6) not in pairs


def test_what_differs_from_one_differs_from_all_it_is_the_same_as() -> None:
    pairs = verdicts(judged(A_IS_B, ("d", "different", "b", (6,), (3, 4))))
    assert {pairs[n, 6] for n in (1, 2, 3, 4)} == {"different"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([A_IS_B, B_IS_C, A_IS_NOT_C], {(1, 3): None, (3, 5): "same", (1, 5): "different"}),
        ([A_IS_NOT_C, A_IS_B, B_IS_C], {(1, 3): "same", (3, 5): "same", (1, 5): "same"}),
        ([A_IS_B, A_IS_NOT_C, B_IS_C], {(1, 3): None, (3, 5): "same", (1, 5): "different"}),
    ],
    ids=["apart last", "apart first", "apart between"],
)
def test_the_later_judgement_holds(rows: list, expected: dict[tuple[int, int], str | None]) -> None:
    pairs = verdicts(judged(*rows))
    assert pairs[1, 5] == expected[1, 5]
    assert pairs[3, 5] == expected[3, 5]
    assert (pairs.get((1, 3)) == "same") == (expected[1, 3] == "same")


def test_a_work_is_cut_and_each_part_has_a_key() -> None:
    judgements = judged(A_CUT)
    assert verdicts(judgements) == {(1, 2): "different"}
    assert rule(judgements, OWN).keys == {1: "a", 2: "new"}
    assert own_parts(judgements, OWN) == OWN | {2: "new"}


def test_what_came_later_into_a_cut_work_is_free_to_go_to_either_part() -> None:
    assert all(7 not in pair for pair in verdicts(judged(A_CUT), OWN | {7: "a"}))


def test_what_came_later_into_a_merged_work_is_merged_too() -> None:
    pairs = verdicts(judged(A_IS_B), OWN | {7: "a"})
    assert pairs[3, 7] == pairs[4, 7] == "same"


def test_articles_that_are_gone_take_nothing_with_them() -> None:
    judgements = judged(("a", "same", "b", (), (3, 4)), ("c", "different", "d", (5,), ()))
    assert verdicts(judgements) == {}


def test_no_key_is_taken_from_a_work_that_was_not_judged() -> None:
    foreign = judged(("d", "same", "b", (1, 2), (3, 4)))
    assert rule(foreign, OWN).keys == {}
    assert verdicts(foreign)[1, 3] == "same"
