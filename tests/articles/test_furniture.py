"""Running heads and page numbers told from text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.articles.furniture import furniture_lines

BODY = [
    f"line {word} of the text goes on"
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
]
MORE = [line.replace("text", "story") for line in BODY]


def marked(lines, pages=()):
    return [lines[n] for n in sorted(furniture_lines(lines, pages))]


def test_a_head_and_a_number_between_the_lines_of_a_page():
    lines = [
        *BODY,
        "",
        "56",
        "",
        "JOURNAL OF TRIALS 2024 No. 2",
        *MORE,
        "57",
        "",
        "JOURNAL OF TRIALS 2024 No. 2",
    ]
    assert marked(lines) == ["56", "JOURNAL OF TRIALS 2024 No. 2", "57", "JOURNAL OF TRIALS 2024 No. 2"]


def test_form_feeds_tell_where_pages_end():
    lines = ["Head", *BODY, "1", "Head", *MORE, "2"]
    assert marked(lines, [1] * 12 + [2] * 12) == ["Head", "1", "Head", "2"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Strategy up to", "2025", "years"],  # a year on a line of its own
        ["1", "", "First item", "2", "", "Second item", "3", "", "Third item"],  # numbers of items
        ["same line", "other", "same line", "text"],  # said twice, but amid the text
        [*BODY, "", *BODY],  # a text printed twice
    ],
)
def test_what_is_no_furniture(lines):
    assert marked(lines) == []


@given(st.lists(st.text(max_size=40), max_size=40))
def test_only_lines_there_are(lines):
    assert furniture_lines(lines) <= set(range(len(lines)))
