"""References cut into labelled segments: by the neural network, or where it can't run, by the CRF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from bibman.references import confidence, crf
from bibman.references.labels import Labelled, Tagged, cut
from bibman.references.tokens import Token, tokenize

#: What follows after so many tokens is no reference any more and is kept as one segment "other".
MAX_TOKENS = 2000

#: Where the network is this sure of all its labels, the CRF is not asked: it would change nothing.
SURE = 0.95

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


def tag(texts: Sequence[str]) -> list[Tagged]:
    """The segments of each reference, in the order given; an empty text has none."""
    every = [tokenize(text) for text in texts]
    known = [n for n, tokens in enumerate(every) if tokens]
    weights = confidence.NETWORK if engine() == "network" else confidence.CRF
    labelled = {
        n: replace(found, probability=confidence.chance(found.probability, weights))
        for n, found in zip(known, _label([every[n][:MAX_TOKENS] for n in known]), strict=True)
    }
    return [
        cut(text, tokens, labelled[n]) if n in labelled else Tagged()
        for n, (text, tokens) in enumerate(zip(texts, every, strict=True))
    ]


def _label(references: Sequence[Sequence[Token]]) -> list[Labelled]:
    if engine() == "crf":
        return crf.label(references)
    from bibman.references import blend, network

    names = network.names()
    return [
        read.labelled if read.labelled.probability >= SURE else blend.second_opinion(tokens, names, read)
        for tokens, read in zip(references, network.read(references), strict=True)
    ]
