"""How well a tagger cuts references it has not seen: scores of segments by field."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pycrfsuite

from bibman.model import LABELS, Segment
from bibman.references import crf
from bibman.references.labels import cut
from bibman.references.tokens import tokenize
from bibman.training.train import train

_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Scores:
    """Counts over references: per label right, wrong and missed values; references with every field right."""

    references: int = 0
    right: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {label: [0, 0, 0] for label in LABELS})

    def f1(self, label: str = "") -> float:
        """The F1 of a label, or of all but "other" taken together."""
        rows = (
            [self.fields[label]] if label else [row for name, row in self.fields.items() if name != "other"]
        )
        hits, wrong, missed = (sum(row[i] for row in rows) for i in range(3))
        return 2 * hits / (2 * hits + wrong + missed) if hits + wrong + missed else 1.0


def values(segments: Sequence[Segment]) -> dict[str, str]:
    """The words of each label, without case and punctuation."""
    found: dict[str, list[str]] = {}
    for label, text in segments:
        found.setdefault(label, []).extend(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
    return {label: " ".join(words) for label, words in found.items() if words}


def score(gold: Sequence[Sequence[Segment]], predicted: Sequence[Sequence[Segment]]) -> Scores:
    """Compares references label by label: a label is right where all its words are."""
    scores = Scores()
    for expected, got in zip(gold, predicted, strict=True):
        want, have = values(expected), values(got)
        scores.references += 1
        wrong = False
        for label, row in scores.fields.items():
            a, b = want.get(label, ""), have.get(label, "")
            row[0] += bool(a) and a == b
            row[1] += bool(b) and a != b
            row[2] += bool(a) and a != b
            wrong = wrong or (a != b and label != "other")
        scores.right += not wrong
    return scores


def predict(model: Path, references: Sequence[Sequence[Segment]]) -> list[tuple[Segment, ...]]:
    """The segments that a model finds in the texts of labelled references."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    try:
        return [_segments(tagger, "".join(text for _, text in segments)) for segments in references]
    finally:
        tagger.close()


def _segments(model: pycrfsuite.Tagger, text: str) -> tuple[Segment, ...]:
    tokens = tokenize(text)
    return cut(text, tokens, crf.label([tokens], model)[0]).segments


def cross_validate(
    references: Sequence[list[Segment]], always: Sequence[list[Segment]] = (), folds: int = 5
) -> Iterator[Scores]:
    """Each fold in turn scored by a model trained on the others and on what is ``always`` there."""
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            model = Path(folder) / f"{fold}.crfsuite"
            train([*always, *(r for i, r in enumerate(references) if i % folds != fold)], model)
            held = references[fold::folds]
            yield score(held, predict(model, held))
