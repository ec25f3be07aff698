"""How sure a record is: the two models' probabilities turned into the chance that every field is right."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from bibman.model import Segment

#: Weights of the log-odds of the network and of the CRF, and the start. Fitted by logistic regression on
#: hand-labelled articles (``python -m bibman.training calibrate``); the start is lowered so that of the
#: records at 0.9 and above 97 in 100 are wholly right.
BOTH = (0.354, 0.382, -0.498)
CRF_ALONE = (0.603, -0.095)
#: Probabilities are cut here, so that no model outshouts the other.
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


def confidence_of_both(network: float, crf: float) -> float:
    """The chance (0..1) that a record is wholly right, from both models' probability of all their labels."""
    a, b, start = BOTH
    return _chance(a * log_odds(network) + b * log_odds(crf) + start)


def confidence_of_crf(crf: float) -> float:
    """The same where the CRF is alone."""
    a, start = CRF_ALONE
    return _chance(a * log_odds(crf) + start)


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def by_field(segments: Sequence[Segment], certain: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """For each field the certainty (0..1) of the most doubtful word it was read from."""
    least: dict[str, float] = {}
    for (label, _), value in zip(segments, certain, strict=True):
        if field := FIELDS.get(label):
            least[field] = min(value, least.get(field, 1.0))
    return tuple(least.items())
