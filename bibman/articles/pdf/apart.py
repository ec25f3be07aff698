"""Work done in a process beside this one, so that it can be stopped."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


#: So many bytes beside what this process holds; the largest articles need a tenth.
MOST_MEMORY = 2_000_000_000


class Stopped(Exception):  # noqa: N818  (it says what happened, and need not be an error)
    """The work took longer than it may."""


class Crashed(Exception):  # noqa: N818
    """The process died over the work."""


class Helper(NamedTuple):
    """A copy of this process that waits for work, and this end of the line to it."""

    process: Any
    line: Connection


def run_apart(
    seconds: float, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """What ``work``, a function of a module, gives; raises what it raises.

    Raises Stopped after ``seconds``, Crashed where the other process dies. One copy of this process does all
    such work, one after another, until it is stopped or dies. Where processes cannot be copied (Windows) the
    work is done here, without a limit.
    """
    if not hasattr(os, "fork"):
        return work(*given, **named)
    helper = _helper(os.getpid())
    try:
        helper.line.send((work, given, named))
        if not helper.line.poll(seconds):
            raise Stopped
        result, error = helper.line.recv()
    except (EOFError, OSError) as broken:
        _dismiss(helper)
        raise Crashed from broken
    except BaseException:  # given up, by time or by the user: what comes later must meet no other question
        _dismiss(helper)
        raise
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


@cache
def _helper(owner: int) -> Helper:
    """The helper of the process ``owner``; a copy of a process has none of its own yet."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(there, here), daemon=True)
    process.start()
    there.close()
    return Helper(process, here)


def _dismiss(helper: Helper) -> None:
    _helper.cache_clear()
    helper.line.close()
    helper.process.kill()
    helper.process.join()


def _limit_memory() -> None:
    """Let this process have so much memory more than it has: a small file may swell to many gigabytes."""
    import resource  # which Windows lacks, as it lacks copies of processes

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 + MOST_MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _serve(line: Connection, other_end: Connection) -> None:
    other_end.close()  # so that the line ends when the asking process does
    _limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asking process answers it, and ends this one
    gc.freeze()  # collecting what the two processes share would copy it
    gc.disable()  # amid the work it finds next to nothing, and takes longer the more is read
    while True:
        try:
            work, given, named = line.recv()
        except EOFError:
            return
        try:
            line.send((work(*given, **named), None))
        except MemoryError:
            return  # as libraries do that meet the limit: they end the process
        except Exception as error:
            line.send((None, error))
        gc.collect()
