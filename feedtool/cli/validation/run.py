"""What ``feedtool validate`` does, once its command line has been read, by click or without it."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.cli.common import known
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import executor, moment, progress, rule_selector
from feedtool.cli.common.printer import Reporting, report_error, write_report
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS
from feedtool.cli.validation import files
from feedtool.config import taxonomy
from feedtool.config.settings import Overrides
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.diagnostics.problem import Findings, Problem, failed, in_order
from feedtool.diagnostics.selector import RuleSelector
from feedtool.imports.tuples import NamedTuple
from feedtool.lint import validate as use_case
from feedtool.model.config import Config
from feedtool.report import WITH_ALL_PATCHES, WITH_PATCHES, WITH_SECONDS
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw, Source, Url

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule


class ValidateOptions(NamedTuple):
    """The arguments and options of ``feedtool validate``, with their defaults."""

    paths: tuple[str, ...] = ()
    config_file: Path | None = None
    schema: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    fix: bool = False
    diff: bool = False
    stdin_filename: str = "stdin.md"
    exit_zero: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    now: str | None = None
    jobs: int | None = None
    reporting: Reporting = Reporting()

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "ValidateOptions":
        """What the options of a command line say."""
        own = {name: value for name, value in options.items() if name in cls._fields}
        return cls(**own, reporting=Reporting.of(options))


DEFAULTS = ValidateOptions()


def run(log: Log, options: ValidateOptions) -> int:
    """Check what the options name, and say what is wrong with it; gives the exit code."""
    try:
        return _validate(log, options)
    except FeedtoolError as error:
        return report_error(log, error, options.reporting, _rules)


def _validate(log: Log, options: ValidateOptions) -> int:
    paths, reporting = options.paths, options.reporting
    overrides = Overrides(schema=Path.cwd() / options.schema if options.schema else None)
    config = load(options.config_file, overrides, needs_site=False)
    chosen = rule_selector(config.selector, options.select, options.ignore)
    is_any = options.schema is not None
    task = _task(config, moment(options.now), chosen, is_partial=bool(paths), is_any=is_any)
    if reporting.output_format in WITH_SECONDS:
        task = task._replace(tick=time.perf_counter)
    known_problems = known.KnownProblems(options.baseline, options.write_baseline, chosen)
    passed_over: list[Problem] = []
    found: Sequence[Source | Raw] = list(
        files.found(paths, config, options.stdin_filename, passed_over)
    )
    would_change = to_stderr = False
    if options.fix or options.diff:
        _refuse_contradictions(options)
        found, would_change, to_stderr = _fixed(log, found, task, options)
    findings = use_case.validate(
        found,
        task,
        lambda number: executor(options.jobs, number, ("feedtool.lint.load",)),
        progress(log, quiet=reporting.quiet),
    )
    if passed_over:
        more = (
            chosen.with_chosen_severity(one)
            for one in passed_over
            if chosen.reports(one.code, one.path, on=True)
        )
        findings = findings._replace(problems=in_order((*findings.problems, *more)))
    if reporting.statistics or reporting.output_format in WITH_PATCHES:
        findings = _with_fixes(findings, found, task, reporting.output_format)
    findings = known_problems.without_known(
        log, findings, is_partial=bool(paths), quiet=reporting.quiet
    )
    contents = {raw.path: raw.content for raw in found if isinstance(raw, Raw)}
    _write_report(log, findings, options, contents, to_stderr=to_stderr)
    is_failure = would_change or failed(findings.problems, strict=options.strict)
    return EXIT_PROBLEMS if is_failure and not options.exit_zero else EXIT_OK


def _write_report(
    log: Log,
    findings: Findings,
    options: ValidateOptions,
    contents: Mapping[str, bytes],
    *,
    to_stderr: bool,
) -> None:
    """Report the findings; beside a diff only those that make the exit code 1."""
    reporting = options.reporting
    is_beside_diff = options.diff and reporting.output_file is None
    if is_beside_diff or options.write_baseline:
        reporting = reporting._replace(quiet=True)
    if is_beside_diff:
        failing = tuple(one for one in findings.problems if failed([one], strict=options.strict))
        findings = findings._replace(problems=failing)
    write_report(log, findings, _rules, reporting, contents=contents, to_stderr=to_stderr)


def _refuse_contradictions(options: ValidateOptions) -> None:
    if options.fix and options.diff:
        raise UsageError("--fix writes and --diff does not: choose one of them")
    if options.diff and options.write_baseline:
        raise UsageError("--diff changes nothing, so there is no baseline of what it would leave")


def _fixed(
    log: Log, found: Sequence[Source | Raw], task: use_case.LintTask, options: ValidateOptions
) -> tuple[Sequence[Source | Raw], bool, bool]:
    """The records as they are once fixed, whether --diff would change any, and whether stdout is taken."""
    # late: who only asks what is wrong need not wait for it
    from feedtool.cli.validation import fix

    reporting = options.reporting
    is_taken = fix.needs_stdout(
        found, reporting.output_format, reporting.output_file, diff=options.diff
    )
    run = fix.diff if options.diff else fix.fix
    return *run(log, found, task, quiet=reporting.quiet), is_taken


def _with_fixes(
    findings: Findings, found: Sequence[Source | Raw], task: use_case.LintTask, output_format: str
) -> Findings:
    from feedtool.lint import patches  # late: few reports show fixes
    from feedtool.rules.catalogue import FIXABLE

    findings = findings._replace(fixable=FIXABLE)
    if output_format not in WITH_PATCHES:
        return findings
    if output_format not in WITH_ALL_PATCHES:
        concerned = {one.path for one in findings.problems if one.code in patches.PATCHED_CODES}
        found = [source for source in found if source.path in concerned]
    return findings._replace(patches=patches.patches(found, findings.problems, task))


def _rules() -> "Mapping[str, Rule]":
    from feedtool.rules.catalogue import RULES  # late: a good record breaks none

    return RULES


def _task(
    config: Config, now: datetime, chosen: RuleSelector, *, is_partial: bool, is_any: bool
) -> use_case.LintTask:
    known = taxonomy.of(config)
    options = reading.options(config, known)
    if is_any:
        options = options._replace(is_any=True)
    context = RuleContext(
        now,
        config.feeds.min_heat,
        known,
        options.tracking_parameters,
        reading.names(options),
        config.feeds.cluster,
        config.feeds.sticky,
        chosen,
    )
    task = use_case.LintTask(options, context, chosen, config.records.max_bytes)
    if is_partial:  # a hook on one file does not wait for all feeds to be read
        return task
    asked = None if is_any else config
    return task._replace(published_ids=lambda: _published_ids(config), config=asked)


def _published_ids(config: Config) -> frozenset[str]:
    """The ids of the items in all published feeds; none where these cannot be read."""
    from feedtool.build.ledger import ledgerfile
    from feedtool.feeds import issued
    from feedtool.storage.folders import LocalFolder  # late: few records ask

    output = config.feeds.output
    # validate goes to no network; with a ledger each story keeps its id whatever its address.
    if isinstance(output, Url) or (config.base / ledgerfile.FILE_NAME).is_file():
        return frozenset()
    with suppress(OSError, FeedtoolError):
        return issued.published(LocalFolder(output), config.feeds.formats)
    return frozenset()
