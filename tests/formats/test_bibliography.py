"""A whole bibliography: fields, order, letters, format; and that it changes only where a work does."""

import difflib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import needs

from bibman.errors import UsageError
from bibman.formats import FORMATS, read_records, write
from bibman.formats.bibliography import ENDINGS, STYLED, Shape, bibliography, ending
from bibman.formats.choose import read_fields_asked, with_fields_only
from bibman.formats.sorting import SORTS
from bibman.formats.style import find_style
from bibman.model import Name, Record

ITEMS = [
    ("b", Record(type="article-journal", title="Развитие школы", container_title="Педагогика", issued="2020",
                 volume="5", page="1–2", author=(Name("Иванов", "И."),), et_al=True,
                 extra=(("abstract", "text"), ("file", "x.pdf")))),
    ("c", Record(type="book", title="Oʻzbek tili", publisher="Fan", issued="1999", author=(Name("Aliyev", "A."),))),
    ("a", Record(type="book", title="The Trees", issued="2001", author=(Name("Zed", "Z."),), note="rare")),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_wish_it_is_what_write_gives(form: str) -> None:
    assert bibliography(ITEMS, Shape(form)) == write(ITEMS, form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "sort, keys", [("author", "cab"), ("year", "cab"), ("title", "cab"), ("key", "abc"), ("", "bca")]
)
def test_every_format_keeps_the_order(form: str, sort: str, keys: str) -> None:
    text = bibliography(ITEMS, Shape(form, sort))
    assert isinstance(text, str)
    assert [entry.key for entry in read_records(text.encode(), "x")] == list(keys)


def test_only_some_fields() -> None:
    kept = read_fields_asked(["Author", "year", "journal", "abstract"])
    assert kept == {"author", "issued", "container_title", "abstract"}
    record = ITEMS[0][1]
    assert with_fields_only(record, kept) == Record(
        type="article-journal", author=record.author, et_al=True, issued="2020", container_title="Педагогика",
        extra=(("abstract", "text"),),
    )  # fmt: skip
    assert bibliography(ITEMS[1:2], Shape(fields=frozenset({"title"}))) == (
        "@book{c,\n  title = {{Oʻzbek tili}},\n  langid = {uzbek},\n}\n"
    )


@pytest.mark.parametrize(
    "name, told",
    [("titel", "did you mean title?"), ("khaydarova2020development", "there are author, editor")],
)
def test_a_field_that_is_none_is_told(name: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read_fields_asked([name])
    assert told in str(error.value)


def test_a_list_in_latin_letters_says_the_languages() -> None:
    text = bibliography(ITEMS, Shape("bibtex", latin=True))
    assert isinstance(text, str)
    for line in (
        "  author = {Ivanov, I. and others},",
        "  title = {{Razvitiye shkoly}},",
        "  language = {russian},",
        "  note = {(In Russian)},",
        "  note = {(In Uzbek)},",
        "  note = {rare},",
    ):
        assert f"{line}\n" in text


def test_every_format_but_those_of_tex_has_an_ending_of_its_own() -> None:
    for form in (*FORMATS, *STYLED):
        assert ENDINGS[ending(form)] == ("biblatex" if form == "bibtex" else form)


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines gone and the lines new, as a diff has them."""
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [d[2:] for d in diff if d[0] == "-"], [d[2:] for d in diff if d[0] == "+"]


@settings(max_examples=30)
@given(st.data(), st.sampled_from(FORMATS), st.sampled_from(SORTS), st.booleans())
def test_a_change_of_one_entry_touches_only_its_lines(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, form: str, sort: str, latin: bool
) -> None:
    records = data.draw(any_records.filter(bool))
    items = [(f"k{n}", record) for n, record in enumerate(records)]
    shape = Shape(form, sort, latin=latin)
    changed = [("k0", replace(records[0], publisher="Yangi nashriyot", number_of_pages="77")), *items[1:]]
    one = bibliography(changed[:1], shape)
    before, after = bibliography(items, shape), bibliography(changed, shape)
    assert before == bibliography(list(reversed(items)), shape)
    assert isinstance(before, str) and isinstance(after, str) and isinstance(one, str)
    gone, new = changed_lines(before, after)
    mine = [*one.splitlines(), *str(bibliography(items[:1], shape)).splitlines()]
    assert set(gone) <= set(mine) and set(new) <= set(mine)


def test_a_change_of_one_entry_touches_only_its_line_in_a_formatted_list() -> None:
    needs("pandoc")
    shape = Shape("text", "author", style=find_style("gost-r-7-0-5"))
    before = bibliography(ITEMS, shape)
    after = bibliography([("b", replace(ITEMS[0][1], volume="6")), *ITEMS[1:]], shape)
    assert isinstance(before, str) and isinstance(after, str)
    assert changed_lines(before, after) == (
        ["Иванов И. и др. Развитие школы // Педагогика. 2020. Т. 5. С. 1–2."],
        ["Иванов И. и др. Развитие школы // Педагогика. 2020. Т. 6. С. 1–2."],
    )
    assert bibliography(ITEMS[::-1], shape) == before
