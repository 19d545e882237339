"""What the commands share: exit codes, options in common, reports to stdout or a file, words on stderr."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import click

from feedtool import dates, schema
from feedtool.problems import (
    FeedtoolError,
    Findings,
    LockedError,
    Problem,
    StorageError,
    UsageError,
)
from feedtool.report import words
from feedtool.report.text import Style
from feedtool.rules import Rule

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STORAGE = 3
EXIT_LOCKED = 4
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

REPORT_FORMATS = ("text", "json", "github", "sarif", "junit")

# Below this many files starting processes costs more than they save.
WORTH_PROCESSES = 600


def fail(message: str) -> None:
    """Say on stderr what went wrong."""
    click.echo(f"feedtool: {words.printable(message)}", err=True)


def show(problems: Sequence[Problem]) -> None:
    """Write the problems to stderr, a line each."""
    for problem in problems:
        click.echo(words.line(problem), err=True)


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


def moment(text: str | None) -> datetime:
    """The moment that ``--now`` names, without it the clock's; raises UsageError."""
    if text is None:
        return datetime.now(UTC)  # noqa: TID251
    found = dates.parse(text)
    if found is None:
        raise UsageError(f"--now {text} is no RFC 3339 date-time: write 2023-09-01T15:40:00Z")
    return found


def executor(jobs: int | None, files: int) -> Executor | None:
    """The processes to read so many files with, or None where this one is enough."""
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if files >= WORTH_PROCESSES else 1
    return ProcessPoolExecutor(jobs) if jobs > 1 else None


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
) -> None:
    """Write the report of some findings, and their sum to stderr; ``known`` are files not on disk."""
    from feedtool.report import REPORTS

    problems = findings.problems
    on_terminal = output_format == "text" and output_file is None and _is_terminal()
    style = _style(known, most) if on_terminal else Style(most=most)
    report = REPORTS[output_format](findings, rules, style)
    if output_file is not None:
        _write(output_file, report)
    elif report and (problems or output_format != "text"):
        echo(report)
    if problems:
        fail(words.summary(problems))
    elif not quiet:
        click.echo(f"feedtool: {words.count(len(findings.files), 'file')}, no problems", err=True)


def _style(known: Mapping[str, bytes], most: int | None) -> Style:
    width = min(shutil.get_terminal_size().columns, 120)
    return Style(lambda path: _lines(path, known), _is_coloured(), width, most)


def _lines(path: str, known: Mapping[str, bytes]) -> list[str]:
    """The lines of a file, as places count them; none where it has gone meanwhile."""
    try:
        content = known[path] if path in known else Path(path).read_bytes()
    except OSError:
        return []
    return content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")


def _is_terminal() -> bool:
    forced = bool(os.environ.get("FORCE_COLOR"))  # noqa: TID251
    return forced or (sys.stdout is not None and sys.stdout.isatty())


def _is_coloured() -> bool:
    """https://no-color.org, https://force-color.org"""
    environ = os.environ  # noqa: TID251
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _write(file: Path, report: str) -> None:
    try:
        file.write_text(report + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror}") from None
