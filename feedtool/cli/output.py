"""Exit codes, and what goes to stdout."""

import errno
import os
import sys
from typing import TextIO

import click

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STORAGE = 3
EXIT_LOCKED = 4
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


def echo(text: str) -> None:
    """Write a line of data to stdout; raises OSError where that is closed or full."""
    _emit(text + "\n", sys.stdout)


def write(data: bytes) -> None:
    """Write data to stdout as it is; raises OSError where that is closed or full."""
    _emit(data, sys.stdout)


def _emit(data: str | bytes, stream: TextIO | None) -> None:
    if stream is None:
        raise OSError(errno.EBADF, "it is closed")
    try:
        click.echo(
            data, file=stream, nl=False, color=True
        )  # where colours are not wanted there are none
    except BrokenPipeError:  # whoever read it has seen enough: that is no failure
        without_stdout()


def flush() -> None:
    """Write what is still buffered for stdout; raises OSError where it is full."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        without_stdout()


def without_stdout() -> None:
    """Send what is still buffered for stdout nowhere, so that Python does not complain at its end."""
    _send_nowhere(1)


def without_stderr() -> None:
    """Send what is still buffered for stderr nowhere, so that Python does not exit with a code of its own."""
    _send_nowhere(2)


def _send_nowhere(number: int) -> None:
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, number)
    os.close(descriptor)
