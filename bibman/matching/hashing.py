"""Hashes of many values at once, the same in every process and on every machine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: 64-bit hashes; 0 stands for "no value".
Hashes = NDArray[np.uint64]

_ZERO = np.uint64(0)


def mix(*parts: Hashes) -> Hashes:
    """One hash out of several, row by row (Steele's SplitMix64 between them); 0 where one of them is 0."""
    mixed = np.zeros(len(parts[0]), np.uint64)
    given = np.ones(len(parts[0]), bool)
    for part in parts:
        given &= part != _ZERO
        mixed = (mixed ^ part) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0xD1B54A32D192ED03)
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return np.where(given, mixed, _ZERO)


def hash_texts(texts: Sequence[bytes], width: int = 16) -> Hashes:
    """A hash of the first ``width`` bytes (a multiple of 8) of each text; 0 for an empty one."""
    if not texts:
        return np.zeros(0, np.uint64)
    cells = np.array(texts, f"S{width}").view("<u8").reshape(len(texts), -1)
    top = np.uint64(1 << 63)  # a cell past the text's end is not "no value"
    return np.where(cells[:, 0] == _ZERO, _ZERO, mix(*(cells[:, n] | top for n in range(cells.shape[1]))))


def hash_numbers(values: NDArray[np.integer]) -> Hashes:
    """Each number as its own hash; 0 for numbers below 1."""
    return np.maximum(values.astype(np.int64), 0).astype(np.uint64)


def marks(rows: Sequence[Sequence[bytes]]) -> Hashes:
    """64 bits a row, one set for each of its words: rows of the same words have the same bits."""
    sizes = np.array([len(row) for row in rows], np.int64)
    bits = np.uint64(1) << (hash_texts([word for row in rows for word in row]) >> np.uint64(58))
    found = np.zeros(len(rows), np.uint64)
    starts = np.cumsum(sizes) - sizes
    if len(bits):
        found[sizes > 0] = np.bitwise_or.reduceat(bits, starts[sizes > 0])
    return found
