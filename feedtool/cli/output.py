"""Exit codes, and words on stderr."""

import sys

import click

from feedtool.problems import FeedtoolError, LockedError, Problem, StorageError, UsageError
from feedtool.report import printable, problem_line

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STORAGE = 3
EXIT_LOCKED = 4
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


def fail(message: str) -> None:
    """Say on stderr what went wrong."""
    click.echo(f"feedtool: {printable(message)}", err=True)


def show(problems: tuple[Problem, ...]) -> None:
    """Write the problems to stderr, a line each."""
    for problem in problems:
        click.echo(problem_line(problem), err=True)


def exit_code(error: FeedtoolError) -> int:
    """Say what stopped the run, and give the exit code that tells of it."""
    if isinstance(error, UsageError):
        show(error.problems)
    fail(str(error))
    match error:
        case StorageError():
            return EXIT_STORAGE
        case LockedError():
            return EXIT_LOCKED
        case _:
            return EXIT_USAGE


def echo(text: str) -> None:
    """Write data to stdout; a closed stdout is a failure to write."""
    if sys.stdout is None:
        raise OSError(9, "stdout is closed")
    click.echo(text)
