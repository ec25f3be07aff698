"""What a change of some records reaches among many, as if all pairs were looked for before and after it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.matching.block import block_keys
from bibman.matching.candidates import candidate_pairs
from bibman.matching.columns import normalize
from bibman.matching.nearby import KeyChange, KeyTable, key_change, key_table
from bibman.model import Name, Record

ARTICLE = Record(
    "article-journal", "Хроника научной жизни", "Вестник", issued="2003", volume="4",
    author=(Name(literal="Онищенко Г.Г."),),
)  # fmt: skip
#: Year, page and volume of articles under one heading by one author: so that their keys are crowded.
PLACES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 40), st.integers(1, 3)), min_size=90, max_size=140
)


def articles(places: list[tuple[int, int, int]]) -> list[Record]:
    return [
        replace(ARTICLE, issued=str(2000 + year), page=str(page), volume=str(volume))
        for year, page, volume in places
    ]


def table(records: list[Record], ids: list[int]) -> KeyTable:
    return key_table(np.array(ids, np.int64), block_keys(normalize([records[id] for id in ids])))


def changed(before: KeyTable, fresh: KeyTable, touched: list[int]) -> KeyChange:
    ids, keys = np.append(before.ids, fresh.ids), np.append(before.table, fresh.table, axis=1)
    return key_change(KeyTable(ids, keys), len(before.ids), np.array(touched, np.int64))


def all_pairs(records: list[Record], ids: list[int]) -> set[tuple[int, int]]:
    left, right = candidate_pairs(block_keys(normalize([records[id] for id in ids])))
    return {(ids[a], ids[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)}


@settings(deadline=None, max_examples=15)
@given(PLACES, st.sets(st.integers(0, 89), max_size=30), st.sets(st.integers(0, 89), max_size=20))
def test_what_is_not_reached_meets_the_same_records_as_before(
    places: list[tuple[int, int, int]], coming: set[int], going: set[int]
) -> None:
    records = articles(places)
    ids = range(len(records))
    before = [id for id in ids if id not in coming]
    now = [id for id in ids if id not in going]
    touched = sorted(coming | going)
    fresh = [id for id in touched if id in now]
    change = changed(table(records, before), table(records, fresh), touched)
    pairs_before, pairs_now = all_pairs(records, before), all_pairs(records, now)
    moved = set(map(tuple, change.moved().tolist()))
    assert {pair for pair in pairs_before ^ pairs_now if not set(touched) & set(pair)} <= moved
    with_touched = set(map(tuple, change.pairs_with_touched().tolist()))
    assert with_touched == {pair for pair in pairs_now if set(touched) & set(pair)}
    ours, theirs = {*fresh[:3], *now[:3]}, {*now[1:60]}
    found = change.pairs_among(*(np.array(sorted(side), np.int64) for side in (ours, theirs)))
    between = {(a, b) for a, b in pairs_now if (a in ours and b in theirs) or (b in ours and a in theirs)}
    assert set(map(tuple, found.tolist())) == between


def test_a_record_whose_keys_are_what_they_were_changes_nothing() -> None:
    records = [replace(ARTICLE, page=str(n)) for n in range(3)]
    change = changed(table(records, [0, 1, 2]), table(records, [1]), [1])
    assert change.rekeyed.tolist() == []
    assert len(change.fresh.ids) == 0


def test_in_an_empty_table_nothing_is_near() -> None:
    change = changed(table([], []), table([], []), [])
    assert change.moved().tolist() == []
    assert change.pairs_among(np.array([5]), np.array([5])).tolist() == []
