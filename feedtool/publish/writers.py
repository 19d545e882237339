"""Several files written at once: nearly all of the time that one takes, the disk is waited for."""

import signal
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from threading import Thread

# Disks that flush one file in milliseconds flush so many in hardly more.
_AT_ONCE = 6

T = TypeVar("T")


def each_at_once(write: Callable[[T], None], files: Iterable[T], number: int) -> None:
    """Write each of so many files, several at once.

    Raises what the first that failed raised, or a signal did; no more are begun then, and none is under way.
    """
    import threading  # late: where nothing has changed, nothing is written

    left, lock, failures = iter(files), threading.Lock(), list[BaseException]()
    threads: list[Thread] = []

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
        _begin(threads, work, min(number, _AT_ONCE) - 1)
        work()
    except BaseException as error:  # noqa: BLE001 - as above
        failures.append(error)
    for thread in threads:
        while thread.is_alive():
            try:
                thread.join()
            except BaseException as error:  # noqa: BLE001 - as above
                failures.append(error)
    if failures:
        raise failures[0]


def _begin(threads: "list[Thread]", work: Callable[[], None], number: int) -> None:
    """Begin so many threads, or as many as the system allows; signals are for the main thread alone."""
    import resource
    import threading

    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        return  # of the memory that is allowed, each would reserve more than it needs
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        for _ in range(number):
            thread = threading.Thread(target=work)
            thread.start()
            threads.append(thread)
    except (MemoryError, RuntimeError):
        pass  # fewer do as well
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
