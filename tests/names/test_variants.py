"""A name -> the spellings under which its bearer may be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.names import compare_names, name_variants


@pytest.mark.parametrize(
    ("name", "form", "scheme"),
    [
        ("Хайдарова Маҳлиё", "Хайдарова Маҳлиё", "as printed"),
        ("Хайдарова Маҳлиё", "Xaydarova Mahliyo", "uzbek-1995"),
        ("Хайдарова Маҳлиё", "Хайдарова Махлиё", "russian-letters"),
        ("Хайдарова Маҳлиё", "Khaydarova Makhliyo", "habit-ru"),
        ("Маҳлиё Хайдарова", "Haydarova M.", "turkish-ru"),
        ("Xaydarova, M.", "Хайдарова М.", "uzbek-cyrillic"),
        ("Khaydarova, M.", "Xaydarova M.", "uzbek-1995"),
        ("Oʻrinboyev Gʻayrat", "Уринбоев Г.", "russian-letters"),
        ("Oʻrinboyev Gʻayrat", "Oʻrinboyev Gʻ.", "as printed"),
        ("Shukurov Shahzod", "Шукуров Ш.", "uzbek-cyrillic"),
        ("Щербаков Юрий Николаевич", "Shcherbakov Iu. N.", "icao-ru"),
        ("Зеленський В.", "Zelenskyi V.", "national-uk"),
        ("Жұмабаев Мағжан", "Jūmabaev Mağjan", "kazakh-2021"),
        ("Љубичић Јелена", "Ljubičić J.", "serbian"),
    ],
)
def test_a_spelling_is_found_with_its_scheme(name: str, form: str, scheme: str) -> None:
    assert (form, scheme) in [(v.form, v.scheme) for v in name_variants(name)]


@pytest.mark.parametrize(
    "name", ["Хайдарова Маҳлиё", "Oʻrinboyev Gʻayrat", "Каримов Шерзод", "Ismoilov Jasur"]
)
def test_no_spelling_is_another_person(name: str) -> None:
    assert {compare_names(name, v.form).verdict for v in name_variants(name)} <= {"same", "possible"}


@pytest.mark.parametrize("name", ["UNESCO", "李白", "🙂"])
def test_what_has_no_other_spelling_stays_as_printed(name: str) -> None:
    assert [(v.form, v.scheme) for v in name_variants(name)] == [(name, "as printed")]


@given(st.text(max_size=40))
def test_any_text_has_each_spelling_once(text: str) -> None:
    forms = [v.form for v in name_variants(text)]
    assert len(forms) == len(set(forms))
    assert all(forms)
