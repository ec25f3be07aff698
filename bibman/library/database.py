"""sqlite_utils, loaded without numpy: half of its time goes into types of numbers that no library holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(module: str) -> Iterator[None]:
    """The module counts as not installed meanwhile, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # what the import system takes for "not there"
    try:
        yield
    finally:
        del sys.modules[module]


with _without("numpy"):
    from sqlite_utils import Database

__all__ = ["Database"]
