"""How alike two titles are."""

from __future__ import annotations

import pytest

from bibman.matching.levels import LEVELS
from bibman.matching.likeness import title_levels
from bibman.text import skeleton

MAIN = "Mechanisms of ischaemic preconditioning in rabbits"


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (MAIN, MAIN.upper() + ".", "equal_long"),
        ("Тарбия фани асослари", "Tarbiya fani asoslari", "equal"),
        ("Neural net works", "Neural networks", "equal_short"),
        ("Chaos", "Chaos", "equal_tiny"),
        (MAIN, "Mechanism of ischemic preconditoning in rabbits", "spelled_long"),
        (MAIN, MAIN + ": a systematic review of the evidence of ten years", "cut_long"),
        (MAIN, "Mechanisms of ischaemic preconditioning in humans", "word"),
        ("Vitamin C in the treatment of colds", "Vitamin E in the treatment of colds", "word"),
        (MAIN, "Cellular mechanisms of ischaemic preconditioning in rabbits", "inside"),
        ("Editorial introduction", "EDITORIAL INTRODUCTION", "heading"),
        ("Введение", "Введение", "heading"),
        (MAIN, "The history of Samarkand", "far"),
        ("", MAIN, "missing"),
        ("", "", "missing"),
    ],
)
def test_titles_agree_at_a_level(a: str, b: str, level: str) -> None:
    one, two = skeleton(a), skeleton(b)
    found = title_levels([one, two], [two, one])
    assert [LEVELS["title"][n] for n in found] == [level, level]
