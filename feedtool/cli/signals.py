"""Signals that ask a run to end: an exception in the main thread, wherever that is."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

ASKED = (signal.SIGINT, signal.SIGTERM)
_SOON = 0.01


class Stopped(BaseException):
    """A signal, which it holds, told the run to end; nothing but the very end may catch it.

    It is no KeyboardInterrupt: click catches that one, and writes an empty line first.
    """


def heed() -> None:
    """From here on a signal raises Stopped."""
    for number in ASKED:
        signal.signal(number, _stop)
    sys.unraisablehook = _again


def behind(error: BaseException | None) -> Stopped | None:
    """The signal that ended the run, if an error came up only while that one was on its way out."""
    while error is not None and not isinstance(error, Stopped):
        error = error.__context__
    return error


@contextmanager
def later() -> Iterator[None]:
    """A stretch of code, and the threads and processes that it begins, that signals have to wait for."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ASKED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def default() -> None:
    """From here on signals end this process, as they do by default, and need not wait any more."""
    for number in ASKED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)


def _again(ignored: "UnraisableHookArgs") -> None:
    """Raise it again soon, if Python was just then where exceptions are ignored: in a destructor, or a hook.

    Of want of memory there is nothing to be shown: what needed it says so, if it cannot do without.
    """
    if isinstance(ignored.exc_value, MemoryError):
        return
    if not isinstance(ignored.exc_value, Stopped):
        sys.__unraisablehook__(ignored)
        return
    (number,) = ignored.exc_value.args
    signal.signal(signal.SIGALRM, lambda _, frame: _stop(number, frame))
    signal.setitimer(signal.ITIMER_REAL, _SOON)
