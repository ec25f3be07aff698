"""Records of one work meet under some key, however they are printed; and a key that many share stays cheap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bibman.matching.block import block_keys
from bibman.matching.candidates import candidate_pairs
from bibman.matching.columns import normalize
from bibman.model import Name, Record

ARTICLE = Record(
    type="article-journal",
    title="Психология субъекта как методология понимания человеческого бытия",
    author=(Name(literal="Знаков В.В."),),
    container_title="Психологический журнал",
    issued="2003",
    volume="24",
    page="95-106",
)
BARE = replace(ARTICLE, author=(), issued="", volume="", page="", container_title="")

VARIANTS = {
    "title alone": BARE,
    "transliterated": replace(
        BARE, title="Psixologiya sub``ekta kak metodologiya ponimaniya chelovecheskogo by'tiya"
    ),
    "misprints": replace(BARE, title="Психолгия субъекта как мтодология понимания человческого бытия"),
    "cut": replace(BARE, title="Психология субъекта как методология"),
    "opening lost": replace(BARE, title="методология понимания человеческого бытия"),
    "capitals and look-alikes": replace(BARE, title="ПCИXOЛOГИЯ СУБЪЕКТА KAK МЕТОДОЛОГИЯ ПОНИМАНИЯ БЫТИЯ"),
    "translated": replace(ARTICLE, title="The psychology of the subject as a methodology"),
    "year off by one, most lost": replace(ARTICLE, title="Психология субьекта", issued="2004", volume=""),
    "no title": replace(ARTICLE, title=""),
}


def pairs(records: list[Record]) -> set[tuple[int, int]]:
    left, right = candidate_pairs(block_keys(normalize(records)))
    return set(zip(left.tolist(), right.tolist(), strict=True))


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS.keys())
def test_variants_of_a_record_meet_it(variant: Record) -> None:
    assert pairs([ARTICLE, variant]) == {(0, 1)}


def test_one_doi_is_enough() -> None:
    one, two = (Record(title=title, DOI="10.1000/X1") for title in ("One title", "Заглавие"))
    assert pairs([one, two]) == {(0, 1)}


def test_records_of_other_works_do_not_meet() -> None:
    other = Record(
        title="Критерии опасности загрязнения", author=(Name(literal="Онищенко Г.Г."),), issued="2003"
    )
    assert pairs([ARTICLE, other, Record(), Record()]) == set()


def numbered(count: int) -> list[Record]:
    """Articles under one heading in one journal, told apart by their pages alone."""
    return [replace(ARTICLE, title="Хроника научной жизни", page=str(10 * n + 1)) for n in range(count)]


def test_a_title_that_many_share_brings_together_those_that_share_more() -> None:
    records = [*numbered(600), replace(numbered(8)[7], volume="", issued="")]
    found = pairs(records)
    assert (7, 600) in found
    assert len(found) < 15 * len(records)


def test_a_thousand_equal_records_stay_connected_without_comparing_all() -> None:
    found = pairs([ARTICLE] * 1000)
    assert len(found) < 15 * 1000
    reached, edges = {0}, sorted(found)
    while grown := {b if a in reached else a for a, b in edges if (a in reached) != (b in reached)}:
        reached |= grown
    assert len(reached) == 1000
