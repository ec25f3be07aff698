"""Judgements given out and taken in: by what is printed, whatever the keys are here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bibman.library import Library
from bibman.pipeline import part, regroup

TWO = (
    ("Норов Ю. Ҳуқуқ назарияси. 2005.", "Норов", "Ҳуқуқ назарияси", "2005"),
    ("Норов Ю. Давлат асослари. 2005.", "Норов", "Давлат асослари", "2005"),
)


@pytest.fixture
def mine(library: Library, put) -> Library:
    put(library, entries=TWO)
    regroup(library)
    return library


@pytest.fixture
def theirs(tmp_path: Path, put) -> Iterator[Library]:
    """A library with the same references, in another article and among others that came first."""
    with Library.open(tmp_path / "theirs.db", create=True) as library:
        put(library, "0.txt", (("Норов Ю. Ҳуқуқ. 2005.", "Норов", "Ҳуқуқ ва жамият", "2005"),))
        put(library, "1.txt", TWO[::-1])
        regroup(library)
        yield library


def send(giver: Library, taker: Library) -> list[str]:
    """What became of each judgement, which went through a file of JSON lines."""
    rows = [json.loads(json.dumps(row)) for row in giver.export_judgements()]
    return [taker.import_judgement(row) for row in rows]


def test_the_same_references_are_judged_under_the_keys_of_each_library(
    mine: Library, theirs: Library
) -> None:
    assert mine.keys("work") == ["norov2005davlat", "norov2005huquq"]
    assert theirs.keys("work") == ["norov2005davlat", "norov2005huquq", "norov2005huquqa"]
    mine.add_judgement("work", "norov2005huquq", "norov2005davlat", "same")
    assert send(mine, theirs) == ["added"]
    regroup(theirs)
    (made,) = theirs.judgements()
    of_text = {r.reference.text: theirs.work_keys()[r.id] for r in theirs.references()}
    assert of_text[TWO[0][0]] == of_text[TWO[1][0]] == made.a
    assert len(theirs.keys("work")) == 2


def test_again_and_in_circles_nothing_is_taken_in_twice(mine: Library, theirs: Library) -> None:
    mine.add_judgement("work", "norov2005huquq", "norov2005davlat", "same")
    assert send(mine, theirs) == ["added"]
    assert send(theirs, mine) == ["known"]
    mine.undo()
    assert send(mine, theirs) == ["undone"]
    assert send(mine, theirs) == ["known"]
    assert theirs.judgements()[0].undone
    assert len(mine.judgements()) == len(theirs.judgements()) == 1


def test_two_libraries_that_share_come_to_the_same_end(mine: Library, theirs: Library) -> None:
    theirs.add_judgement("work", "norov2005davlat", "norov2005huquqa", "same", when="2024-01-02T00:00:00Z")
    mine.add_judgement("work", "norov2005huquq", "norov2005davlat", "different", when="2024-01-01T00:00:00Z")
    send(mine, theirs)
    send(theirs, mine)
    for library in (mine, theirs):
        regroup(library)
        of_text = {r.reference.text: library.work_keys()[r.id] for r in library.references()}
        assert (of_text[TWO[0][0]] == of_text[TWO[1][0]]) is True  # theirs was made a day later


def test_it_waits_for_the_article(mine: Library, tmp_path: Path, put) -> None:
    mine.add_judgement("work", "norov2005huquq", "norov2005davlat", "same")
    with Library.open(tmp_path / "empty.db", create=True) as empty:
        assert send(mine, empty) == ["waiting"]
        put(empty, "later.txt", TWO)
        regroup(empty)
        assert empty.keys("work") == ["norov2005huquq"]


def test_a_part_keeps_its_key(mine: Library, theirs: Library, put) -> None:
    for library in (mine, theirs):
        put(library, "more.txt", ((f"{TWO[0][0]} – 20 б.", *TWO[0][1:]),))
        regroup(library)
    part(mine, "work", "norov2005huquq", [f"{TWO[0][0]} – 20 б."])
    assert send(mine, theirs) == ["added"]
    regroup(theirs)
    assert len(theirs.keys("work")) == 4


def test_where_it_is_printed_otherwise_the_key_and_the_title_tell(mine: Library, tmp_path: Path, put) -> None:
    mine.add_judgement("work", "norov2005huquq", "norov2005davlat", "same")
    with Library.open(tmp_path / "other.db", create=True) as other:
        put(other, "x.txt", tuple((f"1. {text}", *rest) for text, *rest in TWO))
        regroup(other)
        assert send(mine, other) == ["added"]
        regroup(other)
        assert other.keys("work") == ["norov2005huquq"]
