"""Pairs of records from real print: what is one work, what may be, what is not."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.matching import compare_records, group_works
from bibman.matching.merge import merge_records
from bibman.model import Comparison, Name, Record


def record(author: str = "", title: str = "", **fields: str) -> Record:
    family, _, given = author.partition(" ")
    people = (Name(family=family, given=given, form=author),) if author else ()
    return Record(type=fields.pop("type", "book"), title=title, author=people, **fields)  # type: ignore[arg-type]


ARTICLE = {"type": "article-journal"}
TITLE = "TARBIYA FANINI O 'QITISHNING ILMIY-NAZARIY ASOSLARI"

CASES = [
    pytest.param(
        record("Narinbetova G.", "O‘zbekistonda qozoq tilidagi nashrlar", issued="2025", page="86-87"),
        record("Narinbetova G.", "O'zbekistonda qozoq tilidagi nashrlar", issued="2025", page="25-26"),
        "same", id="one book, other cited pages, other apostrophe",
    ),
    pytest.param(
        record("Mayer R.", "Multimedia Learning", issued="2009", publisher="Cambridge"),
        record("Mayer R. E.", "Multimedia Learning", issued="2009", publisher="Cambridge University Press"),
        "same", id="a second initial",
    ),
    pytest.param(
        record("Хайдарова М.", "Тарбия фани асослари", issued="2023", container_title="Таълим", **ARTICLE),
        record("Xaydarova M.", "Tarbiya fani asoslari", issued="2023", container_title="Ta’lim", **ARTICLE),
        "same", id="one article in two alphabets",
    ),
    pytest.param(
        record("Xaydarova M.", TITLE, issued="2023", container_title="Research", volume="1", **ARTICLE),
        record("Хайдарова М.", TITLE, issued="2023", container_title="Humanities", volume="3", **ARTICLE),
        "possible", id="one title in two journals",
    ),
    pytest.param(
        record("Арсалиев Ш. М.-Х.", "Этнопедагогика чеченцев", issued="1999", type="thesis"),
        record("Арсалиев Ш. М.-Х.", "Этнопедагогика чеченцев", issued="2007"),
        "possible", id="the abstract of a thesis and the book made of it",
    ),
    pytest.param(
        record("Warschauer M.", "Computer-assisted language learning", issued="1996"),
        record("Hubbard P.", "Computer-assisted language learning", issued="2009"),
        "different", id="one title, two authors",
    ),
    pytest.param(
        record("Навоий А.", "Мукаммал асарлар тўплами", volume="1", issued="1987"),
        record("Навоий А.", "Мукаммал асарлар тўплами", volume="2", issued="1987"),
        "different", id="volume 1 is not volume 2",
    ),
    pytest.param(record(title="Введение"), record(title="Введение"), "different", id="a title of many works"),
    pytest.param(
        record("Chan C.", "One title", DOI="10.1000/X1"), record("Чан К.", "Other", DOI="10.1000/x1"),
        "same", id="one DOI",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "verdict"), CASES)
def test_a_pair_is_judged_the_same_way_in_both_directions(a: Record, b: Record, verdict: str) -> None:
    found, back = compare_records(a, b), compare_records(b, a)
    assert (found.verdict, back.verdict) == (verdict, verdict), found
    assert found.reason


def test_possible_pairs_stay_apart_and_are_reported() -> None:
    first, second = CASES[3].values[:2]
    match = group_works([first, second])  # type: ignore[list-item]
    assert match.groups == ((0,), (1,))
    assert match.undecided[0, 1].verdict == "possible"


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_the_order_of_records_does_not_change_the_works(seed: int) -> None:
    records = [r for case in CASES for r in case.values[:2]]
    shuffled = list(enumerate(records))
    Random(seed).shuffle(shuffled)
    plain = {frozenset(group) for group in group_works(records).groups}  # type: ignore[arg-type]
    found = group_works([r for _, r in shuffled]).groups  # type: ignore[misc]
    assert {frozenset(shuffled[n][0] for n in group) for group in found} == plain


def test_a_judgement_outweighs_the_comparison() -> None:
    pair = [record("Mayer R.", "Multimedia Learning", issued="2009")] * 2
    assert group_works(pair).groups == ((0, 1),)
    assert group_works(pair, {(0, 1): "different"}).groups == ((0,), (1,))


def test_judgements_join_what_nothing_else_would_and_hold_against_others() -> None:
    book = record("Mayer R.", "Multimedia Learning", issued="2009")
    translated = record("Майер Р.", "Мультимедийное обучение", issued="2012")
    match = group_works([book, translated, book, book], {(0, 1): "same", (2, 3): "different"})
    assert match.groups[0][:2] == (0, 1) and len(match.groups) == 2
    assert match.joined[1] == Comparison("same", 1.0, "decided by a person")


def test_a_work_takes_the_fullest_record_and_fills_its_gaps() -> None:
    short = record("Mayer R.", "Multimedia Learning", issued="2009", page="85-95", number_of_pages="304")
    full = record(
        "Mayer R. E.", "Multimedia Learning", issued="2009", publisher="CUP", publisher_place="Cambridge"
    )
    merged = merge_records([short, full])
    assert (merged.publisher, merged.number_of_pages, merged.page) == ("CUP", "304", "")
    assert merged == merge_records([full, short])
