"""The tagger's conditional random field at work; it needs nothing but its own small library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import pycrfsuite

from bibman.references.features import token_features
from bibman.references.labels import Labelled
from bibman.references.tokens import Token


@cache
def _model_bytes() -> bytes:
    return files("bibman.references").joinpath("model", "tagger.crfsuite").read_bytes()


@cache
def load() -> pycrfsuite.Tagger:
    """The shipped model, loaded once."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model_bytes())  # reads from this very buffer later: it must live as long
    return tagger


def label(references: Sequence[Sequence[Token]], model: pycrfsuite.Tagger | None = None) -> list[Labelled]:
    """The labels of each reference's tokens by the shipped model or another; every reference has a token."""
    return [_label(model or load(), tokens) for tokens in references]


def marginals(
    tokens: Sequence[Token], names: Sequence[str], wanted: Sequence[Sequence[int]]
) -> list[list[float]]:
    """The probability of labels at each token: of its best one and of those wanted there; 0 for the others.

    ``wanted`` holds for each token the places of its labels in ``names``.
    """
    model = load()
    model.set(token_features(tokens))
    known, place = set(model.labels()), {name: n for n, name in enumerate(names)}
    rows = []
    for i, best in enumerate(model.tag()):
        row = [0.0] * len(names)
        for n in {place[best], *wanted[i]}:
            if names[n] in known:
                row[n] = model.marginal(names[n], i)
        rows.append(row)
    return rows


def _label(model: pycrfsuite.Tagger, tokens: Sequence[Token]) -> Labelled:
    model.set(token_features(tokens))
    labels = model.tag()
    certain = tuple(min(1.0, model.marginal(name, i)) for i, name in enumerate(labels))
    return Labelled(tuple(labels), model.probability(labels), certain)
