"""References of whole articles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.articles import read_article
from bibman.references.extract import extract_references

SEEDS = Path(__file__).parents[2] / "seeds"


def extract(text):
    return extract_references(read_article("a.txt", data=text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("000_role_of_leaders.txt", 7),
        ("001_innovative_productions.txt", 26),
        ("002_target_context.txt", 0),
        ("003_higher_education.txt", 0),
        ("004_teacher_innovation.txt", 0),
    ],
)
def test_the_samples(name, count):
    assert len(extract_references(read_article(SEEDS / name))) == count


def test_one_reference_printed_under_two_numbers_is_one():
    references = extract_references(read_article(SEEDS / "001_innovative_productions.txt"))
    assert references[6].text == (
        "Xaydarova, M. (2023). BOSHLANG 'ICH SINFLARDA TARBIYA FANINI O 'QITISHNING MAZMUNI. "
        "Interpretation and researches, 1(1)."
    )
    assert references[6].mended == "items 7 and 8 are one reference"
    assert references[6].end_line == references[6].start_line + 1
    assert [r.label for r in references[5:9]] == ["6", "7", "9", "10"]


PAGES = """Text of the article goes on here.
Литература
1. Берчу Д. Даки. М.: Наука, 2008. 192 с.
2. Досымбаева А. История тюркских народов.
45
\fJOURNAL OF TRIALS 2
Астана, 2013. 250 с.
3. Нерознак В. Языки. М., 1978. 247 с.
46
\fJOURNAL OF TRIALS 2
"""


def test_page_furniture_stays_out_and_the_place_is_kept():
    references = extract(PAGES)
    assert [r.text for r in references][1] == "Досымбаева А. История тюркских народов. Астана, 2013. 250 с."
    assert [(r.label, r.page, r.start_line, r.end_line) for r in references] == [
        ("1", 1, 3, 3),
        ("2", 1, 4, 7),
        ("3", 2, 8, 8),
    ]


def test_lists_are_counted():
    text = "Адабиётлар\n1. Каримов А. Китоб. – Т., 2001.\n\nReferences\n1. Karimov A. A Book. – T., 2001.\n"
    assert [(r.list, r.text) for r in extract(text)] == [
        (1, "Каримов А. Китоб. – Т., 2001."),
        (2, "Karimov A. A Book. – T., 2001."),
    ]


def test_a_file_that_is_a_bare_list():
    text = "".join(f"{n}. Петров П. П. Том {n}. – М.: Наука, 19{n}0. – {n}20 с.\n" for n in range(1, 7))
    assert [r.label for r in extract(text)] == ["1", "2", "3", "4", "5", "6"]


def test_theses_are_no_list():
    text = (
        "Xulosa\n1. Maktab 2020-yilda qurildi va ochildi.\n2. Bog‘ 2021-yilda ekildi.\n3. Hovuz quritildi.\n"
    )
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "References\n",
        "References\n1.",
        "1. " * 9000,
        "References\n" + "( " * 60_000,
        "Литература: " + "1. А " * 20_000,
    ],
)
def test_odd_input_is_answered(text):
    assert isinstance(extract("x" + text), list)


@given(
    st.lists(
        st.sampled_from(
            ["References", "1. A b 2001.", "2. ", "3", "", "\f", "• x", "УДК", "–", "\u00ad", "12"]
        )
    )
)
def test_references_lie_in_the_text_in_order(lines):
    text = "\n".join(["x", *lines])
    references = extract(text)
    starts = [r.start_line for r in references]
    assert starts == sorted(starts)
    assert all(r.text and r.start_line <= r.end_line <= len(lines) + 1 for r in references)
