"""Persons out of names and out of where these stand."""

import random

import pytest

from bibman.matching import Named, group_persons
from bibman.names import read_names


def listed(*entries: str, article: str = "a.txt", byline: str = "") -> list[Named]:
    """The mentions of an article: its byline and its references, each given as its authors."""
    named = [
        Named(name, article, reference == 0, reference, position)
        for reference, text in enumerate([byline, *entries])
        for position, name in enumerate(read_names(text).names, 1)
    ]
    assert named
    return named


def persons(mentions: list[Named]) -> set[frozenset[str]]:
    groups = group_persons(mentions).groups
    return {frozenset(f"{mentions[n].name.form}" for n in group) for group in groups}


def one_person(mentions: list[Named], *forms: str) -> bool:
    return any(set(forms) <= group for group in persons(mentions))


@pytest.mark.parametrize(
    ("mentions", "forms", "same"),
    [
        # a bare family name, with one and with two people to choose from
        (listed("Петренко А.", "Петренко"), ["Петренко А.", "Петренко"], True),
        (listed("Петренко А.", "Петренко Б.", "Петренко"), ["Петренко А.", "Петренко"], False),
        (listed("Петренко А.") + listed("Петренко", article="b.txt"), ["Петренко А.", "Петренко"], False),
        # both stand in one list of authors: two people
        (listed("Петренко, Петренко А."), ["Петренко А.", "Петренко"], False),
        # a given name in the family name's place, with and without a shared co-author
        (listed("Dilnoza, T. R., Aliyev, S.", "Tursunova, D., Aliyev, S."), ["Dilnoza, T. R.", "Tursunova, D."], True),
        (listed("Dilnoza, T. R., Aliyev, S.", "Tursunova, D., Karimov, S."), ["Dilnoza, T. R.", "Tursunova, D."], False),
        (listed("Dilnoza, T. R., Aliyev, S.", "Tursunov, O., Aliyev, S."), ["Dilnoza, T. R.", "Tursunov, O."], False),
        # co-authors never join what conflicts
        (listed("Юсупов Ш., Алиев С.", "Юсупова Ш., Алиев С."), ["Юсупов Ш.", "Юсупова Ш."], False),
        (listed("Норов Ю.Д., Алиев С.", "Норов Г.М., Алиев С."), ["Норов Ю.Д.", "Норов Г.М."], False),
        # the author of the article
        (listed("Dilnoza, T.", byline="Tursunova Dilnoza Rustamovna"), ["Dilnoza, T."] * 2, True),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_tells_people_together_or_apart(mentions, forms, same):
    assert one_person(mentions, *forms) == same


def test_a_bare_name_is_another_person_in_another_article():
    mentions = listed("Петренко А.", "Петренко") + listed("Петренко Б.", "Петренко", article="b.txt")
    match = group_persons(mentions)
    assert sorted(match.groups) == [(0, 1), (2, 3)]


def test_names_of_one_place_of_one_work_are_one_person():
    first, second = (Named(read_names(form).names[0], "a.txt") for form in ("Cheng G.", "Sheng G."))
    apart = [first, second]
    placed = [Named(m.name, "a.txt", False, n, 1, "cheng2001") for n, m in enumerate(apart, 1)]
    assert (len(group_persons(apart).groups), len(group_persons(placed).groups)) == (2, 1)


def test_the_order_of_the_articles_changes_no_group():
    articles = [
        listed("Петренко", "Петренко А., Коваль О.", byline="Олена Коваль", article="a.txt"),
        listed("Petrenko A.", "Петренко Б.", "Koval O.", article="b.txt"),
        listed("Dilnoza, T., Aliyev, S.", "Tursunova, D., Aliyev, S.", "Петренко", article="c.txt"),
        listed("Tursunova Dilnoza", "Aliev S.", "Petrenko", article="d.txt"),
    ]

    def groups(order: list[list[Named]]) -> set[frozenset[tuple[str, str]]]:
        mentions = [mention for article in order for mention in article]
        return {
            frozenset((mentions[n].article, mentions[n].name.form) for n in group)
            for group in group_persons(mentions).groups
        }

    expected = groups(articles)
    for seed in range(10):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert groups(shuffled) == expected
