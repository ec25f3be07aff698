"""People found by any of their spellings, or by a spelling they were never printed in."""

from __future__ import annotations

from collections.abc import Sequence

from bibman.library import PersonWithNames
from bibman.names import compare_names
from bibman.text import skeleton


def find_persons(persons: Sequence[PersonWithNames], query: str) -> list[PersonWithNames]:
    """The persons one of whose forms opens with every word of the query, in any script.

    Where there is none, those with a form that may name the same person as the query does.
    """
    wanted = skeleton(query).split()
    if not wanted:
        return []
    found = [p for p in persons if any(_opens(skeleton(name.form).split(), wanted) for name in p.names)]
    return found or [p for p in persons if any(_alike(name.form, query) for name in p.names)]


def _opens(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(w) for word in words) for w in wanted)


def _alike(form: str, query: str) -> bool:
    return compare_names(form, query).verdict != "different"
