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


def marginals(tokens: Sequence[Token], names: Sequence[str]) -> list[list[float]]:
    """The probability of each named label at each token; 0 for labels that the model has never seen."""
    model = load()
    model.set(token_features(tokens))
    known = set(model.labels())
    return [[model.marginal(name, i) if name in known else 0.0 for name in names] for i in range(len(tokens))]


def _label(model: pycrfsuite.Tagger, tokens: Sequence[Token]) -> Labelled:
    model.set(token_features(tokens))
    labels = model.tag()
    certain = tuple(min(1.0, model.marginal(name, i)) for i, name in enumerate(labels))
    return Labelled(tuple(labels), model.probability(labels), certain)
