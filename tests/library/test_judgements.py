"""Judgements: remembered by what was printed, so that merging, re-reading and undoing do not lose them."""

import sqlite3
from pathlib import Path

import pytest

from bibman.errors import NotFoundError, UsageError
from bibman.library import CandidatePair, Library, WorkGroup
from bibman.model import Judgement

KEYS = {"Хайдарова": "x2019", "Khaydarova": "k2020", "Норов": "n2005"}
MERGED = KEYS | {"Хайдарова": "k2020"}


@pytest.fixture
def grouped(library: Library, put, regroup) -> Library:
    put(library)
    regroup(library, KEYS)
    return library


def ids(library: Library, *words: str) -> tuple[int, ...]:
    return tuple(r.id for r in library.references() if any(word in r.reference.text for word in words))


def test_a_judgement_is_remembered(grouped: Library):
    made = grouped.add_judgement(
        "work", "X2019", "k2020", "same", who="me", reason="one book", when="2024-01-01"
    )
    assert made == Judgement(1, "work", "x2019", "k2020", "same", "me", "2024-01-01", "one book")
    assert grouped.judgements() == [made]
    assert grouped.is_stale
    (pair,) = grouped.judged_pairs("work")
    assert (pair.a_members, pair.b_members) == (ids(grouped, "Хайдарова"), ids(grouped, "Khaydarova"))
    assert grouped.judged_pairs("person") == []


def test_it_outlives_merging_removing_and_reading_again(grouped: Library, put, regroup):
    grouped.add_judgement("work", "x2019", "k2020", "same")
    regroup(grouped, MERGED)
    put(grouped, content="new")
    (pair,) = grouped.judged_pairs("work")
    assert (pair.a_members, pair.b_members) == (ids(grouped, "Хайдарова"), ids(grouped, "Khaydarova"))
    grouped.remove_article("a.txt")
    assert grouped.judged_pairs("work")[0].a_members == ()
    put(grouped, "elsewhere.txt")
    (pair,) = grouped.judged_pairs("work")
    assert (pair.a_members, pair.b_members) == (ids(grouped, "Хайдарова"), ids(grouped, "Khaydarova"))


def test_what_a_merge_swallowed_can_be_set_apart(grouped: Library, regroup):
    grouped.add_judgement("work", "x2019", "k2020", "same")
    regroup(grouped, MERGED)
    grouped.add_judgement("work", "k2020", "x2019", "different")
    (pair,) = grouped.judged_pairs("work")
    assert (pair.verdict, pair.a_members, pair.b_members) == (
        "different", ids(grouped, "Khaydarova"), ids(grouped, "Хайдарова"),
    )  # fmt: skip


def test_persons_are_judged_by_their_mentions(grouped: Library):
    grouped.add_judgement("person", "x2019", "k2020", "different")
    (pair,) = grouped.judged_pairs("person")
    forms = {m.id: m.name.form for m in grouped.mentions()}
    assert [forms[id] for id in pair.a_members] == ["Махлиё Хайдарова", "Хайдарова М."]
    assert [forms[id] for id in pair.b_members] == ["Khaydarova М."]


def test_undo_and_judge_again(grouped: Library):
    grouped.add_judgement("work", "x2019", "k2020", "same")
    grouped.add_judgement("work", "x2019", "n2005", "different")
    assert grouped.undo().number == 2
    assert grouped.undo(1).undone
    assert [j.undone for j in grouped.judgements()] == [True, True]
    assert grouped.judged_pairs("work") == []
    again = grouped.add_judgement("work", "x2019", "k2020", "different")
    assert [p.number for p in grouped.judged_pairs("work")] == [again.number]


@pytest.mark.parametrize("number", [None, 0, -1, 2, 10**30])
def test_nothing_to_undo(grouped: Library, number: int | None):
    with pytest.raises(NotFoundError, match="bibman log"):
        grouped.undo(number)


def test_undone_only_once(grouped: Library):
    grouped.add_judgement("work", "x2019", "k2020", "same")
    grouped.undo(1)
    with pytest.raises(NotFoundError, match="already undone"):
        grouped.undo(1)


def test_unknown_and_equal_keys(grouped: Library):
    with pytest.raises(NotFoundError, match="no work petrov"):
        grouped.add_judgement("work", "x2019", "petrov", "same")
    with pytest.raises(NotFoundError, match="no person"):
        grouped.add_judgement("person", "", "x2019", "same")
    with pytest.raises(UsageError, match="are the same work"):
        grouped.add_judgement("work", "x2019", "X2019", "same")
    assert grouped.judgements() == []


def test_judged_pairs_are_no_longer_to_be_decided(grouped: Library, write_groups):
    pair = CandidatePair("work", "k2020", "x2019", "possible", 0.6, "one author")
    works = [WorkGroup(w.key, w.record, ((i, 1.0, ""),)) for i, w in enumerate(grouped.works(), 1)]
    write_groups(grouped, works, [], [pair])
    grouped.add_judgement("work", "x2019", "k2020", "undecided")
    assert grouped.candidates("work") == [pair]
    grouped.add_judgement("work", "x2019", "k2020", "different")
    assert grouped.candidates("work") == []
    assert grouped.candidates("work", judged=True) == [pair]
    grouped.undo()
    assert grouped.candidates("work") == [pair]


def test_judgements_are_only_added(grouped: Library, path: Path):
    grouped.add_judgement("work", "x2019", "k2020", "same")
    raw = sqlite3.connect(path)
    for sql in ("DELETE FROM judgement", "UPDATE judgement SET verdict = 'different'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            raw.execute(sql)
    raw.close()
