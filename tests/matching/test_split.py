"""Components of pairs, and how they fall apart where their members contradict."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.split import JUDGED, VETO, components, split_component

Edge = tuple[int, int, float]

CASES = [
    pytest.param(3, [(0, 1, 2.0), (1, 2, 2.0)], [0, 0, 0], id="a chain without contradiction"),
    pytest.param(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, VETO)], [0, 0, 2], id="the better pair stays"),
    pytest.param(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -1.0)], [0, 0, 0], id="a doubt is outvoted"),
    pytest.param(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -4.0)], [0, 0, 2], id="more against than for"),
    pytest.param(
        4, [(0, 1, 5.0), (2, 3, 5.0), (1, 2, 1.0), (0, 3, -2.0), (0, 2, -2.0)], [0, 0, 2, 2],
        id="two works with one weak pair between them",
    ),
    pytest.param(
        3, [(0, 1, JUDGED), (0, 2, 2.0), (1, 2, -8.0)], [0, 0, 0], id="joined by a person, it stands for both"
    ),
    pytest.param(3, [(0, 1, JUDGED), (0, 2, 2.0), (1, 2, VETO)], [0, 0, 2], id="unless a person parted them"),
    pytest.param(2, [(0, 1, -1.0)], [0, 1], id="nothing speaks for it"),
    pytest.param(0, [], [], id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("count", "pairs", "groups"), CASES)
def test_components_are_split(count: int, pairs: list[Edge], groups: list[int]) -> None:
    assert split_component(count, pairs) == groups


weights = st.one_of(st.just(VETO), st.just(JUDGED), st.integers(-6, 9).map(float))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    count = draw(st.integers(2, 12))
    places = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] < p[1])
    found = draw(st.dictionaries(places, weights))
    return count, [(a, b, weight) for (a, b), weight in found.items()]


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_decides_nothing(graph: tuple[int, list[Edge]], random: Random) -> None:
    count, pairs = graph
    plain = split_component(count, pairs)
    shuffled = [(b, a, weight) if random.random() < 0.5 else (a, b, weight) for a, b, weight in pairs]
    random.shuffle(shuffled)
    assert split_component(count, shuffled) == plain


@given(graphs())
def test_no_group_holds_a_veto_and_each_is_connected(graph: tuple[int, list[Edge]]) -> None:
    count, pairs = graph
    groups = split_component(count, pairs)
    assert all(groups[a] != groups[b] for a, b, weight in pairs if weight == VETO)
    inside = [(a, b) for a, b, weight in pairs if weight > 0 and groups[a] == groups[b]]
    left, right = (
        (np.array(side, int) for side in zip(*inside, strict=True)) if inside else (np.zeros(0, int),) * 2
    )
    assert components(count, left, right).tolist() == groups


@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39))))
def test_components_are_the_lowest_places_reached(count: int, pairs: list[tuple[int, int]]) -> None:
    inside = [(a, b) for a, b in pairs if a < count and b < count]
    lowest = list(range(count))
    for _ in range(count):
        for a, b in inside:
            lowest[a] = lowest[b] = min(lowest[a], lowest[b])
    left, right = np.array([a for a, _ in inside], int), np.array([b for _, b in inside], int)
    assert components(count, left, right).tolist() == lowest
