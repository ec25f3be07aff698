import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.read_bibnames import read_bib_names
from bibman.model import Name


@pytest.mark.parametrize(
    "tex, name",
    [
        ("Хайдарова, Умида Пулатовна", Name("Хайдарова", "Умида Пулатовна")),
        (r"G{\"o}del, Kurt", Name("Gödel", "Kurt")),
        (r"{\c{C}}elik, A.", Name("Çelik", "A.")),
        ("John Smith", Name("Smith", "John")),
        ("Ludwig~van Beethoven", Name("van Beethoven", "Ludwig")),
        ("de la Cruz, Ana", Name("de la Cruz", "Ana")),
        ("{de la Cruz}, Ana", Name("de la Cruz", "Ana")),
        ("Smith, Jr., John", Name("Smith", "John", suffix="Jr.")),
        ("{Smith, Lord}, X.", Name("Smith, Lord", "X.")),
        ("Smith, {John, Paul}", Name("Smith", "John, Paul")),
        ("{Ministry of Health and Sport}", Name(literal="Ministry of Health and Sport")),
        (r"{AT\&T}", Name(literal="AT&T")),
        (r"{\"O}zt{\"u}rk", Name("Öztürk")),
        ("Навоий", Name("Навоий")),
        ("family=Cruz, prefix={de la}, given=Ana", Name("de la Cruz", "Ana")),
        # BibTeX would take the last word of these for the family name.
        ("Қодиров А. Б.", Name("Қодиров", "А.", "Б.")),
        ("Иванов Иван Иванович", Name("Иванов", "Иван", "Иванович")),
    ],
)
def test_one_name(tex: str, name: Name) -> None:
    assert read_bib_names(tex) == ((name,), False)


@pytest.mark.parametrize(
    "tex, families, more",
    [
        ("Али, А. and Вали, В. and others", ["Али", "Вали"], True),
        ("A. Smith AND\n  B. Jones", ["Smith", "Jones"], False),
        (r"{Smith}, A. \& and {B and C}, D. and E\}, F.", ["Smith", "B and C", "E}"], False),
        ("Иванов И.И., Петров П.П.", ["Иванов", "Петров"], False),
        ("A. Smith, B. Jones, C. Doe", ["Smith", "Jones", "Doe"], False),
        ("others", [], True),
        ("", [], False),
        (" and ", ["and"], False),
    ],
)
def test_several_names(tex: str, families: list[str], more: bool) -> None:
    names, others = read_bib_names(tex)
    assert ([name.family for name in names], others) == (families, more)


@given(st.text() | st.text("{}\\,~ andA.='\""))
def test_anything_gives_names_that_say_something(tex: str) -> None:
    names, _ = read_bib_names(tex)
    assert all(name.family or name.given or name.literal for name in names)
