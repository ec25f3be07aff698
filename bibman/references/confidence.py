"""How sure a record is: a model's probability of all its labels as the chance that every field is right."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from bibman.model import Segment

#: For each model the weight of its log-odds, and the start. Fitted by logistic regression on hand-labelled
#: references (``python -m bibman.training calibrate``); the start is lowered so that of the records at 0.9
#: and above 97 in 100 are wholly right.
NETWORK = (0.638, -0.863)
CRF = (0.562, -0.182)
#: Probabilities are cut here: beyond, a model is only ever surer of itself.
_EDGE = 1e-4

#: The record's field that a label's pieces become.
FIELDS = {
    "author": "author", "title": "title", "container": "container_title", "editor": "editor",
    "place": "publisher_place", "publisher": "publisher", "date": "issued", "volume": "volume",
    "issue": "issue", "pages": "page", "doi": "DOI", "url": "URL",
}  # fmt: skip


def log_odds(probability: float) -> float:
    """The logarithm of p / (1 - p), cut near 0 and 1."""
    p = min(max(probability, _EDGE), 1 - _EDGE)
    return log(p / (1 - p))


def chance(probability: float, weights: tuple[float, float]) -> float:
    """The chance (0..1) that a record is wholly right, from a model's probability of all its labels."""
    weight, start = weights
    return 1 / (1 + exp(-weight * log_odds(probability) - start))


def by_field(segments: Sequence[Segment], certain: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """For each field the certainty (0..1) of the most doubtful word it was read from."""
    least: dict[str, float] = {}
    for (label, _), value in zip(segments, certain, strict=True):
        if field := FIELDS.get(label):
            least[field] = min(value, least.get(field, 1.0))
    return tuple(least.items())
