"""Work for tests/test_workers.py, which other processes have to find in a module."""

from __future__ import annotations

import os
import signal


def double(item: int | str) -> int | str:
    """Twice the item; a process dies over "killed" and over "left", and "wrong" is an error."""
    if item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "left":
        os._exit(3)
    if item == "wrong":
        raise ValueError("wrong")
    return item * 2


def process(item: int) -> int:
    """The number of the process that does the work."""
    return os.getpid()


def long_text(item: int) -> str:
    """More than a line between processes holds at once."""
    return str(item) * 300_000
