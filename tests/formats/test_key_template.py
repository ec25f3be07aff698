"""Citation keys of a shape of one's own."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.errors import UsageError
from bibman.formats.key_template import DEFAULT, read_template, template_keys
from bibman.formats.keys import citation_key
from bibman.model import Name, Record

ARTICLE = Record(
    type="article-journal", title="О развитии образования в школе", container_title="Халқ таълими",
    issued="2020-05", volume="т. 5", page="12–15", author=(Name("Ғуломов", "А."), Name("Хайдарова", "М.")),
)  # fmt: skip
MANY = Record(title="Til", issued="1999", author=tuple(Name(family) for family in "ABCD"))


@pytest.mark.parametrize(
    "record, template, key",
    [
        (ARTICLE, "{author}{year}{title}", "gulomov2020razvitii"),
        (ARTICLE, "{Author}{year}{Title}", "Gulomov2020Razvitii"),
        (ARTICLE, "{AUTHOR:3}-{yy}", "GUL-20"),
        (ARTICLE, "{authors}:{shorttitle:12}", "gulomovkhaydarova:razvitiiobra"),
        (ARTICLE, "{journal}_{initials}_{volume}.{page}", "khalq_kt_5.12"),
        (ARTICLE, "uz/{year}", "uz/2020"),
        (MANY, "{authors}", "abcetal"),
        (Record(title="Словарь языка"), "{author}{year}{title}", "slovarndyazyka"),
        (Record(title="Словарь языка"), "{authors}{yy}", "reference"),
        (Record(), "{author}{year}{title}", "reference"),
    ],
)
def test_keys_of_a_template(record: Record, template: str, key: str) -> None:
    assert template_keys([("k", record)], template) == [key]


@pytest.mark.parametrize(
    "template, told",
    [
        ("{autor}{year}", "did you mean {author}?"),
        ("{aUthor}", "{author}"),
        ("{x}", "choose among author, year"),
        ("{author", "cannot hold '{author'"),
        ("{author:0}", "cannot hold '{author:0}'"),
        ("{author} {year}", "cannot hold ' '"),
        ("{author},{year}", "cannot hold ','"),
        ("ж{year}", "cannot hold 'ж'"),
        ("key", "names no field"),
        ("", "names no field"),
    ],
)
def test_what_is_wrong_with_a_template_is_told(template: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read_template(template)
    assert told in str(error.value)


def test_keys_that_meet_get_letters_in_the_order_of_the_own_keys() -> None:
    items = [(f"k{n}", Record(title=f"Til {n}", author=(Name("Ali"),))) for n in range(4)]
    keys = dict(zip(items, template_keys(items, "{Author}"), strict=True))
    assert list(keys.values()) == ["Ali", "Alia", "Alib", "Alic"]
    shuffled = random.Random(1).sample(items, 4)
    assert dict(zip(shuffled, template_keys(shuffled, "{Author}"), strict=True)) == keys
    assert template_keys([*items, ("k9", items[0][1])], "{Author}")[:4] == list(keys.values())


def test_keys_differ_by_more_than_case() -> None:
    ab, a = Record(title="c", author=(Name("Ab"),)), Record(title="bc", author=(Name("A"),))
    assert template_keys([("1", ab), ("2", a)], "{Author}{Title}") == ["AbCa", "ABc"]


@given(st.data(), st.sampled_from([DEFAULT, "{Authors}{yy}", "{initials}-{page:2}", "{TITLE:1}"]))
def test_any_records_get_distinct_keys(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, template: str
) -> None:
    records = data.draw(any_records)
    keys = template_keys([(str(n), record) for n, record in enumerate(records)], template)
    assert len({key.lower() for key in keys}) == len(records)
    assert all(re.fullmatch("[A-Za-z0-9-]+", key) for key in keys)


@given(st.data())
def test_the_default_is_the_key_that_works_have(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject
) -> None:
    for record in data.draw(any_records):
        assert template_keys([("k", record)], DEFAULT) == [citation_key(record)]
