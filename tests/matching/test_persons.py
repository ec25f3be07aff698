"""Persons out of names and out of where these stand."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.matching import Named, group_persons
from bibman.names import compare_names, read_name, read_names


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
        # in full in two scripts: one person in one article, perhaps two in two articles
        (listed("Алишер Навоий", "Ali Şir Nevayi"), ["Алишер Навоий", "Ali Şir Nevayi"], True),
        (listed("Алишер Навоий") + listed("Ali Şir Nevayi", article="b.txt"), ["Алишер Навоий", "Ali Şir Nevayi"], False),
        # one family name, other people
        (listed("Норов Ю.Д.", "Норов Г.М."), ["Норов Ю.Д.", "Норов Г.М."], False),
        (listed("Пшонка А.В.", byline="Пшонка В.П."), ["Пшонка А.В.", "Пшонка В.П."], False),
        (listed("Саломова Г.", "Саломова О.", byline="Саломова Нафиса"), ["Саломова Г.", "Саломова Нафиса"], False),
        # a Korean name as its bearer may spell it in the article's list, and another that sounds alike
        (listed("Choi A.A.", byline="Цой А.А."), ["Цой А.А.", "Choi A.A."], True),
        (listed("Цой А.А.", "Choi A.A."), ["Цой А.А.", "Choi A.A."], False),
        (listed("Tsay A.A.", byline="Tsoy A.A."), ["Tsoy A.A.", "Tsay A.A."], False),
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


FAMILIES = ["Каримов", "Karimov", "Каримова", "Керимов", "Цой", "Tsoy", "Жўраев", "Jo‘rayev"]
GIVEN = ["А.", "A.", "Б.", "А.Б.", "A. B.", "Анвар", "Anvar", "Акмал", ""]
named = st.builds(
    lambda family, given, article, reference, position: Named(
        read_name(f"{family} {given}"), f"{article}.txt", reference == 0, reference, position
    ),
    st.sampled_from(FAMILIES), st.sampled_from(GIVEN), st.integers(1, 3), st.integers(0, 3), st.integers(1, 2),
)  # fmt: skip
libraries = st.lists(named, min_size=1, max_size=14)


def groups_of(
    mentions: list[Named], decided: dict[tuple[int, int], str] | None = None
) -> set[frozenset[int]]:
    return {frozenset(group) for group in group_persons(mentions, decided).groups}


@given(libraries, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_arrival_changes_no_group(mentions: list[Named], rng: random.Random):
    order = rng.sample(range(len(mentions)), len(mentions))
    shuffled = groups_of([mentions[n] for n in order])
    assert {frozenset(order[n] for n in group) for group in shuffled} == groups_of(mentions)


@given(libraries)
@settings(deadline=None, max_examples=60)
def test_nobody_has_two_names_that_conflict(mentions: list[Named]):
    groups = groups_of(mentions)
    assert sorted(n for group in groups for n in group) == list(range(len(mentions)))
    for group in groups:
        for a, b in combinations(sorted({mentions[n].name for n in group}, key=repr), 2):
            assert compare_names(a, b).verdict != "different"


@given(libraries, st.data())
@settings(deadline=None, max_examples=60)
def test_what_a_person_decided_holds(mentions: list[Named], data: st.DataObject):
    one, other = (data.draw(st.integers(0, len(mentions) - 1)) for _ in "ab")
    verdict = data.draw(st.sampled_from(["same", "different"]))
    if one == other or (verdict == "different" and mentions[one].article == mentions[other].article):
        return
    together = any({one, other} <= group for group in groups_of(mentions, {(one, other): verdict}))
    assert together == (verdict == "same")


def test_decisions_go_before_what_the_names_say():
    mentions = [
        *listed("Каримов А."),
        *listed("Karimov A.", article="b.txt"),
        *listed("Юсупов Б.", article="c.txt"),
    ]
    assert groups_of(mentions) == {frozenset({0, 1}), frozenset({2})}
    assert groups_of(mentions, {(1, 2): "same"}) == {frozenset({0}), frozenset({1, 2})}
    assert groups_of(mentions, {(0, 1): "same", (1, 2): "same"}) == {frozenset({0, 1, 2})}
    assert groups_of(mentions, {(0, 1): "different"}) == {frozenset({n}) for n in range(3)}


def test_one_spelling_can_be_parted_into_two_people():
    mentions = [*listed("Каримов А."), *listed("Каримов А.", article="b.txt")]
    assert groups_of(mentions, {(0, 1): "different"}) == {frozenset({0}), frozenset({1})}


@pytest.mark.parametrize(
    ("mentions", "reason"),
    [
        (
            listed("Каримов А.", "Каримов Анвар", "Karimov Akmal"),
            "А. = initial of Анвар; but Каримов А. fits several people: Karimov Akmal, Каримов Анвар",
        ),
        (
            listed("Mahliyo, X.") + listed("Xaydarova Mahliyo", article="b.txt"),
            "the given name or patronymic of one stands in the other's place of the family name",
        ),
        (
            listed("Каримов") + listed("Karimov A.", article="b.txt"),
            "the given name is not printed in both",
        ),
    ],
)
def test_what_is_left_to_decide_says_why(mentions: list[Named], reason: str):
    reasons = [found.reason for found in group_persons(mentions).undecided.values()]
    assert any(reason in found for found in reasons), reasons
