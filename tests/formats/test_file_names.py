"""Names for files made of articles."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.file_names import file_names


@pytest.mark.parametrize(
    "path, name",
    [
        ("/papers/Хайдарова М. (2020).pdf", "khaydarova-m-2020"),
        ("001_Innovative.txt", "001-innovative"),
        ("C:\\Docs\\Maqola № 5.docx", "maqola-no-5"),
        ("../../etc/passwd", "passwd"),
        ("aux.tex", "article-aux"),
        ("LPT1", "article-lpt1"),
        ("….pdf", "article"),
        ("", "article"),
        (f"{'x' * 300}.pdf", "x" * 80),
    ],
)
def test_names_are_safe_everywhere(path: str, name: str) -> None:
    assert file_names([path]) == [name]


def test_names_that_meet_are_numbered_in_the_order_of_their_paths() -> None:
    paths = ["2020/a.pdf", "2021/A.pdf", "2019/a.docx", "x/a-2.txt"]
    names = {"2019/a.docx": "a", "2020/a.pdf": "a-2", "2021/A.pdf": "a-3", "x/a-2.txt": "a-2-2"}
    for _ in range(3):
        random.Random(1).shuffle(paths)
        assert dict(zip(paths, file_names(paths), strict=True)) == names


@given(st.lists(st.text() | st.sampled_from(["a", "A/a.b", "a-2", "con"])))
def test_any_paths_have_names_of_their_own(paths: list[str]) -> None:
    names = dict(zip(paths, file_names(paths), strict=True))
    assert len(set(names.values())) == len(names)
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]*", name) for name in names.values())
