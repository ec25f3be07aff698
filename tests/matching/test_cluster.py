from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.cluster import LARGEST_BLOCK, block_pairs, cluster
from bibman.model import Comparison

SAME = Comparison("same", 0.9, "")


def test_items_meet_under_any_shared_key_once() -> None:
    assert block_pairs([["a", "b"], ["b", "a"], ["c"], ["b"]]) == [(0, 1), (0, 3), (1, 3)]


def test_a_key_that_everybody_holds_says_nothing() -> None:
    assert block_pairs([["common"]] * (LARGEST_BLOCK + 1)) == []


def test_a_group_never_spans_a_pair_that_differs() -> None:
    pairs = {(0, 1): Comparison("same", 0.95, ""), (1, 2): SAME}
    assert cluster(3, pairs, lambda a, b: {a, b} == {0, 2}) == [[0, 1], [2]]
    assert cluster(3, pairs, lambda a, b: False) == [[0, 1, 2]]


pair_lists = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), unique=True
)


@given(pair_lists, pair_lists)
def test_every_item_is_in_one_group_and_no_veto_is_broken(
    same: list[tuple[int, int]], vetoes: list[tuple[int, int]]
) -> None:
    groups = cluster(10, dict.fromkeys(same, SAME), lambda a, b: (min(a, b), max(a, b)) in vetoes)
    assert sorted(item for group in groups for item in group) == list(range(10))
    assert not any({a, b} <= set(group) for group in groups for a, b in vetoes)
