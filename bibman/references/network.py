"""The tagger's neural network at work: LSTM layers over hashed letters of words, then a chain of labels.

Needs onnxruntime; where that is missing, the conditional random field does the work alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bibman.references.features import look, quoting
from bibman.references.labels import Labelled
from bibman.references.tokens import Token
from bibman.text import skeleton

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

#: Features fall into so many buckets (0 is no feature); a token has so many of its own and one of its place.
BUCKETS, SLOTS = 1 << 15, 20
#: So many references go through the network at a time, those of like length together.
BATCH = 64


def bucket(feature: str) -> int:
    """The number of a feature's bucket, the same in every process."""
    return 1 + crc32(feature.encode("utf-8", "replace")) % (BUCKETS - 1)


@lru_cache(maxsize=1 << 16)
def _token_ids(text: str) -> tuple[int, ...]:
    lowered = text.lower()[:20]
    features = [*look(text).features[:-1], f"r={lowered}"]
    if text[0].isalpha():
        sound = f"^{skeleton(lowered)}$"
        features += [f"t{sound[i : i + 3]}" for i in range(min(len(sound) - 2, 7))]
    ids = [bucket(feature) for feature in features[:SLOTS]]
    return (*ids, *[0] * (SLOTS - len(ids)))


def encode(tokens: Sequence[Token]) -> Ids:
    """What the network sees: for each token the buckets of its features, shape (tokens, SLOTS + 1)."""
    ids = np.zeros((len(tokens), SLOTS + 1), np.int32)
    states = quoting([token.text for token in tokens])
    for i, token in enumerate(tokens):
        ids[i, :SLOTS] = _token_ids(token.text)
        glued = i and tokens[i - 1].end == token.start
        ids[i, SLOTS] = bucket(f"q={states[i]}{'g' if glued else 's'}")
    return ids


@dataclass(frozen=True, slots=True)
class _Model:
    session: Any
    labels: tuple[str, ...]
    start: Floats
    end: Floats
    steps: Floats


@cache
def load() -> _Model:
    """The shipped network, loaded once; ImportError where onnxruntime is missing."""
    import onnxruntime

    folder = files("bibman.references").joinpath("model")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder.joinpath("network.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    chain = json.loads(folder.joinpath("network.json").read_text("utf-8"))
    weights = (np.asarray(chain[name], np.float32) for name in ("start", "end", "steps"))
    return _Model(session, tuple(chain["labels"]), *weights)


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of a reference: the best labels, and the marginals (tokens, labels) behind."""

    labelled: Labelled
    marginals: npt.NDArray[np.float64]


def names() -> tuple[str, ...]:
    """The labels in the order of the marginals."""
    return load().labels


def read(references: Sequence[Sequence[Token]]) -> list[Read]:
    """What the network makes of each reference, in the order given; every reference has a token."""
    model = load()
    found: dict[int, Read] = {}
    by_length = sorted(range(len(references)), key=lambda n: len(references[n]))
    for first in range(0, len(by_length), BATCH):
        numbers = by_length[first : first + BATCH]
        lengths = np.array([len(references[n]) for n in numbers], np.int32)
        ids = np.zeros((len(numbers), int(lengths.max()), SLOTS + 1), np.int32)
        for row, n in enumerate(numbers):
            ids[row, : lengths[row]] = encode(references[n])
        (scores,) = model.session.run(None, {"ids": ids, "lengths": lengths})
        found.update(zip(numbers, _read_chain(model, scores.astype(np.float32), lengths), strict=True))
    return [found[n] for n in range(len(references))]


def _read_chain(model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]) -> Iterator[Read]:
    """The best chain of labels through the scores (references, tokens, labels), with its probabilities."""
    best = _viterbi(model, scores, lengths)
    certain, totals = _marginals(model, scores, lengths)
    for row, length in enumerate(lengths):
        path, own = best[row, :length], scores[row, :length]
        score = model.start[path[0]] + model.end[path[-1]] + own[np.arange(length), path].sum()
        score += model.steps[path[:-1], path[1:]].sum()
        labelled = Labelled(
            tuple(model.labels[n] for n in path),
            float(np.exp(min(0.0, float(score) - float(totals[row])))),
            tuple(certain[row, np.arange(length), path].tolist()),
        )
        yield Read(labelled, certain[row, :length])


def _viterbi(model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    rows, longest, _ = scores.shape
    every = np.arange(rows)
    reach = model.start + scores[:, 0]
    came = np.zeros(scores.shape, np.int64)
    final = np.zeros(reach.shape, np.float32)
    final[lengths == 1] = reach[lengths == 1]
    for t in range(1, longest):
        ways = reach[:, :, None] + model.steps
        came[:, t] = ways.argmax(1)
        reach = ways.max(1) + scores[:, t]
        final[lengths == t + 1] = reach[lengths == t + 1]
    path = np.zeros((rows, longest), np.int64)
    last = (final + model.end).argmax(1)
    for t in range(longest - 1, -1, -1):
        path[:, t] = last
        inside = t < lengths
        last = np.where(inside, came[every, t, last], last)
    return path


def _marginals(
    model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The probability of each label at each token, and the log of the sum over all chains.

    Forward and backward sums are kept to 1 at every token (Rabiner 1989, scaling), so that none runs over.
    """
    rows, longest, count = scores.shape
    top = scores.max(2, keepdims=True)
    weight = np.exp((scores - top).astype(np.float64))
    steps, end = np.exp(model.steps.astype(np.float64)), np.exp(model.end.astype(np.float64))
    forward = np.zeros((rows, longest, count))
    totals = np.zeros(rows)
    now = np.exp(model.start.astype(np.float64)) * weight[:, 0]
    for t in range(longest):
        if t:
            now = (forward[:, t - 1] @ steps) * weight[:, t]
        size = now.sum(1, keepdims=True)
        forward[:, t] = now / size
        inside = t < lengths
        totals += np.where(inside, np.log(size[:, 0]) + top[:, t, 0], 0.0)
        closing = t + 1 == lengths
        totals += np.where(closing, np.log(forward[:, t] @ end), 0.0)
    certain = np.zeros((rows, longest, count))
    behind = np.broadcast_to(end, (rows, count))
    for t in range(longest - 1, -1, -1):
        if t + 1 < longest:
            onward = (weight[:, t + 1] * behind) @ steps.T
            behind = np.where((t + 1 < lengths)[:, None], onward / onward.sum(1, keepdims=True), end)
        both = forward[:, t] * behind
        certain[:, t] = both / both.sum(1, keepdims=True)
    return certain, totals
