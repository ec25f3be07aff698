import pytest

from bibman.formats.bibnames import bib_names, short_names
from bibman.model import Name


@pytest.mark.parametrize(
    "name, written",
    [
        (Name("Хайдарова", "Умида", "Пулатовна"), "Хайдарова, Умида Пулатовна"),
        (Name("Қодиров", "А.", "Б."), "Қодиров, А. Б."),
        (Name("Smith", "John", suffix="Jr."), "Smith, Jr., John"),
        (Name("de la Cruz", "Ana"), "{de la Cruz}, Ana"),
        (Name("Ибн ал-Фараби", "А."), "{Ибн ал-Фараби}, А."),
        (Name("Кара-Мурза", "С."), "Кара-Мурза, С."),
        (Name("Johnson and Sons", "X."), "{Johnson and Sons}, X."),
        (Name("Smith, Lord", "X."), "{Smith, Lord}, X."),
        (Name("Smith", "John, Paul", suffix="Jr."), "Smith, Jr., John Paul"),
        (Name("Навоий"), "Навоий"),
        (Name("Алишер Навоий"), "{Алишер Навоий}"),
        (Name(given="Умида"), "Умида"),
        (Name("And", "B."), "{And}, B."),
        (Name("O'Brien_X", "A. & B."), r"O'Brien\_X, A. \& B."),
        (Name(literal="Ministry of Health, Care and Sport"), "{Ministry of Health, Care and Sport}"),
        (Name(literal="AT&T {x"), r"{AT\&T (x}"),
        (Name("~ов", r"\x ^"), r"{\textasciitilde{}ов}, \textbackslash{}x \textasciicircum{}"),
        (Name(), ""),
    ],
)
def test_one_name(name: Name, written: str) -> None:
    assert bib_names([name]) == written


def test_several_names_and_others() -> None:
    two = [Name("Али", "А."), Name("Вали", "В.")]
    assert bib_names(two) == "Али, А. and Вали, В."
    assert bib_names(two, et_al=True) == "Али, А. and Вали, В. and others"
    assert bib_names([*two, Name("others")]) == "Али, А. and Вали, В. and others"
    assert bib_names([], et_al=True) == ""


@pytest.mark.parametrize(
    "name, short",
    [
        (Name(literal="United Nations Development Programme (UNDP)"), "{UNDP}"),
        (Name(literal="Министерство высшего и среднего образования"), "{Министерство высшего и…}"),
        (Name(literal="Всемирный банк"), ""),
        (Name("Иванов", "И."), ""),
    ],
)
def test_organisations_are_short_in_labels(name: Name, short: str) -> None:
    assert short_names([name]) == short
