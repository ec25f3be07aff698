"""Two records compared, and the reason in a sentence that a person understands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from bibman.matching.columns import Columns, normalize
from bibman.matching.decide import VERDICTS, decide
from bibman.matching.levels import FIELDS, LEVELS, Evidence
from bibman.matching.score import score
from bibman.model import Comparison, Name, Record
from bibman.names import compare_names
from bibman.text import read_table, script_of

#: A reason code: the field and the level at which the two records agree in it.
Reason = tuple[str, str]

#: The fields in the order in which a person asks for them.
_ORDER = ("title", "people", "container", "year", "place", "issue", "doi", "marks", "numbers", "kind")
#: What a field of the evidence is printed by.
_PRINTED: dict[str, Callable[[Record], str]] = {
    "container": lambda record: record.container_title,
    "year": lambda record: record.issued[:4],
    "place": lambda record: record.volume,
    "issue": lambda record: record.issue,
    "doi": lambda record: record.DOI,
    "kind": lambda record: record.type,
}
#: So many authors of a record are looked at to find the one whom two records share.
_MOST_AUTHORS = 8


def compare_records(a: Record, b: Record) -> Comparison:
    """How two records relate: one work, possibly one, or different works, with the fields that decided."""
    columns = normalize([a, b])
    evidence = score(columns, np.array([0]), np.array([1]))
    decisions = decide(evidence)
    reason = sentence(a, b, reasons(evidence, 0), columns)
    return Comparison(VERDICTS[decisions.verdict[0]], round(float(decisions.score[0]), 3), reason)


def reasons(evidence: Evidence, pair: int) -> tuple[Reason, ...]:
    """What is known of one pair, as codes: ("title", "equal_long"), ("people", "one"), ("year", "near")."""
    levels = {field: LEVELS[field][evidence.levels[pair, n]] for n, field in enumerate(FIELDS)}
    return tuple((field, levels[field]) for field in _ORDER if (field, levels[field]) in _texts())


def sentence(
    a: Record, b: Record, found: Sequence[Reason], columns: Columns, *, all_names: bool = True
) -> str:
    """The reasons in words, with what the two records print; ``columns`` holds them as rows 0 and 1.

    To compare names takes longest: without ``all_names`` only those in two scripts are.
    """
    told = []
    for field, level in found:
        text = _texts()[field, level]
        is_named = field == "people" and (all_names or _in_two_scripts(a, b))
        name = _shared_author(a, b, level) if is_named else ""
        if name:
            text = f"{text} ({name})"
        elif field in ("marks", "numbers"):
            values: list[str] = getattr(columns, field)
            text = text.format(a=values[0], b=values[1])
        elif field in _PRINTED:
            text = text.format(a=_PRINTED[field](a), b=_PRINTED[field](b))
        told.append(text)
    return "; ".join(told)


@cache
def _texts() -> dict[Reason, str]:
    return {(row["field"], row["level"]): row["reason"] for row in read_table("work_reasons")}


def _shared_author(a: Record, b: Record, level: str) -> str:
    """Why two spellings are one author's, "" where both records print one form or none is shared."""
    if level in ("none", "namesake"):
        return ""
    pairs = [(x, y) for x in a.author[:_MOST_AUTHORS] for y in b.author[:_MOST_AUTHORS]]
    if not pairs or any(_form(x) == _form(y) for x, y in pairs):
        return ""
    best = max((compare_names(x, y) for x, y in pairs), key=lambda found: (found.score, found.reason))
    return best.reason if best.verdict != "different" else ""


def _in_two_scripts(a: Record, b: Record) -> bool:
    one, two = (script_of(" ".join(map(_form, record.author))) for record in (a, b))
    return one != two


def _form(name: Name) -> str:
    return name.form or name.literal or f"{name.family} {name.given}"
