"""What ``feedtool build`` does, once its command line has been read, by click or without it."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool import __version__
from feedtool.build import pipeline as use_case
from feedtool.build.cache.configuration import PassedConfig
from feedtool.build.task import Run
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import executor, moment, progress
from feedtool.cli.common.printer import Reporting, report_error, worst
from feedtool.cli.common.settings import load, records_display
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS, echo
from feedtool.config import places
from feedtool.config.paths import require_records
from feedtool.config.settings import Overrides, never
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.diagnostics.problem import failed
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.report import BuildReport
from feedtool.report import builds, words
from feedtool.runtime import program
from feedtool.runtime.executors import PROCESSES, prepare
from feedtool.storage.place import Url

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedtool.runtime.executors import MapExecutor


class BuildOptions(NamedTuple):
    """The options of ``feedtool build``, with their defaults."""

    config_file: Path | None = None
    seeds: str | None = None
    output: str | None = None
    min_heat: int | None = None
    now: str | None = None
    strict: bool = False
    check: bool = False
    accept_loss: bool = False
    lock_timeout: float = 30
    dry_run: bool = False
    ping: bool = False
    jobs: int | None = None
    kind: str = PROCESSES
    scheduler: str | None = None
    scheduler_timeout: float = 30
    no_cache: bool = False
    verbose: bool = False
    reporting: Reporting = Reporting()

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "BuildOptions":
        """What the options of a command line say."""
        own = {name: value for name, value in options.items() if name in cls._fields}
        return cls(**own, reporting=Reporting.of(options))


DEFAULTS = BuildOptions()


def run(log: Log, options: BuildOptions) -> int:
    """Build what the options name, and report it; gives the exit code."""
    try:
        return _build(log, options)
    except FeedtoolError as error:
        return report_error(log, error, options.reporting, as_build=True)


def _build(log: Log, options: BuildOptions) -> int:
    seeds, output, reporting = options.seeds, options.output, options.reporting
    if output and os.path.isfile(output):  # noqa: PTH113
        raise UsageError(f"--output {output} is no folder")
    here = Path.cwd()
    overrides = Overrides(
        seeds=places.place(here, seeds) if seeds else None,
        output=places.place(here, output) if output else None,
        min_heat=options.min_heat,
    )
    passed = PassedConfig(program_digest := program.program())
    is_known = never if options.no_cache else passed.is_known
    config = load(options.config_file, overrides, is_known=is_known)
    require_records(config)
    if options.ping:
        _require_pingable(config, options)
    display = records_display(config.records.path, seeds)
    run_options = Run(
        now=moment(options.now),
        tick=time.perf_counter,
        strict=options.strict,
        dry_run=options.dry_run,
        use_cache=not options.no_cache,
        accept_loss=options.accept_loss,
        check=options.check,
        lock_timeout=options.lock_timeout,
        executor=_executor(config, options),
        progress=progress(log, quiet=reporting.quiet),
        program=program_digest,
        passed=passed.digest,
    )
    report = use_case.build(config, display, run_options)
    if reporting.quiet and reporting.max_problems is None:
        reporting = reporting._replace(max_problems=builds.QUIET_MOST)
    _write_report(log, report, run_options, reporting, verbose=options.verbose)
    code = EXIT_PROBLEMS if failed(report.problems, strict=options.strict) else EXIT_OK
    if options.ping and report.published:
        from feedtool.cli import ping

        code = ping.ping_hub(config, ping.SECONDS, log, quiet=reporting.quiet) or code
    return code


def _require_pingable(config: Config, options: BuildOptions) -> None:
    from feedtool.build.ping import require_hub  # late: few builds tell a hub

    if options.dry_run:
        raise UsageError("--ping announces what was published, and --dry-run publishes nothing")
    require_hub(config)


def _is_remote(config: Config) -> bool:
    return isinstance(config.records.path, Url) or isinstance(config.feeds.output, Url)


def _executor(config: Config, options: BuildOptions) -> "Callable[[int], MapExecutor | None]":
    """A function that gives the executor for so many records, None where this process reads them itself."""
    jobs, kind, scheduler = options.jobs, options.kind, options.scheduler
    if (kind == PROCESSES) != (scheduler is None):
        raise UsageError("--executor NAME and --scheduler ADDRESS go together")
    if scheduler is None and _is_remote(config):
        # A process that is forked cannot go on with the connections of the one that forked it.
        return lambda _: None
    if scheduler is None:
        return lambda records: executor(jobs, records, ("feedtool.build.reading.scan",))
    if jobs is not None:
        raise UsageError("--jobs is for processes; a cluster has as many as its workers")
    connect = prepare(kind, scheduler, options.scheduler_timeout)
    return lambda _: connect()


def _write_report(
    run_log: Log, report: BuildReport, run_options: Run, reporting: Reporting, *, verbose: bool
) -> None:
    bad = failed(report.problems, strict=run_options.strict)
    if bad or not reporting.quiet:
        _list_problems(run_log, report, reporting.max_problems, quiet=reporting.quiet)
    # A cache that was damaged is made anew, so this is said once; one that cannot be written stays so.
    if report.notice and (bad or not reporting.quiet or report.notice.code == "cache-damaged"):
        run_log.log_problems([report.notice])
    if reporting.output_format == "json":
        echo(builds.render_json(report))
    elif not reporting.quiet:
        for line in builds.lines(report, dry_run=run_options.dry_run):
            echo(line)
    if verbose:
        _log_phases(run_log, report)
    summary = words.summary(report.problems) + (
        "" if report.published else "; nothing was published"
    )
    if bad:
        run_log.fail(summary, event="built", **builds.counts(report))
    elif not reporting.quiet:
        run_log.log_machine(
            summary, event="built", level=worst(report.problems), **builds.counts(report)
        )


def _list_problems(run_log: Log, report: BuildReport, most: int | None, *, quiet: bool) -> None:
    listing = builds.listing(report, most, quiet=quiet)
    run_log.log_problems(listing.listed)
    if listing.unlisted:
        text = builds.unlisted_line(listing.unlisted)
        run_log.log_text(text, text, event="problems-left", codes=words.codes(listing.unlisted))
    if listing.comparison:
        run_log.say(listing.comparison, event="compared", new=_count_new(report), gone=report.gone)


def _count_new(report: BuildReport) -> int:
    return len(report.problems) - len(report.known or ())


def _log_phases(run_log: Log, report: BuildReport) -> None:
    version = f"feedtool {__version__}"
    run_log.log_text(f"run {run_log.run}: {version}", version, event="version", version=__version__)
    for phase, seconds, numbers in builds.phases(report):
        text = builds.phase_line(phase, seconds, numbers)
        fields: dict[str, Any] = {"phase": phase, "seconds": round(seconds, 6), **numbers}
        run_log.log_text(text, phase, event="phase", **fields)
