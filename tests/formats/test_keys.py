import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.keys import assign_keys, citation_key
from bibman.model import Name, Record


@pytest.mark.parametrize(
    "record, key",
    [
        (
            Record(
                title="The Development of Education", issued="2020-05", author=(Name("Khaydarova", "U."),)
            ),
            "khaydarova2020development",
        ),
        (
            Record(title="О развитии языка", issued="1999", author=(Name("Иванов", "И."), Name("Петров"))),
            "ivanov1999razvitii",
        ),
        (
            Record(title="Oʻzbek tili", author=(Name("Gʻulomov", "A."),), issued="2001"),
            "gulomov2001ozbek",
        ),
        (Record(title="Словарь", author=(Name("Бодуэн-де-Куртенэ"),)), "boduendekurtenendslovar"),
        (Record(title="Доклад", issued="2015", author=(Name(literal="ООН"),)), "oon2015doklad"),
        (Record(title="Works", issued="1987", editor=(Name("Hasan", "B."),)), "hasan1987works"),
        (Record(title="The Constitution of Uzbekistan", issued="2023"), "constitution2023uzbekistan"),
        (Record(title="В", issued="2023", author=(Name("others"),)), "v2023"),
        (Record(URL="https://www.lex.uz/docs/12"), "lexnduz"),
        (Record(issued="1960"), "reference1960"),
        (Record(title="…"), "reference"),
        (Record(), "reference"),
    ],
)
def test_keys_of_records(record: Record, key: str) -> None:
    assert citation_key(record) == key


def test_keys_are_told_apart_by_letters() -> None:
    twins = [Record(title=f"Тил {i}", issued="2000", author=(Name("Али"),)) for i in range(3)]
    assert assign_keys(twins) == ["ali2000til", "ali2000tila", "ali2000tilb"]
    assert assign_keys(twins[:1], {"ALI2000TIL", "ali2000tila"}) == ["ali2000tilb"]


def test_keys_do_not_depend_on_the_order_of_the_list() -> None:
    records = [Record(title=f"Til {i}", issued="2000", author=(Name("Ali"),)) for i in range(40)]
    keys = dict(zip(records, assign_keys(records), strict=True))
    random.Random(1).shuffle(records)
    assert dict(zip(records, assign_keys(records), strict=True)) == keys


def test_a_letter_added_does_not_take_the_key_of_another() -> None:
    first, second = (Record(title="Til", issued="2000", publisher=p, author=(Name("A"),)) for p in "xy")
    other = Record(title="Tila", issued="2000", author=(Name("A"),))
    assert assign_keys([first, second, other]) == ["a2000til", "a2000tilb", "a2000tila"]


@given(st.data(), st.sets(st.sampled_from(["reference", "REFERENCEA", "and"])))
def test_any_records_get_distinct_ascii_keys(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, taken: set[str]
) -> None:
    records = data.draw(any_records)
    keys = assign_keys(records, taken)
    assert len(keys) == len(records)
    assert len({key.lower() for key in [*keys, *taken]}) == len(keys) + len(taken)
    assert all(re.fullmatch("[a-z0-9_-]+", key) for key in keys)
