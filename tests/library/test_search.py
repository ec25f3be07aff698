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


@pytest.fixture
def shelf(library: Library, put, regroup) -> Library:
    """Articles in journals, told apart by all that filters ask for."""
    entries = (
        ("Йўлдошев А. Тил ва адабиёт таълими. 2019.", "Йўлдошев", "Тил ва адабиёт", "2019"),
        ("Юлдашев Б. Язык и литература. 2021.", "Юлдашев", "Язык и литература", "2021"),
        ("Petrov V. Language teaching // Til va adabiyot. 2023.", "Petrov", "Language teaching", "2023"),
    )
    put(library, "/home/anna/lists/first list.txt", entries[:2], content="1")
    put(library, "/home/bek/second.txt", entries[1:], content="2")
    regroup(library, {"Йўлдошев": "a2019", "Юлдашев": "b2021", "Petrov": "c2023"})
    return library


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("author:petrov", ["c2023"]),
        ("author:адабиёт", []),
        ("адабиёт", ["a2019", "c2023"]),  # the title before what is printed elsewhere
        ('"til va adabiyot"', ["a2019", "c2023"]),
        ('"adabiyot va til"', []),
        ("year:2020..", ["c2023", "b2021"]),  # without words, the latest first
        ("year:..2019", ["a2019"]),
        ("year:2019 year:2023", ["c2023", "a2019"]),
        ("language:ru", ["b2021"]),
        ("language:uzbek author:йўлдошев", ["a2019"]),
        ("type:book petrov", ["c2023"]),
        ("type:thesis", []),
        ("cited-by:/home/bek/second.txt", ["c2023", "b2021"]),
        ("cited-by:second.txt", ["c2023", "b2021"]),
        ('cited-by:"first list"', ["b2021", "a2019"]),
        ("cited-by:first cited-by:second", ["b2021"]),
        ("cited-by:third", []),
        # the name as it is spelled first, then as it may be spelled
        ("author:Юлдашев", ["b2021", "a2019"]),
        ("author:Yuldashev year:2019", ["a2019"]),
        ("Юлдашев", ["b2021"]),
        ("Yoldoshev", ["a2019"]),
        ("Yuldoshev", ["b2021", "a2019"]),  # printed nowhere, so both
    ],
)
def test_filters_phrases_and_names(shelf: Library, query: str, keys: list[str]):
    assert [work.key for work in shelf.search(query)] == keys


def test_names_spelled_otherwise_fill_the_limit(shelf: Library):
    assert [work.key for work in shelf.search("author:Юлдашев", limit=1)] == ["b2021"]


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("Юлдашев", ["a2019", "b2021"]),
        ("yuld", ["b2021"]),
        ("Хайдарова Махлиё", []),  # only signed, and nobody's name was grouped
        ("()", []),
    ],
)
def test_persons_whom_words_may_name(shelf: Library, query: str, people: list[str]):
    assert [person.key for person in shelf.persons_like(query)] == people
    assert shelf.persons_like("petrov") == [shelf.person("c2023")]


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


FILTERS = (
    "author:",
    "in:",
    "year:",
    "type:",
    "language:",
    "cited-by:",
    '"',
    "«",
    " ",
    "..",
    "2019",
    "uz",
    "ру",
)
QUERIES = st.lists(
    st.sampled_from(FILTERS) | st.text(st.characters(codec=None), max_size=20), max_size=6
).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.none() | st.integers())
def test_no_text_is_a_wrong_query(grouped: Library, query: str, limit: int | None):
    assert {work.key for work in grouped.search(query, limit)} <= set(KEYS.values())
    grouped.persons_like(query)


ODD = (
    "салтыков-щедрин",
    'author:"z',
    "cited-by:\0",
    "year:99999",
    "z AND",
    "NEAR(z b",
    "'; DROP TABLE work; --",
    '""""',
    "^z",
    "-z",
    "za" * 10**6,
)
LONG = " ".join(f"word{number}" for number in range(10_000))


@pytest.mark.parametrize("query", [*ODD, LONG], ids=range(len(ODD) + 1))
def test_queries_that_would_be_syntax_errors(grouped: Library, query: str):
    assert grouped.search(query) == []
