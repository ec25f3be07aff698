"""Broken print put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.mend import is_broken_off, join_lines, without_markdown

LINES = [
    (["Матема-", "тика // Наука"], "Математика // Наука"),
    (["Восточно-", "Сибирский край"], "Восточно-Сибирский край"),
    (["Научно-", "практический журнал"], "Научно-практический журнал"),
    (["С. 105-", "112."], "С. 105-112."),
    (["джерел інфор\u001a", "мації"], "джерел інформації"),
    (["Верхов\u00ad", "ного Суду"], "Верховного Суду"),
    (["to\u0002", "gether, two\ufffe", "fold, three\u001b", "fold"], "together, twofold, threefold"),
    (["гуманітарно\u001aосвітніх"], "гуманітарно-освітніх"),
    (["Лап\u00adкін, С. 3\u00ad13, ат\u00adТабари"], "Лапкін, С. 3-13, ат-Табари"),
    (["Жизнь –", "книга"], "Жизнь – книга"),
    (["URL: https://example.org/a/", "b-c.html"], "URL: https://example.org/a/b-c.html"),
    (["https://example.org/page.", "html"], "https://example.org/page.html"),
    (["https://example.org/.", "Второе издание"], "https://example.org/. Второе издание"),
    (["a\u00a0 b ", "", " c"], "a b c"),
]


@pytest.mark.parametrize(("lines", "text"), LINES)
def test_lines_are_joined(lines, text):
    assert join_lines(lines) == text


def test_the_article_decides_whether_a_hyphen_belongs_to_the_word():
    lines = ["quasi-", "experimental work"]
    assert join_lines(lines) == "quasiexperimental work"
    assert join_lines(lines, {"quasi-experimental"}.__contains__) == "quasi-experimental work"
    assert join_lines(["научно-", "го"], {"научного"}.__contains__) == "научного"


MARKDOWN = [
    ("from <https://example.org/a_b>", "from https://example.org/a_b"),
    ("**Иванов И.** *Книга.* – М.", "Иванов И. Книга. – М."),
    ("[https://a.org](https://a.org)", "https://a.org"),
    ("[Title](https://a.org/x) 2020", "Title https://a.org/x 2020"),
    (r"a\_b \[1\] 5\*", "a_b [1] 5*"),
    ("_Title_ of snake_case_name", "Title of snake_case_name"),
    ("2 * 3 * 4 < 5 > 1", "2 * 3 * 4 < 5 > 1"),
]


@pytest.mark.parametrize(("text", "plain"), MARKDOWN)
def test_markdown_goes(text, plain):
    assert without_markdown(text) == plain


PAIRS = [
    # the title breaks off in capitals and goes on in the next item
    ("Xaydarova, M. (2023). SINFLARDA TARBIYA FANINI", "O 'QITISHNING MAZMUNI. Interpretation and researches, 1(1).", True),
    ("Иванов И. (2020). О методах обучения", "и воспитания. Журнал, 3, 5-9.", True),
    # the second is a reference of its own
    ("Xaydarova, M. (2023). SINFLARDA TARBIYA FANINI", "Karimov, A. (2020). KITOB.", False),
    ("Алибайзаде Э. «Авеста». Баку, Юрд НПБ, 2005", "Энциклопедия Новруз. Баку, 2008", False),
    ("Джамал ал-Карши. История Казахстана. Т. I. Алматы,", "The Western Regions. Translated by John Hill.", False),
    ("Musa Cəlil. Moabit dəftəri", "Türk xalqlarının ədəbiyyatı. – Bakı, 1994.", False),
    ("", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "broken"), PAIRS)
def test_one_reference_under_two_numbers(first, second, broken):
    assert is_broken_off(first, second, others_have_years=True) == broken


@given(st.lists(st.text(max_size=40), max_size=8))
def test_joining_keeps_letters_and_digits_in_order(lines):
    text = join_lines(lines)
    assert "\n" not in text and text == text.strip()
    assert join_lines([text]) == text or "\\" in text or any(c in text for c in "*_[<")
