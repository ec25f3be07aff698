import json
from dataclasses import replace

import pytest
from csl_schema import EXTRA_DATES, EXTRA_NAMES, EXTRA_TEXT, SCHEMA, TEXT, TYPES
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bibman.formats.csl import from_item, to_item, write_csl
from bibman.model import Name, Record
from bibman.text import clean_line, read_table

RECORD = Record(
    type="article-journal",
    title="Ўзбек тилининг луғати",
    container_title="Ўзбек тили ва адабиёти",
    issued="2020-05-12",
    volume="3",
    issue="1–2",
    page="12–15",
    number_of_pages="4",
    publisher_place="Тошкент",
    language="uz",
    author=(Name("Хайдарова", "Умида", "Пулатовна"), Name("Smith", "J.", suffix="Jr."), Name(literal="БМТ")),
    editor=(Name("Иванов", "И.", "И."),),
    et_al=True,
    accessed="2021",
    confidence=0.93,
    confidences=(("title", 0.99), ("container_title", 0.5)),
)

#: Text, a date and names that CSL knows, a field of another program and one of RIS.
EXTRA = (
    ("U1", "one\ntwo"),
    ("abstract", "Ўзбек тили ҳақида"),
    ("file", ":a_b.pdf:PDF"),
    ("original-date", '{"date-parts": [[1990, 5]]}'),
    ("translator", '[{"family": "Каримов", "given": "А."}]'),
)

clean_text = st.text().map(clean_line)
names = st.one_of(
    st.builds(Name, clean_text.filter(bool), clean_text, clean_text, clean_text),
    st.builds(Name, literal=clean_text.filter(bool)),
)
dates = st.dates().map(str) | st.sampled_from(["", "2020", "2020-05", "1998/2000", "б. г.", "2020-13"])
records = st.builds(
    Record,
    type=st.sampled_from(TYPES),
    **dict.fromkeys(
        ["title", "container_title", "publisher", "publisher_place", "volume", "DOI"], clean_text
    ),
    **dict.fromkeys(["issue", "page", "number_of_pages", "language", "URL", "genre", "number"], clean_text),
    **dict.fromkeys(["author", "editor"], st.lists(names, max_size=3).map(tuple)),
    **dict.fromkeys(["issued", "accessed"], dates),
    et_al=st.booleans(),
    note=clean_text,
    confidence=st.integers(0, 10_000).map(lambda n: n / 10_000),
    confidences=st.just((("page", 0.75), ("author", 1.0))),
    extra=st.sampled_from([(), EXTRA, EXTRA[1:]]),
)


def test_a_record_as_an_item() -> None:
    assert to_item(RECORD, "haydarova2020", custom={"source": "a.txt"}) == {
        "id": "haydarova2020",
        "type": "article-journal",
        "author": [
            {"family": "Хайдарова", "given": "Умида Пулатовна"},
            {"family": "Smith", "given": "J.", "suffix": "Jr."},
            {"literal": "БМТ"},
        ],
        "editor": [{"family": "Иванов", "given": "И. И."}],
        "title": "Ўзбек тилининг луғати",
        "container-title": "Ўзбек тили ва адабиёти",
        "publisher-place": "Тошкент",
        "volume": "3",
        "issue": "1–2",
        "page": "12–15",
        "number-of-pages": "4",
        "language": "uz",
        "issued": {"date-parts": [[2020, 5, 12]]},
        "accessed": {"date-parts": [[2021]]},
        "custom": {
            "confidence": 0.93,
            "confidences": {"title": 0.99, "container-title": 0.5},
            "et_al": True,
            "patronymics": {"author": ["Пулатовна", "", ""], "editor": ["И."]},
            "source": "a.txt",
        },
    }


@given(records)
def test_what_an_item_holds_comes_back(record: Record) -> None:
    assert from_item(json.loads(json.dumps(to_item(record)))) == record


@given(st.data(), st.text())
def test_any_record_is_a_valid_item_and_can_be_printed(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, key: str
) -> None:
    for record in data.draw(any_records):
        item = to_item(record, key)
        Draft7Validator(SCHEMA).validate(item)
        json.dumps(item, ensure_ascii=False, allow_nan=False).encode()


KEYS = st.sampled_from(["family", "given", "literal", "date-parts", "patronymics", "confidence"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*TEXT, "author", "editor", "issued", "custom"]), JSON))
def test_a_broken_item_is_still_a_record(item: dict[str, object]) -> None:
    assert isinstance(from_item(item), Record)


@pytest.mark.parametrize(
    "date, parts",
    [
        ("2020", {"date-parts": [[2020]]}),
        ("0988-01-02", {"date-parts": [[988, 1, 2]]}),
        ("1998/2000", {"date-parts": [[1998], [2000]]}),
        ("[1987?]", {"literal": "[1987?]"}),
        ("2020-13", {"literal": "2020-13"}),
    ],
)
def test_dates(date: str, parts: dict[str, object]) -> None:
    assert to_item(Record(issued=date))["issued"] == parts


@pytest.mark.parametrize(
    "item, record",
    [
        ({"issued": {"date-parts": [["2020", "5"]]}}, Record(issued="2020-05")),
        ({"issued": {"raw": "2020 йил"}}, Record(issued="2020 йил")),
        ({"issued": "2020-05"}, Record(issued="2020-05")),
        ({"title": ["From Crossref"], "volume": 7}, Record(title="From Crossref", volume="7")),
        (
            {"author": [{"family": "Cruz", "non-dropping-particle": "de la", "given": "A."}]},
            Record(author=(Name("de la Cruz", "A."),)),
        ),
        (
            {"author": [{"family": "Xo'jayev", "given": "B."}, {"literal": "others"}]},
            Record(author=(Name("Xo'jayev", "B."),), et_al=True),
        ),
    ],
)
def test_items_of_others(item: dict[str, object], record: Record) -> None:
    assert from_item(item) == record


def test_nobody_is_called_others() -> None:
    item = to_item(replace(RECORD, et_al=False, author=(Name("Каримов", "А."), Name("others"))))
    assert item["author"] == [{"family": "Каримов", "given": "А."}]
    assert item["custom"]["et_al"] is True


def test_fields_passed_on_stand_where_csl_has_them() -> None:
    item = to_item(Record(extra=EXTRA))
    assert item["abstract"] == "Ўзбек тили ҳақида"
    assert item["original-date"] == {"date-parts": [[1990, 5]]}
    assert item["translator"] == [{"family": "Каримов", "given": "А."}]
    assert item["custom"] == {"extra": {"U1": "one\ntwo", "file": ":a_b.pdf:PDF"}}


def test_a_field_nobody_knows_is_passed_on() -> None:
    read = from_item({"title": "A", "is-referenced-by-count": 7, "license": [{"URL": "x"}], "empty": []})
    assert read.extra == (("is-referenced-by-count", "7"), ("license", '[{"URL": "x"}]'))
    assert to_item(read)["custom"] == {"extra": dict(read.extra)}


def test_the_table_of_fields_passed_on_is_the_schemas() -> None:
    rows = read_table("extra_fields")
    kinds = {"text": EXTRA_TEXT, "names": EXTRA_NAMES, "date": EXTRA_DATES}
    for kind, names in kinds.items():
        assert sorted(row["csl"] for row in rows if row["kind"] == kind) == sorted(names)


def test_the_table_of_types_knows_each_type_once() -> None:
    assert [row["csl"] for row in read_table("entry_types")] == TYPES
    assert all(row["biblatex"] and row["bibtex"] and row["ris"] for row in read_table("entry_types"))


def test_a_file_is_an_array_in_the_order_of_keys() -> None:
    text = write_csl([("b", RECORD), ("a", Record(title="Gʻ"))])
    assert [item["id"] for item in json.loads(text)] == ["a", "b"]
    assert '"title": "Gʻ"' in text
