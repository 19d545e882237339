"""Signals that ask a run to end: an exception in the main thread, wherever that is."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

TYPE_CHECKING = False  # typing's own takes longer to import than the version to print
if TYPE_CHECKING:
    from sys import UnraisableHookArgs

# What asks a run to end, and the word for it: Ctrl-C, kill and timeout, a terminal or session that closes.
ENDED_BY = {
    signal.SIGHUP: "hung up",
    signal.SIGINT: "interrupted",
    signal.SIGTERM: "terminated",
}
# What raises Stopped: these, and the alarm by which one is raised that had to wait.
_RAISING = (*ENDED_BY, signal.SIGALRM)
# In seconds: when a signal is raised that could not be raised at once, how long it may wait for an import, and
# how long after a signal others are taken for the same wish.
_SOON, _LONGEST_IMPORT, _TOGETHER = 0.01, 1.0, 1.0
_IMPORT = "<frozen importlib._bootstrap>"
# The number of a signal that has come, and is still to be raised.
_waiting = list[int]()


class Stopped(BaseException):
    """A signal asked the run to end: ``number`` says which. Only ``cli`` may catch it.

    It is no KeyboardInterrupt: click catches that one, and writes an empty line first.
    """

    @property
    def number(self) -> signal.Signals:
        """The signal."""
        return signal.Signals(self.args[0])


def heed() -> None:
    """From here on a signal raises Stopped, unless whoever began the run had it ignored.

    So nohup, ``trap ''`` and a shell's ``&`` keep a run going; Python starts in the same way.
    """
    last = -_TOGETHER

    def stop(number: int, frame: FrameType | None) -> None:
        # Whoever ends a session sends several signals at once; a second one must not end the way out.
        nonlocal last
        before, last = last, time.monotonic()
        if last - before >= _TOGETHER:
            _raise_after_imports(number, frame, last + _LONGEST_IMPORT)

    _handle(stop)
    sys.unraisablehook = _again


def ignore() -> None:
    """From here on signals are too late: the run has ended, and only its exit code is still to come."""
    _forget()
    _handle(signal.SIG_IGN)


def behind(error: BaseException | None) -> Stopped | None:
    """The signal that ended the run, if an error came up only while that one was on its way out."""
    while error is not None and not isinstance(error, Stopped):
        error = error.__context__
    return error


def catch_up() -> None:
    """Raise Stopped where a signal has come that waits for an import to end."""
    if _waiting:
        stopped = Stopped(*_waiting)
        _forget()  # else it would be raised again, on the way out
        raise stopped


@contextmanager
def later() -> Iterator[None]:
    """A stretch of code, and the threads and processes that it begins, that signals have to wait for."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _RAISING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def default() -> None:
    """From here on signals end this process, as they do by default, and need not wait any more."""
    _handle(signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _RAISING)


def _forget() -> None:
    """Raise no more what waits."""
    _waiting.clear()
    signal.setitimer(signal.ITIMER_REAL, 0)


def _handle(handler: "Callable[[int, FrameType | None], None] | signal.Handlers") -> None:
    for number in ENDED_BY:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _again(ignored: "UnraisableHookArgs") -> None:
    """Raise it again soon, if Python was just then where exceptions are ignored: in a destructor, or a hook.

    Of want of memory there is nothing to be shown: what needed it says so, if it cannot do without.
    """
    if isinstance(ignored.exc_value, MemoryError):
        return
    if not isinstance(ignored.exc_value, Stopped):
        sys.__unraisablehook__(ignored)
        return
    _raise_soon(ignored.exc_value.number, time.monotonic())


def _raise_after_imports(number: int, frame: FrameType | None, latest: float) -> None:
    """Raise Stopped, but not while a module is imported, or then soon: what is compiled may swallow it.

    So lxml does, which registers classes when it begins, and goes on where that fails.
    """
    while frame is not None and time.monotonic() < latest:
        if frame.f_code.co_filename == _IMPORT:
            _raise_soon(number, latest)
            return
        frame = frame.f_back
    _waiting.clear()
    raise Stopped(number)


def _raise_soon(number: int, latest: float) -> None:
    def stop(_number: int, frame: FrameType | None) -> None:
        if _waiting:
            _raise_after_imports(number, frame, latest)

    _waiting[:] = [number]
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, _SOON)
