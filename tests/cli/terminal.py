"""A program on a terminal of its own, as somebody at the shell sees it."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path


def printed_on_a_terminal(command: Sequence[str], cwd: Path | None = None, **environment: str) -> str:
    """All that the program prints, errors too; lines end as the terminal ends them."""
    mine, theirs = pty.openpty()
    env = {**os.environ, **environment}
    printed = b""
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=cwd, env=env):
        os.close(theirs)
        try:
            while piece := os.read(mine, 65536):
                printed += piece
        except OSError:  # the other end is closed
            pass
    os.close(mine)
    return printed.decode("utf-8")
