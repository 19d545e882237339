"""The processes that read and render for a run: none outlives it, and one that is killed is an error.

There is no thread here and no lock. The standard library's pool has three threads, and where the system
refuses one of them, as under a quota of processes, whoever waits for a result waits for ever.
"""

import multiprocessing
import pickle  # nosec B403 - what processes of ours send each other
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeVar

from feedtool.diagnostics import room
from feedtool.diagnostics.errors import WorkerError
from feedtool.runtime import signals

T = TypeVar("T")
Calls = Sequence[tuple[Any, ...]]

# A forked process shares the memory of this one; the frameworks of macOS do not survive a fork.
START_METHOD = "fork" if sys.platform == "linux" else "spawn"

# The one at work, and the one that it goes on with while this process is busy with a result.
_CALLS_AHEAD = 2
_SECONDS_TO_END = 5.0


class _Worker(NamedTuple):
    """A process, and our ends of its pipes: numbers of calls go in, what they gave comes out."""

    process: BaseProcess
    numbers: Connection
    results: Connection


class Processes(Executor):
    """At most so many processes, begun anew for each ``map``: a fork hands them all calls for nothing.

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
        self._workers: list[_Worker] = []

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Any,
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[T]:
        """The results of a function of each, in order; the work begins before the first is asked for."""
        calls = list(zip(*iterables, strict=False))
        try:
            workers = self._begin(min(self._jobs, len(calls)), fn, calls)
        except (OSError, RuntimeError, MemoryError) as error:
            if not self._are_required:
                return iter([]) if not calls else (fn(*call) for call in calls)
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise WorkerError(
                f"cannot begin {self._jobs} worker processes: {reason}; try fewer --jobs"
            ) from None
        return self._results(workers, fn, calls)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End all workers, whatever they are at."""
        self._end(self._workers)

    def _begin(self, number: int, fn: Callable[..., Any], calls: Calls) -> list[_Worker]:
        context = multiprocessing.get_context(self._start_method)
        begun: list[_Worker] = []
        try:
            for _ in range(number):
                with signals.later():
                    begun.append(_begin_one(context, fn, calls, begun))
                    self._workers.append(begun[-1])
        except (OSError, RuntimeError, MemoryError):
            self._end(begun)
            raise
        return begun

    def _end(self, workers: Sequence[_Worker]) -> None:
        for worker in tuple(workers):
            if worker in self._workers:
                self._workers.remove(worker)
                _end_one(worker)

    def _results(self, workers: list[_Worker], fn: Callable[..., T], calls: Calls) -> Iterator[T]:
        left = iter(range(len(calls)))
        for _ in range(_CALLS_AHEAD):
            for worker in workers:
                _hand(worker, next(left, None))

        def results() -> Iterator[T]:
            found: dict[int, T] = {}
            for wanted in range(len(calls)):
                while wanted not in found:
                    room.require_room()
                    for worker in _ready(workers):
                        number, result, error = _received(worker)
                        _hand(worker, next(left, None))
                        if isinstance(error, MemoryError) and not self._are_required:
                            result = fn(*calls[number])  # this process may have more room
                        elif error is not None:
                            raise error
                        found[number] = result
                yield found.pop(wanted)
            self._end(workers)

        return results()


def _begin_one(
    context: Any, fn: Callable[..., Any], calls: Calls, begun: Sequence[_Worker]
) -> _Worker:
    """Begin a worker; those that were begun before it are what a fork would leave open in it."""
    numbers, our_numbers = context.Pipe(duplex=False)
    our_results, results = context.Pipe(duplex=False)
    ours = [our_numbers, our_results, *(end for one in begun for end in one[1:])]
    forks = context.get_start_method() == "fork"
    process = context.Process(
        target=_work, args=(fn, calls, numbers, results, ours if forks else ()), daemon=True
    )
    try:
        process.start()
    except BaseException:
        for end in (our_numbers, our_results):
            end.close()
        raise
    finally:
        numbers.close()
        results.close()
    return _Worker(process, our_numbers, our_results)


def _hand(worker: _Worker, number: int | None) -> None:
    """Give a worker the number of its next call, if there is one; a pipe has room for that always."""
    if number is not None:
        try:
            worker.numbers.send(number)
        except OSError:
            raise _killed() from None


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    """The workers that have sent something, or have ended; waits for the first."""
    ready = wait([worker.results for worker in workers])
    return [worker for worker in workers if worker.results in ready]


def _received(worker: _Worker) -> tuple[int, Any, Exception | None]:
    """The number of a call, and what it gave or raised. Raises WorkerError if the worker was killed.

    One that was killed while it sent a result has sent the beginning of it, and then the pipe ends.
    """
    try:
        content = worker.results.recv_bytes()
    except (EOFError, OSError):
        raise _killed() from None
    number, result, error = pickle.loads(content)  # noqa: S301  # nosec B301 - a process of ours sent it
    return number, result, error


def _killed() -> WorkerError:
    return WorkerError("a worker process was killed, perhaps for want of memory: try --jobs 1")


def _end_one(worker: _Worker) -> None:
    worker.numbers.close()
    worker.results.close()
    worker.process.kill()
    worker.process.join(_SECONDS_TO_END)


# What a worker runs.


def _work(
    fn: Callable[..., Any],
    calls: Calls,
    numbers: Connection,
    results: Connection,
    inherited: Sequence[Connection],
) -> None:
    """Do the calls whose numbers come in, until no more can come or nobody takes what they give.

    Either pipe breaks when the process that began this one ends, however it ends. That process alone
    says that a signal ended the run.
    """
    signals.default()
    for end in inherited:
        end.close()
    while True:
        try:
            number = numbers.recv()
            results.send_bytes(_called(number, fn, calls[number]))
        except (EOFError, OSError, MemoryError):
            return


def _called(number: int, fn: Callable[..., Any], call: tuple[Any, ...]) -> bytes:
    """The number of a call, and what it gave or raised, as bytes."""
    try:
        return pickle.dumps((number, fn(*call), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return pickle.dumps((number, None, _portable(error)))


def _portable(error: Exception) -> Exception:
    """An error as another process can raise it, with what it came from here."""
    here = f"in a worker process:\n{traceback.format_exc()}"
    error.add_note(here)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # nosec B301 - it was made a line above
    except Exception:  # noqa: BLE001 - an exception may need more than its arguments to be made again
        return RuntimeError(here)
    return error
