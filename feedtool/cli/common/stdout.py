"""Exit codes, and what goes to stdout."""

import errno
import os
import sys

from feedtool.cli.common import bar

TYPE_CHECKING = False  # typing's own takes longer to import than the version to print
if TYPE_CHECKING:
    from typing import TextIO

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STORAGE = 3
EXIT_LOCKED = 4
EXIT_SIGNAL = 128  # and the number of the signal that ended the run, as shells count


class StdoutError(OSError):
    """Stdout is closed or full."""


def echo(text: str) -> None:
    """Write a line of data to stdout; raises StdoutError where that is closed or full."""
    _emit(text + "\n", sys.stdout)


def write(data: bytes) -> None:
    """Write data to stdout as it is; raises StdoutError where that is closed or full."""
    _emit(data, sys.stdout)


def _emit(data: str | bytes, stream: "TextIO | None") -> None:
    bar.clear()
    if stream is None:
        raise StdoutError(errno.EBADF, "it is closed")
    try:
        if isinstance(data, str):
            stream.write(data)
        else:
            stream.flush()
            stream.buffer.write(data)
        stream.flush()
    except BrokenPipeError:  # whoever read it has seen enough: that is no failure
        nowhere(1)
    except OSError as error:
        raise StdoutError(error.errno, error.strerror) from None


def flush() -> None:
    """Write what is still buffered for stdout; raises StdoutError where it is full."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        nowhere(1)
    except OSError as error:
        raise StdoutError(error.errno, error.strerror) from None


def nowhere(stream: int) -> None:
    """Send what is still buffered for stdout (1) or stderr (2) nowhere, and whatever follows.

    Python would complain of it at its end.
    """
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, stream)
    os.close(descriptor)
