"""What the merged record of a work takes from its records."""

from __future__ import annotations

from itertools import permutations

import pytest

from bibman.matching.merge import merge_records
from bibman.model import Name, Record

#: field, the values of the records, the value of the work
CASES = [
    ("title", ["СОСТАВ ПОЧВ", "Sostav pochv", "Состав почв"], "Состав почв"),
    ("title", ["Neural networks", "Neural netwroks", "Neural networks"], "Neural networks"),
    ("title", ["EDITORIAL", "Editorial"], "Editorial"),
    ("container_title", ["J. Appl. Phys.", "J. Appl. Phys.", "Journal of Applied Physics"], "Journal of Applied Physics"),
    ("container_title", ["Вопр. экономики", "Voprosy ekonomiki", "Вопросы экономики"], "Вопросы экономики"),
    ("issued", ["2020", "2019", "2020-05"], "2020-05"),
    ("issued", ["in press", "1997"], "1997"),
    ("page", ["12-19", "12", "13-19"], "12-19"),
    ("volume", ["3", "7", "3"], "3"),
    ("DOI", ["", "10.1000/1"], "10.1000/1"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "values", "best"), CASES)
def test_a_field_takes_its_best_value_in_any_order(field: str, values: list[str], best: str) -> None:
    for order in permutations(values):
        records = [Record(**{"type": "article-journal", field: value}) for value in order]  # type: ignore[arg-type]
        assert getattr(merge_records(records), field) == best


def test_authors_come_from_the_record_that_names_most() -> None:
    one = (Name(literal="Ivanov A."),)
    two = (Name(literal="Иванов А. А."), Name(literal="Петров Б."))
    short = Record(title="Почвы", author=one, et_al=True, publisher="Наука", volume="2")
    merged = merge_records([short, Record(title="Почвы", author=two)])
    assert (merged.author, merged.et_al, merged.publisher) == (two, False, "Наука")


def test_fields_that_are_only_passed_on_are_all_kept() -> None:
    records = [
        Record(title="A", volume="1", extra=(("ISSN", "1"),)),
        Record(title="A", extra=(("ISSN", "2"), ("x", "3"))),
    ]
    assert merge_records(records).extra == (("ISSN", "1"), ("x", "3"))


def test_one_record_stays_as_it_is() -> None:
    record = Record(type="article-journal", title="T", author=(Name(family="A"),), page="1-2", note="kept")
    assert merge_records([record]) == record
