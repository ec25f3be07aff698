"""Work on many things by several processes, the results in order.

``in_order`` has it done by new processes, of which any may die. ``in_turn`` has it done by copies of this
process: they start at once and share its memory, as suits what is computed of a whole library.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, NamedTuple, TypeVar

from bibman.errors import BibmanError

Item = TypeVar("Item")
Done = TypeVar("Done")

#: With fewer items, or chunks of many, other processes take longer to start than they save.
FEW = 16
FEW_CHUNKS = 4
#: So many items are with a process at a time: while one is taken from it, it goes on with the next.
_AHEAD = 2
#: While one item takes long, so many times the items that are few are done at most.
_WAITING = 4
#: So many chunks at most are worked on, or done and not yet asked for, so that memory stays small.
_BEGUN = 6
#: So long a process may take to stop, in seconds, before it is stopped by force.
_PATIENCE = 2.0
#: So many new objects before the collector looks for cycles: bulk work makes millions, and no cycles.
_SELDOM = 100_000


class Died(NamedTuple, Generic[Item]):
    """The item over which a process died, and how, in words that go on a sentence."""

    item: Item
    how: str

    def sentence(self, path: str) -> str:
        """What to tell of the file that the item is, or is a part of."""
        return f"{path} is given up: {self.how}; split it or save it anew"


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Item], Done], items: Iterable[Item], processes: int, few: int = FEW
) -> Iterator[Done | Died[Item]]:
    """What ``work``, a function of a module, makes of each item, in order; by this process if they are few.

    Where another process dies, the item that it had before it is answered with Died and another takes its
    place. What ``work`` raises ends it all. Few items are taken ahead, so that memory stays small.
    """
    coming = iter(items)
    first = list(islice(coming, few))
    if processes < 2 or len(first) < few:
        yield from map(work, chain(first, coming))
        return
    team = _Team(work, chain(first, coming), processes, few * _WAITING)
    try:
        yield from team.results()
    finally:
        team.stop()


def in_turn(work: Callable[[Item], Done], chunks: Iterable[Item], processes: int = 2) -> Iterator[Done]:
    """What ``work``, a function of a module, makes of each chunk, in order; by this process if they are few.

    BibmanError where another process dies.
    """
    coming = iter(chunks)
    first = list(islice(coming, FEW_CHUNKS))
    if processes < 2 or len(first) < FEW_CHUNKS:
        yield from map(work, chain(first, coming))
        return
    try:
        with left_untouched(), ProcessPoolExecutor(processes) as pool:
            begun: deque[Future[Done]] = deque()
            for chunk in chain(first, coming):
                begun.append(pool.submit(work, chunk))
                if len(begun) >= _BEGUN:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
    except BrokenProcessPool as broken:
        raise BibmanError(
            "one of the processes that compute has died, most often since memory ran out; "
            "run the command again with more memory free"
        ) from broken


@contextmanager
def left_untouched() -> Iterator[None]:
    """What is there now is passed over by the garbage collection, so that no copy is made for a process that
    shares it.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Worker(NamedTuple):
    """A process, this end of the line to it, and the items (with their numbers) that it has before it."""

    process: BaseProcess
    line: Connection
    given: deque[tuple[int, Any]]


class _Team(Generic[Item, Done]):
    """Processes that do one kind of work."""

    def __init__(
        self, work: Callable[[Item], Done], items: Iterable[Item], processes: int, waiting: int
    ) -> None:
        self._work = work
        self._waiting = waiting
        self._coming = enumerate(items)
        self._taken = 0
        self._again: deque[tuple[int, Item]] = deque()
        self._ready: dict[int, Done | Died[Item]] = {}
        self._workers = [_start(work) for _ in range(processes)]

    def results(self) -> Iterator[Done | Died[Item]]:
        """The results in order; before one is given, the next items are handed out."""
        number = 0
        while True:
            self._hand_out(number + self._waiting)
            busy = {worker.line: worker for worker in self._workers if worker.given}
            for line in wait(list(busy), 0 if number in self._ready else None) if busy else []:
                self._collect(busy[line])  # type: ignore[index]
            if number in self._ready:
                yield self._ready.pop(number)
                number += 1
            elif not busy:
                return

    def _hand_out(self, end: int) -> None:
        """Give every process as much as it may have ahead, from the items before ``end``."""
        for ahead in range(_AHEAD):
            for worker in self._workers:
                if len(worker.given) > ahead:
                    continue
                item = self._next(end)
                if item is None:
                    return
                worker.given.append(item)
                with suppress(OSError):  # it has died, which is seen where its result is taken
                    worker.line.send(item[1])

    def _next(self, end: int) -> tuple[int, Item] | None:
        if self._again:
            return self._again.popleft()
        item = next(self._coming, None) if self._taken < end else None
        self._taken += item is not None
        return item

    def _collect(self, worker: _Worker) -> None:
        """Take the result that has come; a process that has died gets a successor."""
        try:
            done, error = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if error is not None:
            raise error
        self._ready[worker.given.popleft()[0]] = done

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(_PATIENCE)
        number, item = worker.given.popleft()
        self._ready[number] = Died(item, _how(worker.process.exitcode))
        self._again.extend(worker.given)
        worker.line.close()
        self._workers[self._workers.index(worker)] = _start(self._work)

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()


def _how(exit_code: int | None) -> str:
    if exit_code == -getattr(signal, "SIGKILL", 9):
        return "the system ended the process, most often since memory ran out"
    if exit_code is not None and exit_code < 0:
        return f"the process crashed ({signal.Signals(-exit_code).name})"
    return "the process ended too early"


def _start(work: Callable[[Any], Any]) -> _Worker:
    # A process that is a copy of this one would have its library and its threads too.
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work))
    with _uninterrupted():
        process.start()
    there.close()
    return _Worker(process, here, deque())


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started in here never hears Ctrl-C: the one that started it does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it later would let the signal through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, work: Callable[[Any], Any]) -> None:
    """Do what comes by the line until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)  # an orderly end, so that what this process has started ends too
    gc.set_threshold(_SELDOM)
    items: SimpleQueue[tuple[Any] | None] = SimpleQueue()
    Thread(target=_receive, args=(line, items), daemon=True).start()
    with suppress(OSError):  # the asking process is gone, and nobody wants the result
        while coming := items.get():
            try:
                done, wrong = work(*coming), None
            except Exception as error:
                done, wrong = None, error
            line.send((done, wrong))


def _receive(line: Connection, items: SimpleQueue[tuple[Any] | None]) -> None:
    """Take in what comes, also while a large result goes out: else either end could wait for the other."""
    try:
        with suppress(EOFError, OSError):
            while True:
                items.put((line.recv(),))
    finally:
        items.put(None)


def _leave(*_: object) -> None:
    raise SystemExit
