"""The fields by which pairs of records are judged, and how well each can agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int8]

#: Each field's levels, from what speaks most against one work to what speaks most for it.
LEVELS: dict[str, tuple[str, ...]] = {
    "title": (
        "far", "heading", "some", "alike", "missing", "words", "inside_short", "cut_short", "word", "inside",
        "cut", "cut_long", "spelled_short", "equal_tiny", "spelled", "equal_short", "spelled_long", "equal",
        "equal_long",
    ),
    "numbers": ("other", "more", "none", "equal"),
    "marks": ("other", "one", "none", "equal"),
    "people": ("none", "namesake", "some", "half", "missing", "inside", "most", "one", "two", "three"),
    "container": (
        "kinds", "far", "alike", "meetings", "missing", "meetings_alike", "inside", "short", "equal",
    ),
    "year": ("far", "few", "near", "other_placed", "near_placed", "missing", "equal"),
    "place": (
        "elsewhere", "pages_of_other_years", "other_volume", "other_pages", "other_pages_of_volume",
        "other_issue", "within", "missing", "issue", "volume", "number", "pages_of_other_volume", "page",
        "pages", "page_of_volume", "pages_of_volume",
    ),
    "issue": ("other", "missing", "equal"),
    "doi": ("other", "missing", "version", "equal"),
    "kind": ("other", "missing", "equal", "books"),
}  # fmt: skip
FIELDS = tuple(LEVELS)
_CODES = {field: {level: n for n, level in enumerate(levels)} for field, levels in LEVELS.items()}


#: From this level on two titles are the same but for misprints; below it they only resemble each other.
SAME_TITLE = "spelled_short"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well the fields of pairs agree: ``levels[pair, field]`` counts into ``LEVELS[field]``."""

    levels: Levels

    def __len__(self) -> int:
        return len(self.levels)

    def column(self, field: str) -> Levels:
        """The levels of one field, for all pairs."""
        return self.levels[:, FIELDS.index(field)]

    def is_level(self, field: str, *levels: str) -> NDArray[np.bool_]:
        """Which pairs stand at one of the levels of the field."""
        column = self.column(field)
        return np.isin(column, [code(field, level) for level in levels])


def code(field: str, level: str) -> int:
    """The number that stands for a level."""
    return _CODES[field][level]


def neutral(field: str) -> int:
    """The number of the level that says nothing: "missing", or "none" where there is no such level."""
    return code(field, "missing" if "missing" in LEVELS[field] else "none")
