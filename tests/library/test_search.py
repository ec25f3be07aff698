"""Search finds a work by any words in any script, and no text is a wrong query."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibman.library import Library

KEYS = {"Хайдарова": "x2019", "Khaydarova": "k2020", "Норов": "n2005"}


@pytest.fixture
def grouped(library: Library, put, regroup) -> Library:
    put(library)
    regroup(library, KEYS)
    return library


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("Норов", ["n2005"]),
        ("norov", ["n2005"]),
        ("NOROV 2005", ["n2005"]),
        ("huquq nazariyasi", ["n2005"]),  # Latin finds Cyrillic
        ("Ҳуқуқ", ["n2005"]),
        ("назар", ["n2005"]),  # the last word may be only begun
        ("назар норов", []),  # the others not
        ("Xaydarova", ["k2020", "x2019"]),
        ("хайдарова корпус", []),
        ("Xaydarova corpus", ["k2020"]),
        ("n2005", ["n2005"]),
        ("Тошкент", ["x2019"]),  # printed, though in no field
        ("xaydarova OR norov", []),
        ('"norov', ["n2005"]),
        ("norov*", ["n2005"]),
        ("folded_title:norov", []),
        ("", []),
        ("— ?! ()", []),
    ],
)
def test_queries(grouped: Library, query: str, keys: list[str]):
    assert sorted(work.key for work in grouped.search(query)) == keys


def test_title_counts_most(library: Library, put, regroup):
    put(
        library,
        entries=(
            ("AA. Beta by Norov. 2001.", "AA", "Beta", "2001"),
            ("BB. Norov. 2002.", "BB", "Norov", "2002"),
        ),
    )
    regroup(library, {"AA": "a", "BB": "b"})
    assert [work.key for work in library.search("norov")] == ["b", "a"]
    assert [work.key for work in library.search("norov", limit=1)] == ["b"]


def test_every_spelling_of_a_person_finds_all_their_works(library: Library, put, regroup):
    put(
        library,
        entries=(
            ("Чой И. Один. 2001.", "Чой", "Один", "2001"),
            ("Tsoy I. Two. 2002.", "Tsoy", "Two", "2002"),
        ),
    )
    works = {"Один": "one", "Two": "two"}
    people = {"Чой": "choi", "Tsoy": "choi"}
    regroup(library, works | people)
    assert sorted(work.key for work in library.search("Цой")) == ["one", "two"]


def test_a_work_that_left_is_not_found(grouped: Library, regroup):
    regroup(grouped, {"Хайдарова": "x2019"})
    assert grouped.search("norov") == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=30), st.none() | st.integers())
def test_no_text_is_a_wrong_query(grouped: Library, query: str, limit: int | None):
    assert {work.key for work in grouped.search(query, limit)} <= set(KEYS.values())


ODD = ("салтыков-щедрин", "z AND", "NEAR(z b", "'; DROP TABLE work; --", '""""', "^z", "-z", "za" * 10**6)
LONG = " ".join(f"word{number}" for number in range(10_000))


@pytest.mark.parametrize("query", [*ODD, LONG], ids=range(len(ODD) + 1))
def test_queries_that_would_be_syntax_errors(grouped: Library, query: str):
    assert grouped.search(query) == []
