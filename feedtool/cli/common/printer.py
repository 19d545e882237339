"""Print the report of a run, or the error that stopped it."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.cli.common.log import Log
from feedtool.cli.common.stdout import EXIT_LOCKED, EXIT_STORAGE, EXIT_USAGE, echo
from feedtool.diagnostics.errors import (
    BadFeedError,
    FeedtoolError,
    LockedError,
    StorageError,
    UsageError,
    WorkerError,
)
from feedtool.diagnostics.problem import Findings, Problem, Severity
from feedtool.imports.tuples import NamedTuple
from feedtool.report import report, words
from feedtool.storage import reading

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule
    from feedtool.report.formats.text import Style

# Of a larger file no line is shown: nobody reads a feed of that size with their eyes.
_LARGEST_SHOWN = 8 << 20


class Reporting(NamedTuple):
    """How a command was asked to report: the options of its command line.

    Problems stand in order of place; where ``grouped`` is given, errors before others, and where it is true
    equal codes of a file together.
    """

    output_format: str = "text"
    output_file: Path | None = None
    max_problems: int | None = None
    statistics: bool = False
    quiet: bool = False
    grouped: bool | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Reporting":
        """What the options of a command say."""
        return cls(**{name: options[name] for name in cls._fields if name in options})

    @property
    def is_for_people(self) -> bool:
        """Whether it is text, for whoever started the command."""
        return self.output_format == "text" and self.output_file is None


_PEOPLE = Reporting()


def report_error(
    log: Log,
    error: FeedtoolError,
    reporting: Reporting = _PEOPLE,
    rules: "Callable[[], Mapping[str, Rule]]" = dict,
    *,
    as_build: bool = False,
) -> int:
    """Report the error that stopped the run; gives its exit code.

    Who asked for a report gets one, in that format, with the problems that stopped the run, or one of
    the code ``usage`` or its like; ``as_build`` with the keys of a build.
    """
    code, kind = _kind(error)
    found = error.problems if isinstance(error, UsageError | BadFeedError) else ()
    problems = tuple(problem._replace(path=_from_here(problem.path)) for problem in found)
    if reporting.is_for_people:
        log.log_problems(problems)
        log.fail(str(error))
        return code
    _report_stop(
        log, str(error), problems or (Problem("", kind, str(error)),), reporting, rules, as_build
    )
    log.fail(f"{error}: {words.summary(problems)}" if problems else str(error))
    return code


def _from_here(path: str) -> str:
    """A path relative to the working directory, as all others in a report are."""
    return Path(os.path.relpath(path)).as_posix() if path.startswith("/") else path


def _kind(error: FeedtoolError) -> tuple[int, str]:
    """The exit code for an error, and the code of the problem that it is in a report."""
    match error:
        case BadFeedError():
            return EXIT_STORAGE, "check"
        case StorageError():
            return EXIT_STORAGE, "storage"
        case WorkerError():
            return EXIT_STORAGE, "worker"
        case LockedError():
            return EXIT_LOCKED, "locked"
        case _:
            return EXIT_USAGE, "usage"


def _report_stop(  # noqa: PLR0913, PLR0917 - what a report depends on
    log: Log,
    message: str,
    problems: tuple[Problem, ...],
    reporting: Reporting,
    rules: "Callable[[], Mapping[str, Rule]]",
    as_build: bool,  # noqa: FBT001
) -> None:
    from feedtool.report.formats.text import Style  # late: most runs are not stopped

    if as_build:
        from feedtool.report import builds

        text = builds.render_stopped(problems)
    else:
        paths = tuple(dict.fromkeys(problem.path for problem in problems if problem.path))
        findings = Findings(paths, problems, stopped=message)
        text = report(reporting.output_format)(findings, rules(), Style())
    if reporting.output_file is None:
        echo(text)
        return
    try:
        _write(reporting.output_file, text)
    except StorageError as error:  # what stopped the run is the message that counts
        if str(error) != message:
            log.say(str(error), level="error")


def write_report(  # noqa: PLR0913 - what a report depends on
    log: Log,
    findings: Findings,
    rules: "Callable[[], Mapping[str, Rule]]",
    reporting: Reporting,
    *,
    contents: Mapping[str, bytes],
    to_stderr: bool = False,
) -> None:
    """Write the report of some findings, and their sum to stderr.

    ``rules`` gives the catalogue, if it is needed; ``contents`` are those of files not on disk. With
    ``to_stderr``, where stdout is for data, problems that go to no file go to stderr.
    """
    problems, most = findings.problems, reporting.max_problems
    if problems or not reporting.is_for_people:
        on_terminal = reporting.is_for_people and not to_stderr and is_terminal()
        style = _style(contents, most, on_terminal=on_terminal)
        style = style._replace(
            statistics=reporting.statistics,
            by_weight=reporting.grouped is not None,
            grouped=bool(reporting.grouped),
        )
        if reporting.output_format == "rdjson":
            style = style._replace(lines=cache(lambda path: _lines(path, contents)))
        text = report(reporting.output_format)(findings, rules(), style)
        if reporting.output_file is not None:
            _write(reporting.output_file, text)
        elif to_stderr:
            log.report(text, problems[:most])
        elif text:
            echo(text)
    if reporting.statistics and problems and reporting.output_format not in ("text", "json"):
        _write_statistics(log, findings)
    if problems or not reporting.quiet:
        log.say(
            _summary(findings),
            event="finished",
            level=worst(problems),
            files=len(findings.files),
            **words.counts(problems),
        )


def _summary(findings: Findings) -> str:
    """The last line of a run: how many problems there are; of one feed, the verdict on it."""
    problems = findings.problems
    if len(findings.formats) == 1:
        from feedtool.report import verdicts  # late: records have none

        (name,) = findings.formats.values()
        return verdicts.verdict(name, problems)
    nothing = f"{words.count(len(findings.files), 'file')}, no problems"
    return words.summary(problems) if problems else nothing


def _write_statistics(log: Log, findings: Findings) -> None:
    from feedtool.report import statistics  # late: few ask for them

    text = "\n".join(statistics.lines(findings))
    log.log_text(text, "statistics", event="statistics", codes=words.codes(findings.problems))


def worst(problems: Sequence[Problem]) -> str:
    """The level, for the log, of a run that found these problems."""
    found = {problem.severity for problem in problems}
    return next((str(one) for one in Severity if one in found), "info")


def _style(contents: Mapping[str, bytes], most: int | None, *, on_terminal: bool) -> "Style":
    # late: where there is no problem nothing is laid out
    from feedtool.report.formats.text import Style

    if not on_terminal:
        return Style(most=most)
    import shutil  # late: it brings every archive format along

    width = min(shutil.get_terminal_size().columns, 120)
    return Style(cache(lambda path: _lines(path, contents)), is_coloured(), width, most)


def _lines(path: str, contents: Mapping[str, bytes]) -> list[str]:
    """The lines of a file, as places count them; none where it has gone, is large, or can be read once."""
    try:
        content = contents[path] if path in contents else reading.read(path, _LARGEST_SHOWN)
    except OSError:
        return []
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").split("\n")


def is_terminal() -> bool:
    """Whether stdout is a terminal, or FORCE_COLOR asks to treat it as one."""
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
