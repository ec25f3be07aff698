"""The tagger's model made from labelled references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from bibman.model import Segment
from bibman.references.features import token_features
from bibman.references.tokens import tokenize

#: How strongly weights are pulled to zero (c1, makes the model small) and kept small (c2).
PARAMETERS = {"c1": 0.3, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 4}


def labelled_tokens(segments: Iterable[Segment]) -> tuple[str, list[str]]:
    """The reference's text and for each of its tokens B-label or I-label."""
    text, ends = "", []
    for label, piece in segments:
        text += piece
        ends.append((len(text), label))
    labels: list[str] = []
    current, opened = 0, False
    for token in tokenize(text):
        while token.start >= ends[current][0]:
            current, opened = current + 1, False
        labels.append(("I-" if opened else "B-") + ends[current][1])
        opened = True
    return text, labels


def train(references: Iterable[Sequence[Segment]], model: Path, *, verbose: bool = False) -> int:
    """Writes a model trained on the references; the same references in the same order give the same model.

    Returns how many references were learned from.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(PARAMETERS)
    count = 0
    for segments in references:
        text, labels = labelled_tokens(segments)
        if labels:
            trainer.append(token_features(tokenize(text)), labels)
            count += 1
    model.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(model))
    return count
