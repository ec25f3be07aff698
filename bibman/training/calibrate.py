"""The weights behind a record's confidence, fitted on hand-labelled records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bibman.references import crf, network
from bibman.references.confidence import log_odds
from bibman.references.parse import parse_references
from bibman.references.tokens import tokenize
from bibman.training.judge import compare_fields, wrong_fields

#: Of the records at 0.9 and above this share is to be wholly right.
SURE, RIGHT = 0.9, 0.97


def read_labelled(path: Path) -> list[dict[str, Any]]:
    """The labelled records of a JSON Lines file, without those marked ``skip``."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if not row.get("skip")]


def fit(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    """The weight and the start for each model."""
    texts = [" ".join(str(row["raw"]).split()) for row in rows]
    tokens = [tokenize(text) for text in texts]
    records = parse_references(texts)
    right = np.array(
        [not wrong_fields(compare_fields(*pair)) for pair in zip(rows, records, strict=True)], float
    )
    first = [read.labelled.probability for read in network.read(tokens)]
    second = [labelled.probability for labelled in crf.label(tokens)]
    return {"NETWORK": _weights(first, right), "CRF": _weights(second, right)}


def _weights(probabilities: Sequence[float], right: Any) -> list[float]:
    """Logistic regression by Newton's method, its start then lowered until the sure ones are right enough."""
    columns = np.array([[log_odds(p), 1.0] for p in probabilities])
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + np.eye(len(weights))
        weights -= np.linalg.solve(bend, columns.T @ (chance - right) + weights)
    while _share_right(columns @ weights, right) < RIGHT:
        weights[-1] -= 0.05
    return [round(float(weight), 3) for weight in weights]


def _share_right(odds: Any, right: Any) -> float:
    sure = odds >= np.log(SURE / (1 - SURE))
    return float(right[sure].mean()) if sure.any() else 1.0


def report(paths: Iterable[Path]) -> str:
    """The weights as they stand in ``bibman/references/confidence.py``."""
    rows = [row for path in paths for row in read_labelled(path)]
    lines = [f"{name} = {tuple(weights)}" for name, weights in fit(rows).items()]
    return "\n".join([f"{len(rows)} records", *lines])
