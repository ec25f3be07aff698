"""The order of entries in a list."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.sorting import SORTS, sort_key, text_key
from bibman.model import Name, Record


@pytest.mark.parametrize(
    "in_order",
    [
        ["Abdullayev", "abdullayeva", "Çelik", "Oʻrinov", "Ozodov", "Zoxidov"],
        ["Zoxidov", "Абдуллаев", "Яковлев", "საქართველო"],  # Latin, Cyrillic, all else
        ["Гусев", "Ґудзь", "Ғуломов", "Дурдиев"],
        ["Едгоров", "Ёлкин", "Ермаков", "Єфремов", "Жуков"],
        ["Иванов", "Іваненко", "Їжак", "Йўлдошев", "Каримов", "Қодиров", "Лем"],
        ["Умаров", "Ўроқов", "Фан", "Хайдарова", "Ҳасанов", "Цой"],
        ["«Абая» газеті", "Ана тілі", "Әдебиет"],
    ],
)
def test_texts_in_order(in_order: list[str]) -> None:
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert sorted(shuffled, key=text_key) == in_order


OLD = Record(title="Я", issued="1999", author=(Name("Иванов", "А."),))
NEW = Record(title="А", issued="2020-05", author=(Name("Иванов", "А."),))
LATIN = Record(title="Б", issued="2010", author=(Name("Zed"),))
TITLE = Record(title="Жизнь")


@pytest.mark.parametrize(
    "by, keys",
    [
        ("key", ["a", "b", "c", "d"]),
        ("author", ["c", "d", "b", "a"]),  # the title of "d" stands among the authors
        ("year", ["b", "c", "a", "d"]),
        ("title", ["a", "c", "d", "b"]),
    ],
)
def test_entries_in_order(by: str, keys: list[str]) -> None:
    items = {"a": NEW, "b": OLD, "c": LATIN, "d": TITLE}
    assert sorted(items, key=lambda key: sort_key(key, items[key], by)) == keys


@given(st.data(), st.sampled_from(SORTS))
def test_any_records_have_an_order(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, by: str
) -> None:
    records = data.draw(any_records)
    keys = [sort_key(str(n), record, by) for n, record in enumerate(records)]
    in_order = sorted(keys)  # any two can be compared
    assert len(set(in_order)) == len(records)
