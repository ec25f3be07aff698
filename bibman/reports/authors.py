"""People found by any of their spellings, or by a spelling they were never printed in."""

from __future__ import annotations

from collections.abc import Sequence

from bibman.library import PersonWithNames
from bibman.model import Name
from bibman.names import compare_names, read_name
from bibman.names.keys import word_keys
from bibman.text import skeleton

# How well a form answers: it holds every word of the query, has words that open so, may be the same name.
_WHOLE, _OPENS, _ALIKE, _NOT = range(4)


def find_persons(persons: Sequence[PersonWithNames], query: str) -> list[PersonWithNames]:
    """The persons whom the query names in any script, spelling and order of words, the nearest first.

    A query may be a part of a name or the beginning of its words: "Хайд", "mahliyo kh".
    """
    wanted = skeleton(query).split()
    if not wanted:
        return []
    meant = read_name(" ".join(word[:1].upper() + word[1:] for word in query.split()))
    keys = frozenset(word_keys(query))
    ranked = [(min(_rank(name.form, meant, wanted, keys) for name in p.names), p) for p in persons if p.names]
    return [p for rank, p in sorted(ranked, key=lambda found: found[0]) if rank < _NOT]


def _rank(form: str, meant: Name, wanted: Sequence[str], keys: frozenset[str]) -> int:
    words = skeleton(form).split()
    if all(word in words for word in wanted):
        return _WHOLE
    if all(any(word.startswith(w) for word in words) for w in wanted):
        return _OPENS
    if keys.isdisjoint(word_keys(form)):
        return _NOT
    return _ALIKE if compare_names(read_name(form), meant).verdict != "different" else _NOT
