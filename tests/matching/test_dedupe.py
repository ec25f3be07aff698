"""Streams of records joined into works: the same in any order, in any chunks, on one process or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.matching import dedupe as engine
from bibman.matching.dedupe import Deduped, dedupe, normalize_chunks
from bibman.model import Name, Record

TITLES = [
    "Neural networks for bibliographic record linkage",
    "Психология субъекта как методология понимания человеческого бытия",
    "O‘zbek tilining izohli lug‘ati va uning tuzilishi",
    "Soil salinity in the lower reaches of the Amu Darya",
    "Хайвонот олами хакида янги маълумотлар туплами",
]
Chunk = Sequence[Record]


def variants(n: int) -> list[Record]:
    """One article as four lists print it."""
    full = Record(
        type="article-journal",
        title=TITLES[n],
        author=(Name(literal=f"Karimov {'ABCDE'[n]}."), Name(literal="Petrov I.")),
        container_title="Journal of Examples",
        issued=str(1990 + n),
        volume=str(n + 1),
        page=f"{n + 10}-{n + 19}",
    )
    return [
        full,
        replace(full, title=full.title.upper(), volume="", page=f"{n + 10}"),
        replace(full, title=full.title.replace("o", "0", 1), author=full.author[:1], et_al=True),
        replace(full, container_title="J. Examples", issued=""),
    ]


RECORDS = [record for n in range(len(TITLES)) for record in variants(n)]
WORKS = {frozenset(range(n, n + 4)) for n in range(0, len(RECORDS), 4)}


def read(chunk: Chunk) -> tuple[Chunk, int]:
    return chunk, len(chunk)


def found(chunks: Sequence[Chunk], processes: int = 1) -> Deduped:
    return dedupe(normalize_chunks(chunks, read, processes), processes=processes)


def works(deduped: Deduped, names: Sequence[int]) -> set[frozenset[int]]:
    lowest = deduped.work.tolist()
    return {frozenset(names[m] for m, w in enumerate(lowest) if w == work) for work in set(lowest)}


def test_variants_of_one_article_are_one_work() -> None:
    deduped = found([RECORDS])
    assert works(deduped, range(len(RECORDS))) == WORKS
    assert (deduped.pairs.score[deduped.reason] > 0.5).all()


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(len(RECORDS))), st.integers(1, len(RECORDS)))
def test_neither_order_nor_chunks_decide(order: list[int], size: int) -> None:
    shuffled = [RECORDS[n] for n in order]
    chunks = [shuffled[n : n + size] for n in range(0, len(shuffled), size)]
    assert works(found(chunks), order) == WORKS


def test_contested_records_fall_to_the_same_work_in_any_order() -> None:
    title = TITLES[3]
    parts = [Record(type="book", title=f"{title}: part {n}", issued="2001") for n in ("I", "II")]
    contested = [*parts, Record(type="book", title=title, issued="2001"), *RECORDS]
    plain = works(found([contested]), range(len(contested)))
    for seed in range(5):
        order = list(range(len(contested)))
        Random(seed).shuffle(order)
        assert works(found([[contested[n] for n in order]]), order) == plain


def test_two_processes_find_what_one_finds() -> None:
    many = [replace(record, page=f"{n}-{n + 9}") for n in range(50) for record in RECORDS[:4]]
    chunks = [many[n : n + 40] for n in range(0, len(many), 40)]
    one, two = found(chunks), found(chunks, processes=2)
    assert np.array_equal(one.work, two.work)
    copies = engine._FEW_PAIRS // len(one.pairs) + 1
    left, right = np.tile(one.pairs.left, copies), np.tile(one.pairs.right, copies)
    helped = engine.compare_pairs(one.columns, left, right, processes=2)
    assert np.array_equal(helped.evidence.levels, np.tile(one.pairs.evidence.levels, (copies, 1)))


def test_progress_is_told() -> None:
    told: list[str] = []
    dedupe(normalize_chunks([RECORDS], read), lambda what, done, total: told.append(f"{what} {done} {total}"))
    assert told[:2] == [f"reading {len(RECORDS)} 0", "looking for pairs 0 0"]
    assert told[-1] == f"{engine.LAST_STEP} 0 0"


def test_nothing_is_no_work() -> None:
    assert found([]).work.tolist() == []
    assert found([[Record()], [Record()]]).work.tolist() == [0, 1]
