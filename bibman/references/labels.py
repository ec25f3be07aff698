"""Labels of tokens turned into labelled segments of the printed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bibman.model import Segment
from bibman.references.tokens import Token


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of a reference's tokens ("B-title", "I-title"), how sure they are together, and each."""

    labels: tuple[str, ...]
    probability: float
    certain: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The segments of a reference in reading order.

    ``confidence`` is the chance (0..1) that the record built from them is wholly right, ``confidences`` the
    probability of the most doubtful token of each segment.
    """

    segments: tuple[Segment, ...] = ()
    confidence: float = 0.0
    confidences: tuple[float, ...] = ()


def cut(text: str, tokens: Sequence[Token], labelled: Labelled) -> Tagged:
    """The segments of a text whose first tokens are labelled; what follows them is one segment "other"."""
    count = len(labelled.labels)
    starts = _starts(labelled.labels)
    spans = list(zip(starts, [*starts[1:], count], strict=True))
    segments = [(labelled.labels[a][2:], _printed(text, tokens, a, b)) for a, b in spans]
    confidences = [min(labelled.certain[a:b]) for a, b in spans]
    confidence = labelled.probability
    if count < len(tokens):
        segments.append(("other", text[tokens[count].start :].rstrip()))
        confidence, confidences = 0.0, [*confidences, 0.0]
    return Tagged(tuple(segments), confidence, tuple(confidences))


def is_broken(before: str, after: str) -> bool:
    """Whether a label goes on with a piece that the one before it is not of."""
    return after.startswith("I-") and before[2:] != after[2:]


def _starts(labels: Sequence[str]) -> list[int]:
    """Where segments start: at every B- label and wherever the label changes."""
    return [
        i
        for i, label in enumerate(labels)
        if i == 0 or label.startswith("B-") or label[2:] != labels[i - 1][2:]
    ]


def _printed(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The text from one token up to another, without the space before the latter."""
    end = tokens[last].start if last < len(tokens) else len(text)
    return text[tokens[first].start : end].rstrip()
