"""References cut into labelled segments: by the neural network, or where it can't run, by the CRF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Literal

from bibman.references import confidence, crf
from bibman.references.labels import Labelled, Tagged, cut
from bibman.references.tokens import Token, tokenize

#: What follows after so many tokens is no reference any more and is kept as one segment "other".
MAX_TOKENS = 2000

#: Where the network is this sure of all its labels, the CRF is not asked: it would change next to nothing.
SURE = 0.8

Engine = Literal["network", "crf"]


@cache
def engine() -> Engine:
    """Which model tags: the network where onnxruntime is installed, else the CRF, which errs more often."""
    try:
        from bibman.references import network

        network.load()
    except ImportError:
        return "crf"
    return "network"


@dataclass(frozen=True, slots=True)
class _Begun:
    """References on their way: their tokens, and what waits for the labels of those that have any."""

    texts: Sequence[str]
    tokens: list[list[Token]]
    labels: Callable[[], list[Labelled]]


def tag(texts: Sequence[str]) -> list[Tagged]:
    """The segments of each reference, in the order given; an empty text has none."""
    return _finish(_begin(texts))


def tag_stream(batches: Iterable[Sequence[str]]) -> Iterator[list[Tagged]]:
    """The segments of batch after batch; the network already reads the next while one is put to use."""
    before = None
    for texts in batches:
        begun = _begin(texts)
        if before:
            yield _finish(before)
        before = begun
    if before:
        yield _finish(before)


def _begin(texts: Sequence[str]) -> _Begun:
    every = [tokenize(text) for text in texts]
    return _Begun(texts, every, _labels([tokens[:MAX_TOKENS] for tokens in every if tokens]))


def _finish(begun: _Begun) -> list[Tagged]:
    weights = confidence.NETWORK if engine() == "network" else confidence.CRF
    labels = iter(begun.labels())
    found = []
    for text, tokens in zip(begun.texts, begun.tokens, strict=True):
        labelled = next(labels) if tokens else None
        found.append(cut(text, tokens, _calibrated(labelled, weights)) if labelled else Tagged())
    return found


def _calibrated(labelled: Labelled, weights: tuple[float, float]) -> Labelled:
    return replace(labelled, probability=confidence.chance(labelled.probability, weights))


def _labels(references: Sequence[Sequence[Token]]) -> Callable[[], list[Labelled]]:
    """What waits for the labels of the references; the network begins with them at once."""
    if engine() == "crf":
        return partial(crf.label, references)
    from bibman.references import blend, network

    readings = network.begin(references)

    def finish() -> list[Labelled]:
        names = network.names()
        return [
            read.labelled if read.labelled.probability >= SURE else blend.second_opinion(tokens, names, read)
            for tokens, read in zip(references, network.finish(readings), strict=True)
        ]

    return finish
