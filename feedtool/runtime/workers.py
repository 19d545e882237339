"""A worker: a process that does calls for this one, which says their numbers and reads what they gave.

The standard library has all of it in ``multiprocessing``, whose import takes as long as to read 150 records;
that is what a second process would save on a site of a few hundred.
"""

import fcntl
import os
import pickle  # nosec B403 - what processes of ours send each other
import select
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from feedtool.diagnostics.errors import WorkerError
from feedtool.imports.tuples import NamedTuple
from feedtool.runtime import signals

Calls = Sequence[tuple[Any, ...]]

# A forked process shares the memory of this one; the frameworks of macOS do not survive a fork.
FORK, SPAWN = "fork", "spawn"
START_METHOD = FORK if sys.platform == "linux" else SPAWN

_MILLISECONDS_TO_END = 5_000
_LAST_STREAM = 2  # stderr
# So many bytes tell the number of a call, or the size of what follows; so many are read at a time.
_NUMBER, _AT_ONCE = 8, 1 << 20
# In place of the number of a call: other calls follow, or one whose result nobody wants.
_OTHER_CALLS = (1 << 8 * _NUMBER) - 1
_TO_PREPARE = _OTHER_CALLS - 1
# So much of results may wait while the process that wants them is busy: no more is for everybody on Linux.
_PIPE_SIZE = 1 << 20
# What a process runs that is no copy of this one: it finds modules where this one does.
_SPAWNED = """\
import sys
sys.path[:] = {path!r}
from feedtool.runtime import workers
workers.work_for_spawner({numbers}, {results})
"""


class CallResult(NamedTuple):
    """What a call gave, or the error that it raised."""

    value: Any = None
    error: Exception | None = None


class Worker(NamedTuple):
    """A process, and our ends of its pipes: numbers of calls go in, what they gave comes out.

    What is said to one that has been killed raises WorkerError.
    """

    process: int
    numbers: int
    results: int

    def hand(self, number: int | None) -> None:
        """Give it the number of its next call, if there is one; a pipe has room for that always."""
        if number is not None:
            self._say(number)

    def give(self, packed: bytes) -> None:
        """Give it other calls, as ``pack`` packs them, when all that it was handed of those before are done."""
        self._say(_OTHER_CALLS, _sized(packed))

    def prepare(self, packed: bytes) -> None:
        """Have it do calls, as ``pack`` packs them, whose results nobody wants."""
        self._say(_TO_PREPARE, _sized(packed))

    def _say(self, number: int, what: bytes = b"") -> None:
        try:
            _write(self.numbers, number.to_bytes(_NUMBER) + what)
        except OSError:
            raise _killed() from None

    def received(self) -> tuple[int, CallResult]:
        """The number of a call, and its result.

        A worker that was killed while it sent one has sent the beginning, and then the pipe ends.
        """
        try:
            content = _read_sized(self.results)
        except (EOFError, OSError):
            raise _killed() from None
        number, value, error = pickle.loads(content)  # noqa: S301  # nosec B301 - a process of ours sent it
        return number, CallResult(value, error)

    def kill(self) -> None:
        """Kill it; what it holds takes the system a while to take back, for which ``end`` waits."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)

    def end(self) -> None:
        """Kill it, and wait until its end of the pipe is closed, which is when it has ended."""
        os.close(self.numbers)
        self.kill()
        ending = select.poll()
        ending.register(self.results, 0)
        has_ended = bool(ending.poll(_MILLISECONDS_TO_END))
        os.close(self.results)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0 if has_ended else os.WNOHANG)


def begin(
    start_method: str, fn: Callable[..., Any], calls: Calls, begun: Sequence[Worker]
) -> Worker:
    """Begin a worker for some calls of a function, beside those that were begun; raises OSError."""
    if signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        # Whoever began this run has it ignored: then nobody could wait for a process that has ended.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    numbers, our_numbers = _pipe()
    try:
        our_results, results = _pipe()
        _widen(results)
    except OSError:
        os.close(numbers)
        os.close(our_numbers)
        raise
    try:
        if start_method == FORK:
            ours = [our_numbers, our_results, *(end for one in begun for end in one[1:])]
            process = _fork(fn, calls, numbers, results, ours)
        else:
            process = _spawn(numbers, results)
    except BaseException:
        os.close(our_numbers)
        os.close(our_results)
        raise
    finally:
        os.close(numbers)
        os.close(results)
    worker = Worker(process, our_numbers, our_results)
    if start_method != FORK:
        try:
            worker.give(pack(fn, calls))
        except BaseException:
            worker.end()
            raise
    return worker


def pack(fn: Callable[..., Any], calls: Calls) -> bytes:
    """A function, and calls of it, as a worker takes them that has begun."""
    return pickle.dumps((fn, calls), pickle.HIGHEST_PROTOCOL)


def ready(some: Sequence[Worker], milliseconds: int | None = None) -> list[Worker]:
    """The workers that have sent something, or have ended; waits for the first, at most so long."""
    waiting = select.poll()
    for worker in some:
        waiting.register(worker.results, select.POLLIN)
    descriptors = {descriptor for descriptor, _ in waiting.poll(milliseconds)}
    return [worker for worker in some if worker.results in descriptors]


def result_of(fn: Callable[..., Any], call: tuple[Any, ...]) -> CallResult:
    """The result of a call that this process does."""
    try:
        return CallResult(fn(*call))
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return CallResult(error=error)


def _killed() -> WorkerError:
    signals.catch_up()  # a signal to all processes of a run ends the workers first
    return WorkerError("a worker process was killed, perhaps for want of memory: try --jobs 1")


def _pipe() -> tuple[int, int]:
    """The ends of a pipe, in the place of no standard stream: one that is closed leaves its number free."""
    first, last = os.pipe()
    if min(first, last) > _LAST_STREAM:
        return first, last
    moved = list[int]()
    try:
        for end in (first, last):
            moved.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _LAST_STREAM + 1))
    except OSError:
        for end in moved:
            os.close(end)
        raise
    finally:
        os.close(first)
        os.close(last)
    return moved[0], moved[1]


def _widen(pipe: int) -> None:
    """Let more wait in a pipe, where the system allows it."""
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)


def _fork(
    fn: Callable[..., Any], calls: Calls, numbers: int, results: int, ours: Sequence[int]
) -> int:
    """Begin a copy of this process, in which our ends of all pipes would stay open; gives its number."""
    process = os.fork()
    return process or _work_and_exit(fn, calls, numbers, results, ours)


def _spawn(numbers: int, results: int) -> int:
    """Begin a process that waits for calls; gives its number."""
    import subprocess  # late: nobody forks where this is needed  # nosec B404 - this program alone

    code = _SPAWNED.format(path=sys.path, numbers=numbers, results=results)
    process = subprocess.Popen(  # noqa: S603  # nosec B603
        [sys.executable, "-c", code], pass_fds=(numbers, results), stdin=subprocess.DEVNULL
    )
    process.returncode = 0  # else it would be waited for there as well
    return process.pid


# What a worker runs.


def _work_and_exit(
    fn: Callable[..., Any], calls: Calls, numbers: int, results: int, inherited: Sequence[int]
) -> NoReturn:
    """Work, and end without doing what the process still has to do whose copy this one is."""
    try:
        for end in inherited:
            os.close(end)
        _work(fn, calls, numbers, results)
    finally:
        os._exit(0)


def work_for_spawner(numbers: int, results: int) -> None:
    """Do the calls that the process sends which began this one; it sends them before their numbers."""
    _work(result_of, (), numbers, results)  # there are none before it is given some


def _work(fn: Callable[..., Any], calls: Calls, numbers: int, results: int) -> None:
    """Do the calls whose numbers come in, until no more can come or nobody takes what they give.

    Either pipe breaks when the process that began this one ends, however it ends. That process alone
    says that a signal ended the run.
    """
    signals.default()
    while True:
        try:
            number = int.from_bytes(_read(numbers, _NUMBER))
            if number == _TO_PREPARE:
                _prepare(_read_sized(numbers))
            elif number == _OTHER_CALLS:
                fn, calls = pickle.loads(_read_sized(numbers))  # noqa: S301  # nosec B301 - it began this one
            else:
                _write(results, _sized(_called(number, fn, calls[number])))
        except (EOFError, OSError, MemoryError):
            return


def _prepare(packed: bytes) -> None:
    """Do calls beforehand; what goes wrong there will be told of when the same is needed."""
    with suppress(Exception):
        fn, calls = pickle.loads(packed)  # noqa: S301  # nosec B301 - it began this one
        for call in calls:
            fn(*call)


def _called(number: int, fn: Callable[..., Any], call: tuple[Any, ...]) -> bytes:
    """The number of a call, and what it gave or raised, as bytes."""
    try:
        return pickle.dumps((number, fn(*call), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return pickle.dumps((number, None, _portable(error)))


def _portable(error: Exception) -> Exception:
    """An error as another process can raise it, with what it came from here."""
    import traceback  # late: few calls fail

    here = f"in a worker process:\n{traceback.format_exc()}"
    error.add_note(here)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # nosec B301 - it was made a line above
    except Exception:  # noqa: BLE001 - an exception may need more than its arguments to be made again
        return RuntimeError(here)
    return error


def _sized(content: bytes) -> bytes:
    return len(content).to_bytes(_NUMBER) + content


def _read_sized(pipe: int) -> bytes:
    return _read(pipe, int.from_bytes(_read(pipe, _NUMBER)))


def _read(pipe: int, size: int) -> bytes:
    """So many bytes; raises EOFError where the pipe ends before."""
    found = bytearray()
    while len(found) < size:
        some = os.read(pipe, min(size - len(found), _AT_ONCE))
        if not some:
            raise EOFError
        found += some
    return bytes(found)


def _write(pipe: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(pipe, rest) :]
