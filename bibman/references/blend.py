"""Two models' opinions on a reference joined: the mean of what each holds likely for every token."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from bibman.references import crf
from bibman.references.labels import Labelled, is_broken
from bibman.references.network import Read
from bibman.references.tokens import Token

Floats = npt.NDArray[Any]

_LEAST = 1e-9
#: Labels that the network holds less likely are asked of the CRF only where it holds them likeliest.
_WORTH_ASKING = 0.002
#: What it costs a chain of labels to continue a piece that was not begun.
_BROKEN = -20.0


def second_opinion(tokens: Sequence[Token], names: tuple[str, ...], first: Read) -> Labelled:
    """The labels on which the network's marginals (tokens, labels) and the CRF's agree best.

    ``names`` are the labels in the order of the marginals. How sure they are together is the network's word:
    the CRF adds little to it (measured).
    """
    wanted = [np.flatnonzero(row > _WORTH_ASKING).tolist() for row in first.marginals]
    both = (first.marginals + crf.marginals(tokens, names, wanted)) / 2
    path = both.argmax(1).tolist()
    if any(_steps(names)[a, b] for a, b in pairwise(path)):
        path = _best_path(np.log(both + _LEAST), _steps(names))
    certain = both[np.arange(len(path)), path]
    return Labelled(tuple(names[n] for n in path), first.labelled.probability, tuple(certain.tolist()))


@cache
def _steps(names: tuple[str, ...]) -> Floats:
    return np.array([[_BROKEN * is_broken(before, after) for after in names] for before in names])


def _best_path(scores: Floats, steps: Floats) -> list[int]:
    """The best chain through the scores (tokens, labels), by Viterbi's algorithm."""
    reach, came = scores[0], []
    for row in scores[1:]:
        ways = reach[:, None] + steps
        came.append(ways.argmax(0))
        reach = ways.max(0) + row
    path = [int(reach.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
