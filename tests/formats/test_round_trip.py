"""What is written reads back as it was, as far as the format can hold it: docs/formats.md."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.formats import FORMATS, ReadEntry, read_records, write
from bibman.formats.keys import assign_keys
from bibman.model import Name, Record
from bibman.text import clean_line, read_table

EXTRA = (
    ("abstract", "Мақола тил ҳақида."),
    ("file", r":C\:/a_b.pdf:PDF"),
    ("keyword", "тил, luğat"),
    ("translator", '[{"family": "Каримов", "given": "А."}]'),
)
EVERYTHING = Record(
    type="article-journal",
    title="Қадимги туркий тил: 100% & #1",
    container_title="Ўзбек тили ва адабиёти",
    publisher="Фан ва технология",
    publisher_place="Тошкент",
    issued="2020-05-12",
    volume="3",
    issue="2",
    page="12–15",
    number_of_pages="250",
    language="uz",
    DOI="10.1000/abc_1",
    URL="https://ex.org/a_b?c=1&d=50%25",
    author=(
        Name("Хайдарова", "Умида Пулатовна"),
        Name("Smith", "John", suffix="Jr."),
        Name(literal="БМТ ташкилоти"),
    ),
    editor=(Name("de la Cruz", "Ana"),),
    et_al=True,
    genre="илмий",
    number="e7",
    accessed="2021-01-05",
    note="изоҳ",
    extra=EXTRA,
)
_BOOK = replace(EVERYTHING, type="book", page="", issue="", genre="", number="7")
_THESIS = replace(
    EVERYTHING, type="thesis", container_title="", editor=(), volume="", issue="", number="", page=""
)
_LAW = replace(
    EVERYTHING, type="legislation", container_title="", publisher_place="", volume="", issue="", page="",
    number_of_pages="", number="",
)  # fmt: skip


def read_back(items: list[tuple[str, Record]], form: str) -> list[tuple[str, Record]]:
    found = list(read_records(write(items, form).encode(), "x")) if items else []
    read = [(entry.key, entry.record) for entry in found if isinstance(entry, ReadEntry)]
    assert len(read) == len(found), found
    return read


def lost(record: Record, form: str) -> set[str]:
    """The fields that come back different."""
    ((_, read),) = read_back([("k", record)], form)
    return {
        field.name for field in fields(Record) if getattr(record, field.name) != getattr(read, field.name)
    }


@pytest.mark.parametrize(
    "record, form, fields",
    [
        (EVERYTHING, "biblatex", {"publisher", "publisher_place", "number_of_pages", "genre", "note"}),
        (EVERYTHING, "bibtex", set()),
        (EVERYTHING, "ris", {"number_of_pages", "et_al", "extra"}),
        (_BOOK, "biblatex", set()),
        (_BOOK, "bibtex", set()),
        (_BOOK, "ris", {"et_al", "extra"}),
        (_THESIS, "biblatex", set()),
        (_THESIS, "bibtex", set()),
        (_THESIS, "ris", {"et_al", "extra"}),
        (_LAW, "biblatex", set()),
        (_LAW, "bibtex", {"publisher", "genre"}),
        (_LAW, "ris", {"et_al", "extra"}),
    ],
)
def test_what_each_format_loses(record: Record, form: str, fields: set[str]) -> None:
    assert lost(record, form) == fields


@pytest.mark.parametrize("kind", [row["csl"] for row in read_table("entry_types")])
def test_csl_loses_nothing(kind: str) -> None:
    assert lost(replace(EVERYTHING, type=kind), "csl-json") == set()


def test_types_that_come_back_as_their_neighbours() -> None:
    kinds = [row["csl"] for row in read_table("entry_types")]
    other = {form: {k for k in kinds if "type" in lost(Record(type=k, title="A"), form)} for form in FORMATS}
    assert other["csl-json"] == set()
    assert other["biblatex"] == {"article", "entry"}
    assert other["ris"] == {
        "article", "entry", "interview", "performance", "post", "regulation", "review", "review-book", "speech",
        "treaty",
    }  # fmt: skip
    assert other["bibtex"] == {
        "article", "article-magazine", "article-newspaper", "dataset", "entry", "patent", "periodical",
        "software", "webpage",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(data=st.data())
def test_any_records_come_back_and_then_stay(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, form: str
) -> None:
    records = data.draw(any_records)
    items = sorted(zip(assign_keys(records), records, strict=True))
    once = read_back(items, form)
    assert [key for key, _ in once] == [key for key, _ in items]
    twice = read_back(once, form)
    assert read_back(twice, form) == twice


#: Hostile to BibTeX and RIS, yet nothing that they would print otherwise.
TITLES = (
    st.text("{}%&$#_~^\\@=,;:()/+*«»“”№… абвАЎўқğşI12.")
    .map(clean_line)
    .filter(lambda t: t.count("{") == 0 == t.count("}"))
)
WORDS = st.text("абвгАБЎўқğşOʻʼ-.", min_size=1).map(clean_line).filter(lambda w: "--" not in w)
PEOPLE = st.builds(Name, WORDS.map("Ў{}".format), WORDS.map("Қ{}".format)) | st.builds(
    Name, literal=WORDS.map("Вазирлик {} уюшмаси".format)
)


@pytest.mark.parametrize("form", ["biblatex", "ris"])
@given(title=TITLES, author=st.lists(PEOPLE, max_size=3), note=TITLES)
def test_hostile_titles_and_names_come_back(form: str, title: str, author: list[Name], note: str) -> None:
    record = Record(type="book", title=title, author=tuple(author), note=note, language="uz")
    assert lost(record, form) == set()
