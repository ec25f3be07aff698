"""Made-up references kept clear of the records that a model will be tested on.

A generator that knows a journal of the test set by name would make its score say more than it should.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bibman.model import Segment
from bibman.text import fold

_FIELDS = ("title", "container", "publisher")
#: Shorter values (folded) say nothing; from this length on a value also counts as part of a longer one.
_SHORTEST, _TELLING = 3, 12


def read_values(path: Path) -> frozenset[str]:
    """The folded titles, containers and publishers of a JSON Lines file of records."""
    rows = map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines()))
    found = {fold(str(row.get(field) or "")) for row in rows for field in _FIELDS}
    return frozenset(value for value in found if len(value) >= _SHORTEST)


def clear_of(values: frozenset[str], references: Iterable[Sequence[Segment]]) -> Iterator[Sequence[Segment]]:
    """The references that hold none of the values as, or in, a title, container or publisher."""
    telling = sorted(value for value in values if len(value) >= _TELLING)
    known: dict[str, bool] = {}
    for segments in references:
        for text in {fold(text) for label, text in segments if label in _FIELDS} - known.keys():
            known[text] = text in values or any(value in text for value in telling)
        if not any(known[fold(text)] for label, text in segments if label in _FIELDS):
            yield segments
