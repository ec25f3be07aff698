"""How alike the names of two containers are."""

from __future__ import annotations

import pytest

from bibman.matching.containers import container_level
from bibman.matching.levels import LEVELS
from bibman.text import skeleton


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Voprosy ekonomiki", "Вопросы экономики", "equal"),
        ("J. Appl. Phys.", "Journal of Applied Physics", "short"),
        ("VLDB", "Very Large Data Bases", "short"),
        ("SIGMOD Record", "ACM SIGMOD Record", "short"),
        ("Pediatric Nephrology", "Pediatric Nephrology. Official organ of the society", "inside"),
        ("Proc. 21st ACM Symp. on Theory of Computing", "Symposium on the Theory of Computing", "short"),
        ("Proceedings of COLT '90", "Conference on neural networks", "meetings"),
        ("Proc. of the symposium on computing", "Journal of the ACM", "kinds"),
        ("Diabetes", "Diabetologia", "far"),
        ("Cancer Prevention Research", "Clinical Cancer Research", "alike"),
        ("", "Nature", "missing"),
    ],
)
def test_containers_agree_at_a_level(a: str, b: str, level: str) -> None:
    one, two = skeleton(a), skeleton(b)
    assert LEVELS["container"][container_level(one, two)] == level
    assert container_level(one, two) == container_level(two, one)
