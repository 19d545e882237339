"""What workers are asked for in tests/integration/test_processes.py.

In a module of its own, that imports little: a worker that is not forked imports it all anew.
"""

import os
import signal
import threading
import time
from pathlib import Path

from feedtool.storage import atomic


def double(number: int) -> int:
    return 2 * number


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def half_a_result(_: int) -> bytes:
    """A worker that is killed when it has sent the beginning of its result, which nobody reads yet."""
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(1 << 24)


TESTS = os.getpid()


def want_of_memory(number: int) -> int:
    if os.getpid() != TESTS:
        raise MemoryError
    return number


def wait(seconds: float, tests: int) -> int:
    """Wait, if this is a worker of the tests; gives its number."""
    if os.getpid() != tests:
        time.sleep(seconds)
    return os.getpid()


class OddError(Exception):
    """One that cannot be sent to another process."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")
        self.unsendable = lambda: one


def fail(_: int) -> int:
    raise ValueError("no number")


def fail_oddly(_: int) -> int:
    raise OddError("one", "other")


def lock_again(folder: str) -> bool:
    """Whether another process could lock a folder that this process, or its parent, holds."""
    with atomic.locked(Path(folder), 10):  # one that has just been forked may not have let go yet
        return True
