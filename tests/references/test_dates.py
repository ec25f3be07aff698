import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.dates import find_year, read_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2018.–", "2018"),
        ("(2024, February).", "2024-02"),
        ("(2025, December 16).", "2025-12-16"),
        ("2018 йил 26 июнь", "2018-06-26"),
        ("2007 йил 26 июнь. 35-сон.", "2007-06-26"),
        ("2018 йил июнь. 35-сон", "2018-06"),
        ("14 жовтня 2014 року", "2014-10-14"),
        ("май 2021 г.,", "2021-05"),
        ("(декабрь 30, 2023):", "2023-12-30"),
        ("2025-yil 30-dekabr", "2025-12-30"),
        ("3 Mayıs 2019", "2019-05-03"),
        ("28.02.2012 г .", "2012-02-28"),
        ("2020-11-05", "2020-11-05"),
        ("2018-yil.", "2018"),
        ("1869-1871.", "1869/1871"),
        ("2010/11", "2010/2011"),
        ("2019 y:", "2019"),
        ("32.13.2019", "2019"),
        ("б.г.", ""),
        ("15(2)", ""),
    ],
)
def test_a_date_is_cut_to_what_is_known(printed, expected):
    assert read_date(printed) == expected


@pytest.mark.parametrize(("text", "year"), [("Москва, 1990.", "1990"), ("С. 120191", ""), ("12.05.2021", "")])
def test_a_year_stands_by_itself(text, year):
    assert find_year(text) == year


@given(st.text())
def test_a_date_begins_with_a_year_or_is_empty(text):
    date = read_date(text)
    assert date == "" or 1400 <= int(date[:4]) < 2100
