"""Several files written at once: nearly all of the time that one takes, the disk is waited for."""

import signal
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from threading import Event, Thread

# Disks that flush one file in milliseconds flush so many in hardly more.
_AT_ONCE = 6
# Where fewer files may be open, one is written after the other: each needs a descriptor or two.
_MANY_FILES = 64

T = TypeVar("T")


def each_at_once(write: Callable[[T], None], files: Iterable[T], number: int) -> None:
    """Write each of so many files, several at once.

    Raises what the first that failed raised, or a signal did; no more are begun then, and none is under way.
    """
    import threading  # late: where nothing has changed, nothing is written

    left, lock, failures = iter(files), threading.Lock(), list[BaseException]()
    threads: list[Thread] = []
    ended: list[Event] = []

    def work() -> None:
        try:
            while not failures:
                with lock:
                    file = next(left)
                write(file)
        except StopIteration:
            pass
        except BaseException as error:  # noqa: BLE001 - raised below, when all threads have ended
            failures.append(error)

    try:
        _begin(threads, ended, work, min(number, _AT_ONCE) - 1)
        work()
    except BaseException as error:  # noqa: BLE001 - as above
        failures.append(error)
    _wait(ended, failures)
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _wait(ended: "list[Event]", failures: list[BaseException]) -> None:
    """Wait for all threads, whatever a signal raises meanwhile.

    Until Python 3.13 a join that a signal interrupts takes a thread that still runs for one that has ended.
    """
    for end in ended:
        while not end.is_set():
            try:
                end.wait()
            except BaseException as error:  # noqa: BLE001 - raised when all threads have ended
                failures.append(error)


def _begin(
    threads: "list[Thread]", ended: "list[Event]", work: Callable[[], None], number: int
) -> None:
    """Begin so many threads, or as many as the system allows; signals are for the main thread alone."""
    import resource
    import threading

    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        return  # of the memory that is allowed, each would reserve more than it needs
    if 0 <= resource.getrlimit(resource.RLIMIT_NOFILE)[0] < _MANY_FILES:
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        for _ in range(number):
            end = threading.Event()
            thread = threading.Thread(target=_to_the_end, args=(work, end))
            thread.start()
            threads.append(thread)
            ended.append(end)
    except (MemoryError, RuntimeError):
        pass  # fewer do as well
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _to_the_end(work: Callable[[], None], end: "Event") -> None:
    try:
        work()
    finally:
        end.set()
