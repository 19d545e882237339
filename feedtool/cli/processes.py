"""The processes that read and render for a run: none outlives it, and one that is killed is an error."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from feedtool.cli import signals
from feedtool.problems import WorkerError

P = ParamSpec("P")
T = TypeVar("T")


class Processes(ProcessPoolExecutor):
    """So many processes. What they are given raises WorkerError where one of them is killed.

    ``modules`` are what they will need. They are imported here first, for a copy of this process has them.
    """

    def __init__(self, jobs: int, modules: Sequence[str]) -> None:
        _import(modules)
        super().__init__(jobs, initializer=_begin, initargs=(modules,))

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
        """The results of a function of each, in order; the work begins before the first is asked for."""
        with _unbroken():  # a worker may be gone before there is anything to do
            results = super().map(fn, *iterables, timeout=timeout, chunksize=chunksize)

        def unbroken() -> Iterator[T]:
            with _unbroken():
                yield from results

        return unbroken()


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
