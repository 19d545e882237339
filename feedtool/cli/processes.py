"""The processes that read and render for a run: none outlives it, and one that is killed is an error."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from feedtool.cli import signals
from feedtool.problems import WorkerError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

P = ParamSpec("P")
T = TypeVar("T")

_A_WHILE = 1.0
# A fork has what this process imported, and begins at once; it is made before there are threads. Elsewhere
# Python knows better: on macOS the system's own libraries do not survive one.
_METHOD = "fork" if sys.platform == "linux" else None


class Processes(ProcessPoolExecutor):
    """So many processes. What they are given raises WorkerError where one of them is killed.

    ``modules`` are what they will need. They are imported here first, for a fork of this process has them.
    Where the system has no room for all of them there are none, and that is a WorkerError too. ``method``
    is how they begin: ``fork``, ``spawn``, ``forkserver``, or None for Python's choice.
    """

    def __init__(self, jobs: int, modules: Sequence[str], method: str | None = _METHOD) -> None:
        _import(modules)
        self._jobs = jobs
        with self._begun():
            super().__init__(
                jobs, mp_context=get_context(method), initializer=_begin, initargs=(modules,)
            )
        self.submit(int)
        closing = _close_under_lock(self._result_queue)
        watched = (self._processes, self._result_queue, closing)
        self._watch = Thread(target=_end_together, args=watched, daemon=True)
        with signals.later():
            self._watch.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """What becomes of one call, which may begin processes: a signal would be lost there."""
        with signals.later(), _unbroken(), self._begun():
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as every executor has it
        """End the processes. None is left, nor a thread of ours, which the next fork would not survive."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._watch.join()

    @contextmanager
    def _begun(self) -> Iterator[None]:
        """A stretch of code that begins processes; raises WorkerError where the system has no room for one."""
        try:
            yield
        except OSError as error:
            # Nobody would give work to those that have begun, and Python waits for them at its end.
            for begun in active_children():
                begun.kill()
            raise WorkerError(
                f"cannot begin {self._jobs} worker processes: {error.strerror}; try fewer --jobs"
            ) from None

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[T]:
        """The results of a function of each, in order; the work begins before the first is asked for.

        What is not asked for any more is left to ``shutdown``: to cancel it here may meet the thread
        that tells it of a worker that was killed, which would end with a traceback.
        """
        futures = deque([self.submit(fn, *args) for args in zip(*iterables, strict=False)])

        def results() -> Iterator[T]:
            with _unbroken():
                while futures:
                    yield futures.popleft().result()

        return results()


def _close_under_lock(queue: Any) -> Lock:
    """Let a queue be closed only under a lock, which is given: two threads close the end of this one."""
    lock, close = Lock(), queue.close

    def locked() -> None:
        with lock:
            close()

    queue.close = locked
    return lock


def _end_together(processes: "Mapping[int, BaseProcess]", results: Any, closing: Lock) -> None:
    """Once a worker is killed, end all of them, and our end of the pipe that results come through.

    One that was killed while it sent a result would have the rest of it waited for for ever: neither
    what it locked nor the pipe that we hold open ourselves would tell the reader that nothing comes.
    Where they are not forked, workers begin one by one; one that has ended is no active child any more.
    """
    workers = set(processes.values())
    while not any(worker.exitcode for worker in workers):
        alive = [worker.sentinel for worker in workers if worker.exitcode is None]
        if not alive:
            return
        wait(alive, _A_WHILE)
        workers.update(tuple(processes.values()))
    for worker in workers:
        worker.kill()
    with closing:
        results._writer.close()  # noqa: SLF001 - there is no other way to it


@contextmanager
def _unbroken() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        raise WorkerError(
            "a worker process was killed, perhaps for want of memory: try --jobs 1"
        ) from None


def _begin(modules: Sequence[str]) -> None:
    """Leave it to the process that began this one to say that a signal ended the run, and end with it."""
    signals.default()
    Thread(target=_end_with_parent, daemon=True).start()
    _import(modules)


def _import(modules: Sequence[str]) -> None:
    for name in modules:
        import_module(name)


def _end_with_parent() -> None:
    """A parent that is killed tells nobody; without this its workers would wait for work for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
