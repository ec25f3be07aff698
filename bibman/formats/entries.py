"""What reading a bibliography gives: entries, and what is to be said about them."""

from __future__ import annotations

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
