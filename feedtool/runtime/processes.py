"""The processes that read and render for a run: none outlives it, and one that is killed is an error.

This process works as well, so that of two processors none waits for the other. There is no thread here and
no lock: where the system refuses a thread, as under a quota of processes, the standard library's pool waits
for ever.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import TracebackType
from typing import Any, Self, TypeVar

from feedtool.diagnostics import room
from feedtool.diagnostics.errors import WorkerError
from feedtool.runtime import signals, workers
from feedtool.runtime.workers import START_METHOD, CallResult, Calls, Worker

T = TypeVar("T")

# The one at work, and the one that a worker goes on with while this process is busy with a call of its own; at
# first more, for this process may have other work before it asks for a result.
_CALLS_AHEAD, _CALLS_AT_FIRST = 2, 8


class Processes:
    """At most so many processes, this one among them; the others begin when a ``map`` needs them, and stay.

    What they run raises WorkerError where one of them is killed. Where they cannot begin, that is a
    WorkerError too if they ``are_required``; otherwise this process does the work alone.
    ``modules`` are what they will need: they are imported here, for a copy of this process has them.
    """

    def __init__(
        self,
        jobs: int,
        modules: Sequence[str],
        *,
        are_required: bool,
        start_method: str = START_METHOD,
    ) -> None:
        for name in modules:
            import_module(name)
        self._jobs, self._are_required, self._start_method = jobs, are_required, start_method
        self._workers: list[Worker] = []
        # Those of them that have done all that they were given.
        self._idle: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()

    def map(self, fn: Callable[..., T], *iterables: Any) -> Iterator[T]:
        """The results of a function of each, in order; the work begins before the first is asked for."""
        calls = list(zip(*iterables, strict=False))
        try:
            begun = self._begin(max(0, min(self._jobs, len(calls)) - 1), fn, calls)
        except (OSError, RuntimeError, MemoryError) as error:
            if not self._are_required:
                return (fn(*call) for call in calls)
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise WorkerError(
                f"cannot begin {self._jobs} worker processes: {reason}; try fewer --jobs"
            ) from None
        left = iter(range(len(calls)))
        share = len(calls) // (len(begun) + 1)
        at_first = min(_CALLS_AT_FIRST, max(_CALLS_AHEAD, share // 4), share)
        for _ in range(at_first):
            for worker in begun:
                worker.hand(next(left, None))
        return self._results(begun, fn, calls, left, dict.fromkeys(begun, at_first))

    def prepare(self, fn: Callable[..., Any], *arguments: Any) -> None:
        """Have workers that have nothing to do call a function, so that what it imports is there later."""
        if self._idle:
            packed = workers.pack(fn, [arguments])
            for worker in self._idle:
                worker.prepare(packed)

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = True) -> None:
        """End all workers, whatever they are at, and ``wait`` until they have ended."""
        self._idle.clear()
        if wait:
            self._end(self._workers)
        for worker in self._workers:
            worker.kill()

    def _begin(self, number: int, fn: Callable[..., Any], calls: Calls) -> list[Worker]:
        begun, self._idle = self._idle[:number], self._idle[number:]
        if begun:
            packed = workers.pack(fn, calls)
            for worker in begun:
                worker.give(packed)
        try:
            for _ in range(number - len(begun)):
                with signals.later():
                    begun.append(workers.begin(self._start_method, fn, calls, self._workers))
                    self._workers.append(begun[-1])
        except (OSError, RuntimeError, MemoryError):
            self._end(begun)
            raise
        return begun

    def _end(self, some: Sequence[Worker]) -> None:
        for worker in tuple(some):
            if worker in self._workers:
                self._workers.remove(worker)
                worker.end()

    def _results(
        self,
        begun: list[Worker],
        fn: Callable[..., T],
        calls: Calls,
        left: Iterator[int],
        ahead: dict[Worker, int],
    ) -> Iterator[T]:
        """The results, in order: those of the workers, and of the calls that none of them has begun.

        ``ahead`` is how many calls each worker was handed.
        """
        found: dict[int, CallResult] = {}
        for wanted in range(len(calls)):
            while wanted not in found:
                room.require_room()
                ready = workers.ready(begun, 0)
                if not ready and (number := next(left, None)) is not None:
                    found[number] = workers.result_of(fn, calls[number])
                    continue
                for worker in ready or workers.ready(begun):
                    number, result = worker.received()
                    ahead[worker] -= 1
                    if ahead[worker] < _CALLS_AHEAD:
                        worker.hand(next(left, None))
                        ahead[worker] += 1
                    if isinstance(result.error, MemoryError) and not self._are_required:
                        result = workers.result_of(fn, calls[number])  # here may be more room
                    found[number] = result
            value, error = found.pop(wanted)
            if error is not None:
                raise error
            yield value
        self._idle += begun
