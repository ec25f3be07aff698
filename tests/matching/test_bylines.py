"""How well the authors of two records agree."""

from __future__ import annotations

import pytest

from bibman.matching.bylines import are_namesakes, people_level
from bibman.matching.levels import LEVELS


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("haidarova", "haidarova", "one"),
        ("kearns valiant", "michael kearns leslie valiant", "two"),
        ("freund helmbold hausler", "freund helmbold hausler shapire", "three"),
        ("polterovich", "potlerovich", "one"),  # a misprint
        ("freund", "freund shapire", "one"),  # the first author alone
        ("shapire", "freund shapire", "inside"),
        ("kearns valiant mansour", "kearns valiant rubinfeld", "most"),
        ("vang iang jao huang", "vang liu cheng sun", "some"),
        ("warshauer", "hubard", "none"),
        ("", "hubard", "missing"),
    ],
)
def test_authors_agree_at_a_level(a: str, b: str, level: str) -> None:
    assert LEVELS["people"][people_level(a, b)] == level
    assert people_level(a, b) == people_level(b, a)


@pytest.mark.parametrize(
    ("a", "b", "namesakes"),
    [
        ("vang k", "vang j l", True),
        ("maier r", "maier r e", False),
        ("maier", "maier r", False),
        ("chan c", "chan k", False),  # the other alphabet's letter for one sound
        ("maier robert", "maier r", False),
    ],
)
def test_initials_tell_namesakes_apart(a: str, b: str, namesakes: bool) -> None:
    assert are_namesakes(a, b) is namesakes
    assert are_namesakes(b, a) is namesakes
