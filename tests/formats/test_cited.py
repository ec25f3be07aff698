"""Which citation keys a text cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.cited import cited_keys


@pytest.mark.parametrize(
    "text, keys",
    [
        (r"As \cite{knuth1984} says \citep[see][12]{a-b, c:d,knuth1984}.", ["knuth1984", "a-b", "c:d"]),
        (r"\parencite*{x} \textcites{y}[3]{z} \Autocite {w}", ["x", "y", "z", "w"]),
        ("\\citation{a,b}\n\\bibdata{lib}\n\\abx@aux@cite{0}{c}", ["a", "b", "c"]),
        (r"\nocite{*}", ["*"]),
        ("5\\% of \\cite{a} % \\cite{b}\n\\cite{c}", ["a", "c"]),
        (
            '<bcf:citekey order="1">a</bcf:citekey><bcf:citekey order="2" intorder="1">b</bcf:citekey>',
            ["a", "b"],
        ),
        (
            "See [@ivanov2020, с. 5; -@petrov:99] and @{x y} or @sidorov.",
            ["ivanov2020", "petrov:99", "sidorov"],
        ),
        ("Write to a@b.uz or \\@x.", []),
        (r"\begin{document} me@mail.uz \cite{a} @b", ["a"]),
        ("", []),
    ],
)
def test_keys_that_are_cited(text: str, keys: list[str]) -> None:
    assert cited_keys(text) == keys


@given(st.text() | st.text("\\cite{}[],@%* a\n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    keys = cited_keys(text)
    assert len(set(keys)) == len(keys) and "" not in keys
