"""What the commands share: exit codes, options in common, reports to stdout or a file, places."""

import errno
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from feedtool import dates, files, schema
from feedtool.cli import log
from feedtool.problems import (
    BadFeedError,
    FeedtoolError,
    Findings,
    LockedError,
    Problem,
    Severity,
    StorageError,
    UsageError,
    WorkerError,
)
from feedtool.report import Style, report, words
from feedtool.rules import Choice, Rule

if TYPE_CHECKING:
    from concurrent.futures import Executor

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STORAGE = 3
EXIT_LOCKED = 4
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

# Below this many files starting processes costs more than they save.
WORTH_PROCESSES = 2_000
# Of a larger file no line is shown: nobody reads a feed of that size with their eyes.
_LARGEST_SHOWN = 8 << 20


def exit_code(error: FeedtoolError) -> int:
    """Say what stopped the run, and give the exit code that tells of it."""
    if isinstance(error, UsageError | BadFeedError):
        log.show(error.problems)
    log.fail(str(error))
    match error:
        case StorageError() | BadFeedError() | WorkerError():
            return EXIT_STORAGE
        case LockedError():
            return EXIT_LOCKED
        case _:
            return EXIT_USAGE


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


@contextmanager
def standard_input() -> Iterator[BinaryIO]:
    """Where the bytes of stdin come from; raises StorageError where it is closed or cannot be read."""
    if sys.stdin is None:
        raise StorageError("cannot read stdin: it is closed")
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise StorageError(f"cannot read stdin: {error.strerror}") from None


def flush() -> None:
    """Write what is still buffered for stdout; raises OSError where it is full."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        without_stdout()


def without_stdout() -> None:
    """Send what is still buffered for stdout nowhere, so that Python does not complain at its end."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, 1)
    os.close(descriptor)


def moment(text: str | None) -> datetime:
    """The moment that ``--now`` names, without it the clock's; raises UsageError."""
    if text is None:
        return datetime.now(UTC)  # noqa: TID251
    found = dates.parse(text)
    if found is None:
        raise UsageError(f"--now {text} is no RFC 3339 date-time: write 2023-09-01T15:40:00Z")
    return found


def executor(jobs: int | None, files: int, modules: Sequence[str]) -> "Executor | None":
    """The processes to read so many files with, or None where this one is enough.

    ``modules`` are what they will need.
    """
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if files >= WORTH_PROCESSES else 1
    if jobs == 1:
        return None
    from feedtool.cli.processes import Processes  # late: a hook's few files need no processes

    return Processes(jobs, modules)


def choice(configured: Choice, select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """The configured choice of codes with what the command line says; raises UsageError for a wrong one.

    ``--select`` stands instead of the configured selection, ``--ignore`` adds to what is ignored.
    """
    told = (*configured.select, *configured.ignore, *chain(*configured.per_file.values()))
    if not select and not ignore and set(told) <= {"all", "default"}:
        return configured
    from feedtool.check import RULES as FEED_RULES  # late: only who names codes needs to know all
    from feedtool.record_rules import RULES as RECORD_RULES

    rules = {**RECORD_RULES, **FEED_RULES}
    codes(told, rules)
    return Choice(
        select=codes(select, rules) or configured.select,
        ignore=(*configured.ignore, *codes(ignore, rules)),
        per_file=configured.per_file,
    )


def codes(given: Sequence[str], rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The codes, or beginnings of codes, in values like ``a,b``; raises UsageError for an unknown one."""
    entries = tuple(part.strip() for value in given for part in value.split(",") if part.strip())
    for entry in entries:
        known = entry in rules or any(code.startswith(f"{entry}-") for code in rules)
        if not known and entry not in ("all", "default"):
            hint = schema.did_you_mean(entry, rules)
            raise UsageError(f"there is no code {entry}" + (f"; {hint}" if hint else ""))
    return entries


def tell(  # noqa: PLR0913 - what a report depends on
    findings: Findings,
    rules: Mapping[str, Rule],
    output_format: str,
    *,
    output_file: Path | None,
    most: int | None,
    known: Mapping[str, bytes],
    quiet: bool,
    apart: bool = False,
) -> None:
    """Write the report of some findings, and their sum to stderr; ``known`` are files not on disk.

    ``apart`` from the data that stdout is for, problems that go to no file go to stderr.
    """
    problems = findings.problems
    on_terminal = output_format == "text" and output_file is None and not apart and is_terminal()
    style = _style(known, most) if on_terminal else Style(most=most)
    text = report(output_format)(findings, rules, style)
    if output_file is not None:
        _write(output_file, text)
    elif apart:
        log.report(text, problems[:most])
    elif text and (problems or output_format != "text"):
        echo(text)
    if problems or not quiet:
        nothing = f"{words.count(len(findings.files), 'file')}, no problems"
        log.say(
            words.summary(problems) if problems else nothing,
            event="finished",
            level=worst(problems),
            files=len(findings.files),
            **words.counts(problems),
        )


def worst(problems: Sequence[Problem]) -> str:
    """The level, for the log, of a run that found these problems."""
    found = {problem.severity for problem in problems}
    return next((str(one) for one in Severity if one in found), "info")


def _style(known: Mapping[str, bytes], most: int | None) -> Style:
    import shutil  # late: it brings every archive format along

    width = min(shutil.get_terminal_size().columns, 120)
    return Style(cache(lambda path: _lines(path, known)), is_coloured(), width, most)


def _lines(path: str, known: Mapping[str, bytes]) -> list[str]:
    """The lines of a file, as places count them; none where it has gone, is large, or can be read once."""
    try:
        content = known[path] if path in known else files.read(path, _LARGEST_SHOWN)
    except OSError:
        return []
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").split("\n")


def is_terminal() -> bool:
    """Whether stdout is read by a person, or is to be written as if."""
    forced = bool(os.environ.get("FORCE_COLOR"))  # noqa: TID251
    return forced or (sys.stdout is not None and sys.stdout.isatty())


def is_coloured() -> bool:
    """Whether a terminal may be shown colours (https://no-color.org)."""
    environ = os.environ  # noqa: TID251
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror}") from None
