"""Work by several processes: nothing is lost, nothing changes places, and nobody is left behind."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from deadly import double, long_text, process

from bibman.errors import BibmanError
from bibman.workers import FEW, FEW_CHUNKS, Died, in_order, in_turn

MANY = 5 * FEW


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(in_order(double, range(MANY), 2)) == [2 * n for n in range(MANY)]


def test_results_larger_than_the_line_between_processes_come_whole() -> None:
    assert [len(text) for text in in_order(long_text, range(FEW), 3)] == [
        300_000 * len(str(n)) for n in range(FEW)
    ]


def test_items_and_results_may_both_be_larger_than_the_line() -> None:
    assert [len(text) for text in in_order(double, ["a" * 1_000_000] * FEW, 2)] == [2_000_000] * FEW


def test_few_items_and_one_process_are_worked_on_here() -> None:
    assert {*in_order(process, range(FEW - 1), 2), *in_order(process, range(MANY), 1)} == {os.getpid()}
    assert list(in_order(double, [], 2)) == []


def test_a_process_that_dies_costs_the_item_it_was_at_and_no_other() -> None:
    items = [*range(FEW), "killed", "a", "left", *range(FEW)]
    found = list(in_order(double, items, 2))
    assert [(n, r.item) for n, r in enumerate(found) if isinstance(r, Died)] == [
        (FEW, "killed"),
        (FEW + 2, "left"),
    ]
    assert "memory" in found[FEW].how
    assert found[FEW + 1] == "aa"
    assert [r for r in found if isinstance(r, int)] == 2 * [2 * n for n in range(FEW)]


def test_all_may_die() -> None:
    assert all(isinstance(found, Died) for found in in_order(double, ["left"] * FEW, 2))


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ValueError, match="wrong"):
        list(in_order(double, [*range(FEW), "wrong"], 2))


def test_work_given_up_leaves_no_process_behind() -> None:
    results = in_order(process, range(MANY), 2)
    workers = {next(results), next(results)}
    results.close()
    for number in workers:
        with suppress(ProcessLookupError):
            os.kill(number, 0)
            pytest.fail("a process is still there")


def test_few_items_are_taken_ahead() -> None:
    items = iter(range(1000))
    results = in_order(double, items, 2)
    next(results)
    assert next(items) < 100
    results.close()


def test_chunks_come_in_turn_by_others_or_by_this_process_where_they_are_few() -> None:
    assert list(in_turn(double, range(MANY))) == [2 * n for n in range(MANY)]
    assert os.getpid() not in in_turn(process, range(FEW_CHUNKS))
    assert {*in_turn(process, range(FEW_CHUNKS - 1)), *in_turn(process, range(MANY), 1)} == {os.getpid()}


def test_no_chunk_may_be_missing() -> None:
    with pytest.raises(BibmanError, match="memory"):
        list(in_turn(double, [*range(FEW_CHUNKS), "killed"]))
