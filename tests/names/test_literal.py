"""A name in one piece is taken apart where it plainly is a person's, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.model import Name
from bibman.names.literal import read_literal


@pytest.mark.parametrize(
    "text, family, given, patronymic",
    [
        ("Ivanov A.A.", "Ivanov", "A.", "A."),
        ("А. В. Сальников", "Сальников", "А.", "В."),
        ("Salnikov, M.", "Salnikov", "M.", ""),
        ("Ionescu, J", "Ionescu", "J", ""),
        ("Каримов, А", "Каримов", "А", ""),
        ("Smith, JA", "Smith", "JA", ""),
        ("Donald E. Knuth", "Knuth", "Donald E.", ""),
        ("Махлиё Хайдарова", "Хайдарова", "Махлиё", ""),
        ("Каримова Азиза Анваровна", "Каримова", "Азиза", "Анваровна"),
    ],
)
def test_a_person(text: str, family: str, given: str, patronymic: str) -> None:
    assert read_literal(text) == Name(family, given, patronymic, form=text)


@pytest.mark.parametrize(
    "text",
    [
        "World Bank", "UNESCO", "Министерство образования", "Oxford University Press", "ЎзР Адлия вазирлиги",
        "Springer Nature", "Elsevier", "Vitamin D", "IFLA, XV", "M.", "", "Ivanov A.A. Petrov B.B.", "Sung J. H.Shuler M. L.",
        "Zhang RuiYao JianfengXu Peng", "Рабочая группа А. Проекты",
    ],
)  # fmt: skip
def test_an_organisation_or_several_people_stay_in_one_piece(text: str) -> None:
    assert read_literal(text) == Name(literal=text)


@given(st.text())
def test_any_text_is_read_or_kept(text: str) -> None:
    read = read_literal(text)
    assert read.form == text if read.family else read == Name(literal=text)
