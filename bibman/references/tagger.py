"""A reference cut into labelled segments by a conditional random field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycrfsuite

from bibman.model import Segment
from bibman.references.features import token_features
from bibman.references.tokens import Token, tokenize

#: What follows after so many tokens is no reference any more and is kept as one segment "other".
MAX_TOKENS = 2000


@dataclass(frozen=True, slots=True)
class Tagged:
    """The segments of a reference in reading order.

    ``confidence`` is the probability (0..1) that all labels are right, ``confidences`` that of the most
    doubtful token of each segment.
    """

    segments: tuple[Segment, ...] = ()
    confidence: float = 0.0
    confidences: tuple[float, ...] = ()


@cache
def _model_bytes() -> bytes:
    return files("bibman.references").joinpath("model", "tagger.crfsuite").read_bytes()


@cache
def _model() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model_bytes())  # reads from this very buffer later: it must live as long
    return tagger


def tag(texts: Sequence[str]) -> list[Tagged]:
    """The segments of each reference, in the order given; an empty text has none."""
    return [tag_with(_model(), text) for text in texts]


def tag_with(model: pycrfsuite.Tagger, text: str) -> Tagged:
    """The segments of one reference by a given model."""
    tokens = tokenize(text)
    known, rest = tokens[:MAX_TOKENS], tokens[MAX_TOKENS:]
    if not known:
        return Tagged()
    model.set(token_features(known))
    labels = model.tag()
    certain = [min(1.0, model.marginal(label, i)) for i, label in enumerate(labels)]
    starts = _starts(labels)
    spans = list(zip(starts, [*starts[1:], len(known)], strict=True))
    segments = [(labels[a][2:], _printed(text, tokens, a, b)) for a, b in spans]
    confidences = [min(certain[a:b]) for a, b in spans]
    confidence = min(1.0, model.probability(labels))
    if rest:
        segments.append(("other", text[rest[0].start :].rstrip()))
        confidence, confidences = 0.0, [*confidences, 0.0]
    return Tagged(tuple(segments), confidence, tuple(confidences))


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
