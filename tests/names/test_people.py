"""Author statements -> the people, whatever stands between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.names import read_names

LISTS = [
    ("Иванов И. И., Петров П. П.", ["Иванов И. И.", "Петров П. П."]),
    ("Иванов И. И. Петров П. П.", ["Иванов И. И.", "Петров П. П."]),
    ("И.И. Иванов, П.П. Петров", ["Иванов И. И.", "Петров П. П."]),
    ("Тарабрина, Н.В., Щербаков, Г.В., Широков, В.Д.", ["Тарабрина Н. В.", "Щербаков Г. В.", "Широков В. Д."]),
    ("Smith, J., & Doe, A. B.", ["Smith J.", "Doe A. B."]),
    ("Smith J, Doe AB", ["Smith J", "Doe AB"]),
    ("John Smith, Ann Doe and Bob Roy", ["Smith John", "Doe Ann", "Roy Bob"]),
    ("O'Connor, John J.; Robertson, Edmund F.", ["O'Connor John J.", "Robertson Edmund F."]),
    ("Shamsiddinova, M., & Xaydarova, M.", ["Shamsiddinova M.", "Xaydarova M."]),
    ("Khaydarova, M. ., Shabbazova, D. ., & Turayev, A. .", ["Khaydarova M.", "Shabbazova D.", "Turayev A."]),
    ("Liu W., Sheng G., Wu, S.", ["Liu W.", "Sheng G.", "Wu S."]),
    ("Эргашев Н.Х., & Шарипов Л.О.", ["Эргашев Н. Х.", "Шарипов Л. О."]),
    ("Karimov A. va Saidov B.", ["Karimov A.", "Saidov B."]),
    ("Каримов А. ҳамда Саидов Б.", ["Каримов А.", "Саидов Б."]),
    ("Середа Г.П. та Зеленецький В.С.", ["Середа Г. П.", "Зеленецький В. С."]),
    ("О.Назайкинская, Н.Овчинникова", ["Назайкинская О.", "Овчинникова Н."]),
    ("B.A.Serebrennikov., N.Z. Hacıyeva .", ["Serebrennikov B. A.", "Hacıyeva N. Z."]),
    ("Ahmet Yılmaz – Mehmet Öz", ["Yılmaz Ahmet", "Öz Mehmet"]),
    ("Yılmaz, Ahmet - Öz, Mehmet", ["Yılmaz Ahmet", "Öz Mehmet"]),
    ("Ensari Kara, Hatice Fahrunnisa", ["Ensari Kara Hatice Fahrunnisa"]),
    ("Муратова, Диана, Карлыгаш Абдыкулова, Джазира Тенизбаева", ["Муратова Диана", "Абдыкулова Карлыгаш", "Тенизбаева Джазира"]),
    ("Meredov Aşırpur, P. Kiçigulov", ["Meredov Aşırpur", "Kiçigulov P."]),
    ("Иванов И.И.\nПетров П.П.", ["Иванов И. И.", "Петров П. П."]),
    ("UNESCO", ["UNESCO"]),
]  # fmt: skip


def _shown(name):
    parts = (name.family or name.literal, name.given.replace(".", ". "), name.patronymic.replace(".", ". "))
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize(("printed", "people"), LISTS)
def test_the_people_of_a_statement(printed, people):
    assert [_shown(name) for name in read_names(printed).names] == people


@pytest.mark.parametrize(
    "printed",
    [
        "Медведев М.Н. и др.",
        "Медведев М.Н. [и др.]",
        "Smith, J. et al.",
        "Gulnora, A. va boshq.",
        "Gulnora, A. va boshqalar",
        "Сейтов А. және т.б.",
        "Середа Г. та ін.",
        "Yılmaz, A. vd.",
        "Hans J. Nissen жана башкалар",
    ],
)
def test_more_people_than_are_named(printed):
    read = read_names(printed)
    assert read.et_al
    assert len(read.names) == 1


def test_all_are_named():
    assert not read_names("Иванов И. И., Петров П. П.").et_al


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert read_names(text) == read_names(text)


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", ", " * 50_000, "и " * 50_000, "А. " * 50_000, "\n" * 100_000]
)
def test_no_text_is_too_strange(text):
    read_names(text)
