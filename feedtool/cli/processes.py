"""The processes that read and render for a run: none outlives it, and one that is killed is an error."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from feedtool.cli import signals
from feedtool.problems import WorkerError

P = ParamSpec("P")
T = TypeVar("T")

_A_WHILE = 1.0


class Processes(ProcessPoolExecutor):
    """So many processes. What they are given raises WorkerError where one of them is killed.

    ``modules`` are what they will need. They are imported here first, for a copy of this process has them.
    Where the system has no room for all of them there are none, and that is a WorkerError too.
    """

    def __init__(self, jobs: int, modules: Sequence[str]) -> None:
        _import(modules)
        try:
            super().__init__(jobs, initializer=_begin, initargs=(modules,))
            self.submit(int)
        except OSError as error:
            # Nobody would give work to those that have begun, and Python waits for them at its end.
            for begun in active_children():
                begun.kill()
            raise WorkerError(
                f"cannot begin {jobs} worker processes: {error.strerror}; try fewer --jobs"
            ) from None
        with signals.later():
            Thread(target=_end_together, args=(self._result_queue,), daemon=True).start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """What becomes of one call. The first one begins the processes: a signal would be lost there."""
        with signals.later(), _unbroken():
            return super().submit(fn, *args, **kwargs)

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


def _end_together(results: Any) -> None:
    """Once a worker is killed, end all of them, and our end of the pipe that results come through.

    One that was killed while it sent a result would have the rest of it waited for for ever: neither
    what it locked nor the pipe that we hold open ourselves would tell the reader that nothing comes.
    """
    workers = set(active_children())
    while any(worker.exitcode is None for worker in workers):
        wait([worker.sentinel for worker in workers if worker.exitcode is None], _A_WHILE)
        if any(worker.exitcode for worker in workers):
            for worker in workers:
                worker.kill()
            results._writer.close()  # noqa: SLF001 - there is no other way to it
            return
        workers.update(active_children())  # where they are not forked, they begin one by one


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
