"""Entries of bibliographies: what reading gives, what is to be said about them, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bibman.model import Record


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry of a bibliography: its key there ("" where it has none), its record, its first line."""

    key: str
    record: Record
    line: int


@dataclass(frozen=True, slots=True)
class BadEntry:
    """A sentence about an entry that is broken; with ``kept`` its record was taken all the same."""

    source: str
    line: int
    message: str
    kept: bool = False


def by_key(items: Sequence[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """The records under their citation keys in the order of the keys, which is the same everywhere."""
    return sorted(items, key=lambda item: item[0])
