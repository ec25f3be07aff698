"""Gender, keys and display of names."""

import pytest

from bibman.model import Name
from bibman.names import display_name, gender_of, name_keys, read_name


@pytest.mark.parametrize(
    ("printed", "gender"),
    [
        ("Юсупова А.", "f"),
        ("Yusupov A.", "m"),
        ("Najmiddinova Gulnora Najmiddin qizi", "f"),
        ("Norov Gʻulomjon Mirzogʻolib oʻgʻli", "m"),
        ("Шевченко Ганна Миколаївна", "f"),
        ("Шевченко Тарас Григорович", "m"),
        ("Зеленський В.", "m"),
        ("Шевченко Т.", ""),
        ("UNESCO", ""),
    ],
)
def test_gender_is_told_by_endings(printed, gender):
    assert gender_of(read_name(printed)) == gender


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Xaydarova, M.", "Хайдарова, М."),
        ("Mahliyo Khaydarova", "Haydarova, M."),
        ("Mahliyo, X.", "Xaydarova Mahliyo"),
        ("Khabibullayevna, H. M.", "Хайдарова Маҳлиё Хабибуллаевна"),
        ("Jevtušok S.M.", "Ievtushok, Serhii"),
        ("Cardin, B.", "Кардин Б."),
        ("Anvar o‘g‘li Shuhrat", "Шуҳратов Анвар"),
        ("Жумаев", "Dzhumaev"),
        ("Ёқубов", "Yakubov"),
        ("Хўжаев", "Khodjaev"),
    ],
)
def test_spellings_of_one_name_share_a_key(a, b):
    assert set(name_keys(read_name(a))) & set(name_keys(read_name(b)))


@pytest.mark.parametrize(("a", "b"), [("Каримов А.", "Юсупов А."), ("Иванов И. И.", "Петров П. П.")])
def test_other_names_share_none(a, b):
    assert not set(name_keys(read_name(a))) & set(name_keys(read_name(b)))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Name("Xaydarova", "Mahliyo", "Xabibullayevna"), "Xaydarova, Mahliyo Xabibullayevna"),
        (Name("Норов", "Г.", "М."), "Норов, Г. М."),
        (Name("King", "Martin Luther", suffix="Jr."), "King, Martin Luther, Jr."),
        (Name("Кубатин"), "Кубатин"),
        (Name(literal="UNESCO"), "UNESCO"),
        (Name(), ""),
    ],
)
def test_a_name_is_shown_family_name_first(name, shown):
    assert display_name(name) == shown
