"""The tagger's neural network trained with torch and written as ONNX; neither is needed where it is used."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from bibman.model import LABELS, Segment
from bibman.references.network import BUCKETS, SLOTS, encode
from bibman.references.tokens import tokenize
from bibman.training.train import labelled_tokens

TAGS = [f"{mark}-{label}" for label in LABELS for mark in "BI"]
WIDTH, HIDDEN, LAYERS = 64, 128, 2
#: Longer references are left out of training; so many are learned from in one step.
LONGEST, SIZE = 250, 64
#: The share of features hidden at random, so that none is leaned on alone.
HIDE, DROP = 0.08, 0.3

Example = tuple[Any, Any]


class Chain(nn.Module):
    """A linear-chain conditional random field over the network's scores (Lafferty et al. 2001)."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))

    def loss(self, scores: Tensor, gold: Tensor, inside: Tensor) -> Tensor:
        """The mean negative log-likelihood of the gold labels; shapes (rows, tokens[, labels])."""
        every = torch.arange(len(scores))
        right = self.start[gold[:, 0]] + scores[every, 0, gold[:, 0]]
        total = self.start + scores[:, 0]
        for t in range(1, scores.shape[1]):
            here = inside[:, t]
            right = right + here * (self.steps[gold[:, t - 1], gold[:, t]] + scores[every, t, gold[:, t]])
            reached = torch.logsumexp(total.unsqueeze(2) + self.steps, 1) + scores[:, t]
            total = torch.where(here.bool().unsqueeze(1), reached, total)
        last = inside.sum(1).long() - 1
        right = right + self.end[gold[every, last]]
        return (torch.logsumexp(total + self.end, 1) - right).mean()


class Network(nn.Module):
    """Hashed features summed to a vector, two layers of bidirectional LSTM, a score for each label."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Embedding(BUCKETS, WIDTH, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.1 / 3)
        with torch.no_grad():
            self.features.weight[0] = 0
        self.inner = nn.Linear(WIDTH, 2 * WIDTH)
        self.lstm = nn.LSTM(
            2 * WIDTH, HIDDEN, num_layers=LAYERS, bidirectional=True, batch_first=True, dropout=DROP
        )
        self.drop = nn.Dropout(DROP)
        self.outer = nn.Linear(2 * HIDDEN, len(TAGS))
        self.chain = Chain(len(TAGS))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """The scores of the labels, shape (rows, tokens, labels)."""
        vectors = self.drop(torch.relu(self.inner(self.features(ids).sum(2))))
        packed = nn.utils.rnn.pack_padded_sequence(vectors, lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        scores: Tensor = self.outer(self.drop(states))
        return scores


def examples(references: Iterable[Sequence[Segment]]) -> list[Example]:
    """What the network learns from: for each reference its encoded tokens and the numbers of their labels."""
    number = {tag: n for n, tag in enumerate(TAGS)}
    found = []
    for segments in references:
        text, labels = labelled_tokens(segments)
        if 0 < len(labels) <= LONGEST:
            found.append((encode(tokenize(text)), np.array([number[tag] for tag in labels], np.int64)))
    return found


def _batches(data: Sequence[Example], rng: random.Random) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """All examples once in random order, those of like length together, padded with zeros."""
    order = rng.sample(range(len(data)), len(data))
    rows = []
    for first in range(0, len(order), 20 * SIZE):
        chunk = sorted(order[first : first + 20 * SIZE], key=lambda n: len(data[n][1]))
        rows += [chunk[n : n + SIZE] for n in range(0, len(chunk), SIZE)]
    rng.shuffle(rows)
    for row in rows:
        longest = max(len(data[n][1]) for n in row)
        ids = np.zeros((len(row), longest, SLOTS + 1), np.int64)
        gold = np.zeros((len(row), longest), np.int64)
        inside = np.zeros((len(row), longest), np.float32)
        for i, n in enumerate(row):
            length = len(data[n][1])
            ids[i, :length], gold[i, :length], inside[i, :length] = *data[n], 1
        yield torch.from_numpy(ids), torch.from_numpy(gold), torch.from_numpy(inside)


def fit(data: Sequence[Example], *, epochs: int, seed: int, rate: float = 2.5e-3) -> Network:
    """A network trained on the examples; the same data and seed on one thread give the same weights."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * math.ceil(len(data) / SIZE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 200) * max(0.02, 1 - step / steps)
    )
    network.train()
    for _ in range(epochs):
        for ids, gold, inside in _batches(data, rng):
            seen = ids.masked_fill(torch.rand(ids.shape) < HIDE, 0)
            loss = network.chain.loss(network(seen, inside.sum(1).long()), gold, inside)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            schedule.step()
    return network.eval()


def write(network: Network, folder: Path) -> None:
    """Write ``network.onnx`` (half precision weights) and the chain of labels, ``network.json``."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    onnx.save(_graph(weights), folder / "network.onnx")
    chain = {"labels": TAGS}
    for name in ("start", "end", "steps"):
        chain[name] = np.round(weights[f"chain.{name}"].astype(float), 4).tolist()
    (folder / "network.json").write_text(json.dumps(chain) + "\n", "utf-8")


def _graph(weights: dict[str, Any]) -> onnx.ModelProto:
    """The network as ONNX operators, since an exporter of torch would write its own habits into the file."""
    stored: list[Any] = []
    nodes: list[Any] = []

    def constant(name: str, value: Any) -> str:
        half = value.astype(np.float16) if value.dtype == np.float32 else value
        stored.append(numpy_helper.from_array(half, name))
        if half.dtype != np.float16:
            return name
        nodes.append(helper.make_node("Cast", [name], [f"{name}_"], to=TensorProto.FLOAT))
        return f"{name}_"

    def node(kind: str, inputs: list[str], output: str, **options: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **options))
        return output

    gathered = node("Gather", [constant("features", weights["features.weight"]), "ids"], "gathered")
    summed = node("ReduceSum", [gathered, constant("axis", np.array([2]))], "summed", keepdims=0)
    inner = node("MatMul", [summed, constant("inner_w", weights["inner.weight"].T)], "inner")
    vectors = node(
        "Relu", [node("Add", [inner, constant("inner_b", weights["inner.bias"])], "moved")], "vectors"
    )
    states = node("Transpose", [vectors], "by_token", perm=[1, 0, 2])
    shape = constant("shape", np.array([0, 0, 2 * HIDDEN]))
    for n in range(LAYERS):
        inputs = [constant(f"{part}{n}", _lstm(weights, part, n)) for part in "wrb"]
        both = node(
            "LSTM", [states, *inputs, "lengths"], f"both{n}", direction="bidirectional", hidden_size=HIDDEN
        )
        states = node(
            "Reshape", [node("Transpose", [both], f"turned{n}", perm=[0, 2, 1, 3]), shape], f"states{n}"
        )
    outer = node("MatMul", [states, constant("outer_w", weights["outer.weight"].T)], "outer")
    added = node("Add", [outer, constant("outer_b", weights["outer.bias"])], "added")
    node("Transpose", [added], "scores", perm=[1, 0, 2])
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, ["rows", "tokens", SLOTS + 1]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["rows"]),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["rows", "tokens", len(TAGS)])]
    graph = helper.make_graph(nodes, "tagger", inputs, outputs, stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _lstm(weights: dict[str, Any], part: str, layer: int) -> Any:
    """A layer's weights for both directions in ONNX's order of gates (input, output, forget, cell)."""

    def turned(name: str) -> Any:
        i, f, c, o = np.split(weights[name], 4)
        return np.concatenate([i, o, f, c])

    rows = []
    for way in (f"_l{layer}", f"_l{layer}_reverse"):
        if part == "b":
            rows.append(np.concatenate([turned(f"lstm.bias_ih{way}"), turned(f"lstm.bias_hh{way}")]))
        else:
            rows.append(turned(f"lstm.weight_{'ih' if part == 'w' else 'hh'}{way}"))
    return np.stack(rows)
