"""Why two records are one work, in words."""

from __future__ import annotations

import numpy as np
import pytest

from bibman.matching.explain import compare_records, reasons
from bibman.matching.levels import FIELDS, LEVELS, Evidence
from bibman.model import Name, Record
from bibman.text import read_table

BOOK = Record(type="book", title="Тарбия фани асослари", author=(Name("Хайдарова", "М."),), issued="2023")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"title": "Tarbiya fani asoslari", "author": (Name("Xaydarova", "M."),)},
            "same title; same author (Хайдарова = Xaydarova (х = x), М. = M.); same year",
        ),
        ({"issued": "2024"}, "same title; same author; years one apart (2023, 2024)"),
        (
            {"title": "Тарбия фани асослари. 2-қисм"},
            "one title has more words; same author; same year; one is a part, reply or correction (part2); "
            "more numbers in one title (; 2)",
        ),
        ({"type": "thesis"}, "same title; same author; same year; another kind of work (book, thesis)"),
        ({"title": "Самарқанд тарихи"}, "other title"),
    ],
)
def test_the_reason_names_what_agrees_and_what_does_not(changes: dict[str, object], expected: str) -> None:
    fields = {name: getattr(BOOK, name) for name in ("type", "title", "author", "issued")}
    other = Record(**(fields | changes))  # type: ignore[arg-type]
    assert compare_records(BOOK, other).reason == expected


def test_every_level_that_says_something_has_a_sentence() -> None:
    told = {(row["field"], row["level"]) for row in read_table("work_reasons")}
    for field, levels in LEVELS.items():
        silent = {"missing"} if "missing" in levels else {"none", "equal"}
        missing = {(field, level) for level in levels if level not in silent} - told
        assert missing <= {("issue", "equal"), ("kind", "equal"), ("kind", "books")}


def test_reasons_are_codes_in_the_order_of_interest() -> None:
    levels = {"title": "equal_long", "year": "near", "people": "one"}
    row = [
        LEVELS[field].index(levels.get(field, "missing" if "missing" in LEVELS[field] else "none"))
        for field in FIELDS
    ]
    found = reasons(Evidence(np.array([row], np.int8)), 0)
    assert found == (("title", "equal_long"), ("people", "one"), ("year", "near"))
