"""What ``feedtool check`` does, once its command line has been read."""

import errno
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool import check as checker
from feedtool.check import RULES, CheckOptions, Octets, octets
from feedtool.check.source import MAX_BYTES
from feedtool.cli.checking import files
from feedtool.cli.common import known
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import moment, progress, rule_selector, standard_input
from feedtool.cli.common.printer import Reporting, report_error, write_report
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS, EXIT_STORAGE
from feedtool.diagnostics.errors import FeedtoolError
from feedtool.diagnostics.problem import Findings, Problem, failed, in_order
from feedtool.diagnostics.selector import RuleSelector
from feedtool.imports.tuples import NamedTuple

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule

_UNREADABLE = "file-unreadable"


class CheckCommandOptions(NamedTuple):
    """The arguments and options of ``feedtool check``, with their defaults."""

    feeds: tuple[str, ...] = ()
    config_file: Path | None = None
    profile: str = "default"
    base: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    each: bool = False
    stdin_filename: str = "stdin"
    exit_zero: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    now: str | None = None
    reporting: Reporting = Reporting()

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "CheckCommandOptions":
        """What the options of a command line say."""
        own = {name: value for name, value in options.items() if name in cls._fields}
        return cls(**own, reporting=Reporting.of(options))


DEFAULTS = CheckCommandOptions()


def run(log: Log, options: CheckCommandOptions) -> int:
    """Check the feeds that the options name, and report what is wrong with them; gives the exit code."""
    try:
        return _check(log, options)
    except FeedtoolError as error:
        return report_error(log, error, options.reporting, lambda: RULES)


def _check(log: Log, options: CheckCommandOptions) -> int:
    config = load(options.config_file, needs_site=False)
    chosen = rule_selector(config.selector, options.select, options.ignore)
    judged_by = CheckOptions(profile=options.profile, base=options.base, now=moment(options.now))
    known_problems = known.KnownProblems(options.baseline, options.write_baseline, chosen)
    paths = list(files.found(options.feeds, config))
    stdin: dict[str, Octets] = {}
    if "-" in paths:
        with standard_input() as stream:
            stdin[options.stdin_filename] = octets.read(stream, MAX_BYTES + 1)
    names = [options.stdin_filename if path == "-" else path for path in paths]
    follow = progress(log, quiet=options.reporting.quiet)
    findings, unreadable = _findings(
        follow(names, len(names), "Checking"), stdin, judged_by, chosen
    )
    findings = known_problems.without_known(
        log,
        findings._replace(files=tuple(names)),
        is_partial=bool(options.feeds),
        quiet=options.reporting.quiet,
    )
    _write_report(log, findings, options, stdin)
    if names and unreadable == len(names):
        which = names[0] if len(names) == 1 else "any of the feeds"
        log.fail(f"cannot read {which}")
        return EXIT_STORAGE
    is_failure = failed(findings.problems, strict=options.strict)
    return EXIT_PROBLEMS if is_failure and not options.exit_zero else EXIT_OK


def _write_report(
    log: Log, findings: Findings, options: CheckCommandOptions, stdin: Mapping[str, Octets]
) -> None:
    reporting = options.reporting._replace(grouped=not options.each)
    if options.write_baseline:
        reporting = reporting._replace(quiet=True)
    contents = {name: held for name, held in stdin.items() if isinstance(held, bytes)}
    write_report(log, findings, _rules, reporting, contents=contents)


def _findings(
    names: Iterable[str], stdin: Mapping[str, Octets], options: CheckOptions, chosen: RuleSelector
) -> tuple[Findings, int]:
    """What is found in some feeds, and how many of them could not be read."""
    problems: list[Problem] = []
    seconds: dict[str, float] = {}
    formats: dict[str, str] = {}
    unreadable = 0
    for name in names:
        begun = time.perf_counter()
        found: Sequence[Problem]
        try:
            content = stdin[name] if name in stdin else files.read(name)
            found, formats[name] = checker.judge(name, content, options)
        except OSError as error:
            unreadable += 1
            found = [_unreadable(name, error)]
        seconds[name] = time.perf_counter() - begun
        # A rule that the profile does not know has said nothing; what it says is on.
        problems += (
            chosen.with_chosen_severity(one)
            for one in found
            if chosen.reports(one.code, one.path, on=True)
        )
    return Findings((), in_order(problems), seconds=seconds, formats=formats), unreadable


def _unreadable(path: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "Make room for temporary files, or let TMPDIR name a folder that has some"
    elif error.errno == errno.ENOENT:
        hint = "Remove the link, or put back what it leads to"
    else:
        hint = "Check its permissions"
    return Problem(path, _UNREADABLE, f"The file cannot be read: {reason}", hint=hint)


def _rules() -> "Mapping[str, Rule]":
    # late: only what is wrong needs them
    from feedtool.rules.catalogue import RULES as RECORD_RULES

    return {_UNREADABLE: RECORD_RULES[_UNREADABLE], **RULES}
