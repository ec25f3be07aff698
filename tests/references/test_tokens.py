"""Tokens: what is one token and what is two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("  \t ", []),
        ("Жўраев Н. Тарихий давр.", ["Жўраев", "Н", ".", "Тарихий", "давр", "."]),
        ("O‘qituvchi, 1989.-B.12-15", ["O‘qituvchi", ",", "1989", ".", "-", "B", ".", "12", "-", "15"]),
        ("Sa'dulla G‘. o‘g‘li", ["Sa'dulla", "G‘", ".", "o‘g‘li"]),
        ("‘Elections’, in", ["‘", "Elections", "’", ",", "in"]),
        ("Title // Вестник / МГУ", ["Title", "//", "Вестник", "/", "МГУ"]),
        ("Т.47№2(13)", ["Т", ".", "47", "№", "2", "(", "13", ")"]),
        ("URL: https://lex.uz/docs/1.", ["URL", ":", "https://lex.uz/docs/1", "."]),
        ("(www.stat.uz).", ["(", "www.stat.uz", ")", "."]),
        ("doi:10.1000/xyz_1,", ["doi", ":", "10.1000/xyz_1", ","]),
        ("Kun.uz. 2026 (e-lib.kstu.kz/ru),", ["Kun.uz", ".", "2026", "(", "e-lib.kstu.kz/ru", ")", ","]),
        ("https: // doi", ["https", ":", "//", "doi"]),
        ("й в разложенном виде", ["й", "в", "разложенном", "виде"]),
    ],
)
def test_tokens_of(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@given(st.text())
def test_tokens_are_slices_and_nothing_but_space_lies_between(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "unit", ["http://", "http://,", "www.", "10.12345/,", "a'", "'", "./", "a.", "a-a", "\ud800", "\x00 "]
)
def test_a_long_line_of_anything_is_cut(unit: str) -> None:
    text = unit * 100_000
    assert "".join(token.text for token in tokenize(text)) == text.replace(" ", "")
