"""Side by side: what differs is marked, lines are cut where they may be."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.cli.beside import Row, differing, set_beside


def marked(pieces) -> str:
    return "".join(f"[{text}]" if differs else text for text, differs in pieces)


@pytest.mark.parametrize(
    ("a", "b", "one", "other"),
    [
        ("Ҳуқуқ назарияси", "Ҳуқуқ тарихи", "Ҳуқуқ [назарияси]", "Ҳуқуқ [тарихи]"),
        ("Norov, Y.", "Norova, Y.", "Norov, Y.", "Norov[a], Y."),
        ("12–18", "12–19", "12–[18]", "12–[19]"),
        # in another case or script, but the same words
        ("КОРПУС тилшунослиги", "Korpus tilshunosligi", "КОРПУС тилшунослиги", "Korpus tilshunosligi"),
        ("Theory of law", "The theory of law", "Theory of law", "[The ]theory of law"),
        ("same", "same", "same", "same"),
    ],
)
def test_what_differs(a: str, b: str, one: str, other: str):
    assert tuple(map(marked, differing(a, b))) == (one, other)


TEXTS = st.text(st.sampled_from("abc дё'.-\n/\x00\ud800"), max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_is_lost(a: str, b: str):
    assert tuple("".join(text for text, _ in side) for side in differing(a, b)) == (a, b)
    lines = list(set_beside(("", ""), [Row("", a, "")], 44, "brackets"))[2:]
    assert "".join("".join(lines).split()) == "".join(a.split())


def test_columns():
    rows = [
        Row("title", "Ҳуқуқ назарияси", "Ҳуқуқ тарихи", compare=True),
        Row("printed", "x", "/home/anna/articles/7.txt:12"),
    ]
    assert list(set_beside(("a2005", "b2006"), rows, 53, "brackets")) == [
        "           a2005                 b2006",
        "---------  --------------------  --------------------",
        "title ≠    Ҳуқуқ [назарияси]     Ҳуқуқ [тарихи]",
        "printed ≠  x                     /home/anna/articles/",
        "                                 7.txt:12",
    ]
    coloured = list(set_beside(("a2005", "b2006"), rows, 53, "colour"))
    assert coloured[2] != click.unstyle(coloured[2]) == "title ≠    Ҳуқуқ назарияси       Ҳуқуқ тарихи"
