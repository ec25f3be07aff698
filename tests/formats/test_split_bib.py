"""The quick way to split an entry says what bibtexparser says, or nothing."""

import pytest
from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.split_bib import BibEntry, are_fields, plain_entry, read_entry

#: Pieces of which most entries are broken in some way, and some are not.
PIECES = st.sampled_from(
    ["{", "}", "{", "}", '"', ",", "=", "\\", "\n", " ", "a", "1", "title", "@", "@x{", "#", "%", "(", "ў", "\u2028"]
)  # fmt: skip
VALUES = st.lists(PIECES, max_size=6).map("".join)
FIELDS = st.builds(
    "{}{}{}{}{}".format, st.sampled_from(["title", "\n a-b ", "a b", "Año"]), st.sampled_from(["=", " = ", ""]),
    st.sampled_from(["{", '"', ""]), VALUES, st.sampled_from(["},", "}", '",', ",", "2020,"]),
)  # fmt: skip
ENTRIES = st.builds(
    "@{}{}{}{}{}".format, st.sampled_from(["article", "Book", "comment", "strings", ""]),
    st.sampled_from(["{k,", "{", "(k,", " { k ,"]), st.lists(FIELDS, max_size=3).map("".join), VALUES,
    st.sampled_from(["}", "}\n\n", ""]),
)  # fmt: skip


@given(ENTRIES.filter(lambda text: "\n@" not in text.replace(" ", "")))
def test_what_is_split_quickly_is_split_right(text: str) -> None:
    quick = plain_entry(text)
    if quick:
        (block,) = Splitter(text).split().blocks
        entry = getattr(block, "ignore_error_block", None) or block
        assert isinstance(entry, Entry)
        assert (entry.entry_type, entry.key) == quick[:2]
        assert [(field.key, field.value) for field in entry.fields] == quick.fields


@pytest.mark.parametrize(
    "text, fields",
    [
        ("@book{k}", None),
        ("@book{k,}", []),
        ("@Book{k, title = {A {B} \\} c}, year=2020}\n", [("title", "{A {B} \\} c}"), ("year", "2020")]),
        ('@book{k, title = "A, b"}', [("title", '"A, b"')]),
        ('@book{k, title = "A {"} b"}', None),
        ("@book{k, title = {{{{{deep}}}}}}", None),
        ("@book{k, title = {A} # {b}}", None),
        ("@comment{k, title = {A}}", None),
        ("@book{k, title = {A}} and more", None),
    ],
)
def test_what_is_left_to_bibtexparser(text: str, fields: list[tuple[str, str]] | None) -> None:
    assert plain_entry(text) == (None if fields is None else BibEntry("book", "k", fields))


@pytest.mark.parametrize(
    "values, right",
    [
        (["A", "B {c} \\} d"], True),
        ([""], True),
        ([], True),
        (["a{b", "c}"], False),
        (["a}, b = {c"], False),
        (["a},\n  b = {c"], False),
        (["ends in \\"], False),
    ],
)
def test_lines_that_read_as_they_were_meant(values: list[str], right: bool) -> None:
    lines = "".join(f"  t = {{{value}}},\n" for value in values)
    assert are_fields(lines, len(values)) == right
    if right:
        read = read_entry(f"@book{{k,\n{lines}}}\n")
        assert read == ("book", "k", [("t", f"{{{value}}}") for value in values])
