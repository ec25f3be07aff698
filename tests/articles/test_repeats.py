"""Bylines printed again: in another language, in the summaries at the end, in broken letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.articles.read import read_article
from bibman.articles.repeats import find_repeats, repeated_in
from bibman.names import read_names

ARTICLES = [
    (  # title and byline in English below the Russian ones
        "УДК 63\nОРОШЕНИЕ САДОВ\nПетренко В.И., Коваль О.О.\nIRRIGATION OF ORCHARDS\nPetrenko V.I., Koval O.O.\n"
        "Аннотация. Текст.",
        [(0, "Petrenko V.I."), (1, "Koval O.O.")],
    ),
    (  # three heads, the last behind the list, with a degree and a post
        "БОҒЛАРНИ СУҒОРИШ\nБахтиёр КАРИМОВ,\nпрофессор\nАннотация. Матн.\nКалит сўзлар: боғ.\n"
        "ОРОШЕНИЕ САДОВ\nБахтияр КАРИМОВ,\nпрофессор\nАннотация. Текст.\n" + "текст\n" * 40 + "Адабиётлар\n"
        "1. Каримов Б. Боғ. – Т., 2001.\nDr. Bakhtiyor KARIMOV, Tashkent University\nON ORCHARDS AND WATER\n"
        "Abstract. Text.",
        [(0, "Бахтияр КАРИМОВ"), (0, "Bakhtiyor KARIMOV")],
    ),
    (  # letters read in a wrong encoding: the form as printed is kept beside the one it stands for
        "Îëåíà ÊÎÂÀËÜ\nÏÐÎ ÑÀÄÈ\nКлючові слова: сад",
        [(0, "Îëåíà ÊÎÂÀËÜ")],
    ),
    (  # the supervisor and a name in the text are no authors
        "О САДАХ\nПетренко В.И.\nАннотация. Текст.\nKravchenko A.A.\nBOOKS ON GARDENS\nAbstract. Text.\n"
        "Petrova V.I.\nABOUT OTHER THINGS\n",
        [],
    ),
]


@pytest.mark.parametrize(("text", "repeats"), ARTICLES)
def test_repeated_bylines(text, repeats):
    article = read_article("a.txt", data=text.encode())
    assert [(place, name.form) for place, name in article.repeats] == repeats


def test_a_name_in_the_middle_of_the_text_is_no_byline():
    head = ["О САДАХ", "Петренко В.И.", "Аннотация. Текст."]
    lines = [*head, *["текст"] * 30, "Petrenko V.I.", *["текст"] * 30]
    assert find_repeats(lines, read_names("Петренко В.И.").names) == ()


@pytest.mark.parametrize(
    ("text", "authors", "repeats"),
    [
        ("П е т р е н к о В.И. О садах / В.И. Петренко, О. Коваль // Сад. – 2001.", "Петренко В.И.", ["В.И. Петренко"]),
        ("Петренко В. О садах / Петренко В. – К., 2001.", "Петренко В.", []),
        ("Петренко В. О садах / под ред. И.И. Петренко. – К., 2001.", "Петренко В.", []),
        ("Petrenko V. Gardens. https://example.org/V. Petrenko", "Petrenko V.", []),
    ],
)  # fmt: skip
def test_authors_named_again_behind_the_slash(text, authors, repeats):
    assert [name.form for _, name in repeated_in(text, read_names(authors).names)] == repeats


@given(st.lists(st.text(max_size=60), max_size=25), st.text(max_size=200))
def test_every_repeat_is_an_authors(lines, text):
    authors = read_names("Петренко В.И., Коваль О.О.").names
    found = (*find_repeats(["Петренко В.И., Коваль О.О.", *lines], authors), *repeated_in(text, authors))
    assert all(place in (0, 1) for place, _ in found)
