"""The tagger's neural network at work: LSTM layers over hashed letters of words, then a chain of labels.

Needs onnxruntime; where that is missing, the conditional random field does the work alone.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bibman.references.features import look, quoting
from bibman.references.labels import Labelled, is_broken
from bibman.references.tokens import Token
from bibman.text import skeleton

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

#: Features fall into so many buckets (0 is no feature); a token has so many of its own and one of its place.
BUCKETS, SLOTS = 1 << 15, 20
#: So many references go through the network at a time, those of like length together.
BATCH = 32
#: So many batches are in the network at a time: while one waits for Python, the other goes on.
WORKERS = 2


def bucket(feature: str) -> int:
    """The number of a feature's bucket, the same in every process."""
    return 1 + crc32(feature.encode("utf-8", "replace")) % (BUCKETS - 1)


@lru_cache(maxsize=1 << 16)
def _token_ids(text: str) -> bytes:
    """The buckets of a token's own features, as the bytes of SLOTS numbers: small to keep, quick to join."""
    lowered = text.lower()[:20]
    features = [*look(text).features[:-1], f"r={lowered}"]
    if text[0].isalpha():
        sound = f"^{skeleton(lowered)}$"
        features += [f"t{sound[i : i + 3]}" for i in range(min(len(sound) - 2, 7))]
    ids = array("i", map(bucket, features[:SLOTS]))
    return ids.tobytes() + bytes(ids.itemsize * (SLOTS - len(ids)))


@cache
def _place_id(state: str, glued: bool) -> bytes:
    return array("i", [bucket(f"q={state}{'g' if glued else 's'}")]).tobytes()


def encode(tokens: Sequence[Token]) -> Ids:
    """What the network sees: for each token the buckets of its features, shape (tokens, SLOTS + 1)."""
    parts: list[bytes] = []
    end = -1
    for token, state in zip(tokens, quoting([token.text for token in tokens]), strict=True):
        parts += (_token_ids(token.text), _place_id(state, end == token.start))
        end = token.end
    return np.frombuffer(b"".join(parts), np.int32).reshape(len(tokens), SLOTS + 1)


@dataclass(frozen=True, slots=True)
class _Model:
    session: Any
    labels: tuple[str, ...]
    start: Floats
    end: Floats
    steps: Floats
    broken: npt.NDArray[np.bool_]  # whether a label goes on with a piece that the one before did not begin


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
    start, end, steps = (np.asarray(chain[name], np.float32) for name in ("start", "end", "steps"))
    labels = chain["labels"]
    broken = np.array([[is_broken(before, after) for after in labels] for before in labels])
    return _Model(session, tuple(labels), start, end, steps, broken)


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of a reference: the best labels, and the marginals (tokens, labels) behind."""

    labelled: Labelled
    marginals: npt.NDArray[np.float64]


def names() -> tuple[str, ...]:
    """The labels in the order of the marginals."""
    return load().labels


@dataclass(frozen=True, slots=True)
class Reading:
    """References of like length on their way through the network: numbers, lengths, and scores to come."""

    numbers: list[int]
    lengths: npt.NDArray[np.int32]
    scores: Future[list[Floats]]


@cache
def _workers() -> Executor:
    """Threads that run the network, which leaves Python alone meanwhile."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(WORKERS)


def read(references: Sequence[Sequence[Token]]) -> list[Read]:
    """What the network makes of each reference, in the order given; every reference has a token."""
    return finish(begin(references))


def begin(references: Sequence[Sequence[Token]]) -> list[Reading]:
    """Send the references through the network in the background; ``finish`` waits for what comes of it."""
    model, readings = load(), []
    by_length = sorted(range(len(references)), key=lambda n: len(references[n]))
    for first in range(0, len(by_length), BATCH):
        numbers = by_length[first : first + BATCH]
        lengths = np.array([len(references[n]) for n in numbers], np.int32)
        ids = np.zeros((len(numbers), int(lengths.max()), SLOTS + 1), np.int32)
        for row, n in enumerate(numbers):
            ids[row, : lengths[row]] = encode(references[n])
        scores = _workers().submit(model.session.run, None, {"ids": ids, "lengths": lengths})
        readings.append(Reading(numbers, lengths, scores))
    return readings


def finish(readings: Sequence[Reading]) -> list[Read]:
    """What the network made of the references, in the order they were given to ``begin``."""
    found: dict[int, Read] = {}
    for reading in readings:
        (scores,) = reading.scores.result()
        chains = _read_chain(load(), scores.astype(np.float32), reading.lengths)
        found.update(zip(reading.numbers, chains, strict=True))
    return [found[n] for n in range(len(found))]


def _read_chain(model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]) -> Iterator[Read]:
    """The best chain of labels through the scores (references, tokens, labels), with its probabilities."""
    marginals, totals = _marginals(model, scores, lengths)
    path = marginals.argmax(2)
    broken = _is_broken(model, path, lengths)
    if broken.any():
        path[broken] = _viterbi(model, scores[broken], lengths[broken])
    own = np.take_along_axis(scores, path[:, :, None], 2)[:, :, 0]
    certain = np.take_along_axis(marginals, path[:, :, None], 2)[:, :, 0]
    steps = model.steps[path[:, :-1], path[:, 1:]]
    for row, length in enumerate(lengths.tolist()):
        best = path[row, :length].tolist()
        score = model.start[best[0]] + model.end[best[-1]] + own[row, :length].sum()
        score += steps[row, : length - 1].sum()
        labelled = Labelled(
            tuple([model.labels[n] for n in best]),
            exp(min(0.0, float(score) - float(totals[row]))),
            tuple(certain[row, :length].tolist()),
        )
        yield Read(labelled, marginals[row, :length])


def _is_broken(
    model: _Model, path: npt.NDArray[np.int64], lengths: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """For each reference whether a chain of labels goes on with a piece that it has not begun."""
    inside = np.arange(1, path.shape[1]) < lengths[:, None]
    return np.asarray((model.broken[path[:, :-1], path[:, 1:]] & inside).any(1))


def _viterbi(model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The best label of each token, shape (references, tokens); what stands behind a reference's end is void.

    Only the best sums are kept on the way there; which label each came from is found again on the way back,
    for the one label that counts.
    """
    rows, longest, _ = scores.shape
    reach = np.empty((longest, rows, len(model.labels)), np.float32)
    reach[0] = model.start + scores[:, 0]
    for t in range(1, longest):
        reach[t] = (reach[t - 1][:, :, None] + model.steps).max(1) + scores[:, t]
    path = np.zeros((rows, longest), np.int64)
    into = np.ascontiguousarray(model.steps.T)
    last = (reach[lengths - 1, np.arange(rows)] + model.end).argmax(1)
    for t in range(longest - 1, -1, -1):
        if t + 1 < longest:
            last = np.where(t + 1 < lengths, (reach[t] + into[last]).argmax(1), last)
        path[:, t] = last
    return path


def _marginals(
    model: _Model, scores: Floats, lengths: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The probability of each label at each token, and the log of the sum over all chains.

    Forward and backward sums are kept to 1 at every token (Rabiner 1989, scaling), so that none runs over.
    """
    rows, longest, count = scores.shape
    top = scores.max(2)
    weight = np.exp((scores - top[:, :, None]).astype(np.float64)).transpose(1, 0, 2).copy()
    start, steps, end = (np.exp(part.astype(np.float64)) for part in (model.start, model.steps, model.end))
    inside = np.arange(longest)[:, None] < lengths
    forward, sizes = np.empty((longest, rows, count)), np.empty((longest, rows))
    now = start * weight[0]
    for t in range(longest):
        if t:
            now = (forward[t - 1] @ steps) * weight[t]
        sizes[t] = now.sum(1)
        np.divide(now, sizes[t][:, None], out=forward[t])
    totals = np.where(inside, np.log(sizes) + top.T, 0.0).sum(0)
    totals += np.log(forward[lengths - 1, np.arange(rows)] @ end)
    behind = np.empty_like(forward)
    behind[-1] = end
    for t in range(longest - 2, -1, -1):
        onward = (weight[t + 1] * behind[t + 1]) @ steps.T
        behind[t] = np.where(inside[t + 1][:, None], onward / onward.sum(1, keepdims=True), end)
    both = forward * behind
    certain = both / both.sum(2, keepdims=True)
    return certain.transpose(1, 0, 2), totals
