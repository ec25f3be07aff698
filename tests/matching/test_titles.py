"""Numbers, parts and replies that a title names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.titles import title_marks, title_numbers


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Экономическая политика 2007 года: успехи и риски", "2007"),
        ("Types II and III of diabetes", "2 3"),
        ("Культура ХХ века", "20"),  # Cyrillic letters
        ("Interleukin-6 and p53 in CIN2", "6"),
        ("2-nchi sinf o‘quvchilari", "2"),
        ("I, the editor", ""),
        ("", ""),
    ],
)
def test_numbers_are_read_in_digits_and_roman_letters(title: str, numbers: str) -> None:
    assert title_numbers(title) == numbers


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Гражданское общество: часть 2", "part2"),
        ("Уровень жизни (сообщение II)", "part2"),
        ("Мукаммал асарлар тўплами. 3-жилд", "part3"),
        ("Collected papers, Vol. IV", "part4"),
        ("The art of computer programming II", "part2"),
        ("Age-related changes: a reply", "reply"),
        ("Том I. Начала и концы", "part1"),
        ("Reply to Smith", "reply"),
        ("Thrombomodulin in uremic syndrome AUTHORS REPLY", "reply"),
        ("Erratum to: Deep learning", "erratum"),
        ("Рецензия на книгу И. Иванова", "review"),
        ("The immune response of mice", ""),
        ("Types of volume control", ""),
    ],
)
def test_parts_replies_and_corrections_are_marked(title: str, marks: str) -> None:
    assert title_marks(title) == marks


@given(st.text())
def test_any_text_has_marks_and_numbers(text: str) -> None:
    assert all(number.isdecimal() for number in title_numbers(text).split())
    assert title_marks(text) == title_marks(text.upper().lower()) or text.lower() != text.upper().lower()
