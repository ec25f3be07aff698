"""The lines of a reference list with their numbers in the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A line of a list: its number in the article, counted from 1, and its text, "" for a blank line."""

    line: int
    text: str


def joined(rows: Sequence[Row]) -> str:
    """The text of lines as one line."""
    return " ".join(row.text.strip() for row in rows)
