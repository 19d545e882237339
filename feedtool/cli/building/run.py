"""What ``feedtool build`` does, once its options are known; how they are read is not its business."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

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
    """The options of ``feedtool build``, with what they are where nobody says."""

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
    passed = PassedConfig(digest := program.program())
    is_known = never if options.no_cache else passed.is_known
    config = load(options.config_file, overrides, is_known=is_known)
    require_records(config)
    if options.ping and options.dry_run:
        raise UsageError("--ping tells of what was published, and --dry-run publishes nothing")
    if options.ping:
        from feedtool.build.ping import require_hub  # late: few builds tell a hub

        require_hub(config)
    display = records_display(config.records.path, seeds)
    one = Run(
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
        program=digest,
        passed=passed.digest,
    )
    done = use_case.build(config, display, one)
    if reporting.quiet and reporting.max_problems is None:
        reporting = reporting._replace(max_problems=builds.QUIET_MOST)
    _write_report(log, done, one, reporting, verbose=options.verbose)
    code = EXIT_PROBLEMS if failed(done.problems, strict=options.strict) else EXIT_OK
    if options.ping and done.published:
        from feedtool.cli import ping

        code = ping.tell(config, ping.SECONDS, log, quiet=reporting.quiet) or code
    return code


def _is_remote(config: Config) -> bool:
    return isinstance(config.records.path, Url) or isinstance(config.feeds.output, Url)


def _executor(config: Config, options: BuildOptions) -> "Callable[[int], MapExecutor | None]":
    """What gives the executor for so many records, when it comes to that."""
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
    run_log: Log, done: BuildReport, run: Run, reporting: Reporting, *, verbose: bool
) -> None:
    bad = failed(done.problems, strict=run.strict)
    if bad or not reporting.quiet:
        _list_problems(run_log, done, reporting.max_problems, quiet=reporting.quiet)
    # A cache that was damaged is made anew, so this is said once; one that cannot be written stays so.
    if done.notice and (bad or not reporting.quiet or done.notice.code == "cache-damaged"):
        run_log.log_problems([done.notice])
    if reporting.output_format == "json":
        echo(builds.render_json(done))
    elif not reporting.quiet:
        for line in builds.lines(done, dry_run=run.dry_run):
            echo(line)
    if verbose:
        _log_phases(run_log, done)
    summary = words.summary(done.problems) + ("" if done.published else "; nothing was published")
    if bad:
        run_log.fail(summary, event="built", **builds.counts(done))
    elif not reporting.quiet:
        run_log.log_machine(
            summary, event="built", level=worst(done.problems), **builds.counts(done)
        )


def _list_problems(run_log: Log, done: BuildReport, most: int | None, *, quiet: bool) -> None:
    listing = builds.listing(done, most, quiet=quiet)
    run_log.log_problems(listing.listed)
    if listing.unlisted:
        text = builds.unlisted_line(listing.unlisted)
        run_log.log_text(text, text, event="problems-left", codes=words.codes(listing.unlisted))
    if listing.comparison:
        run_log.say(listing.comparison, event="compared", new=_count_new(done), gone=done.gone)


def _count_new(done: BuildReport) -> int:
    return len(done.problems) - len(done.known or ())


def _log_phases(run_log: Log, done: BuildReport) -> None:
    version = f"feedtool {__version__}"
    run_log.log_text(f"run {run_log.run}: {version}", version, event="version", version=__version__)
    for phase, seconds, numbers in builds.phases(done):
        text = builds.phase_line(phase, seconds, numbers)
        fields: dict[str, Any] = {"phase": phase, "seconds": round(seconds, 6), **numbers}
        run_log.log_text(text, phase, event="phase", **fields)
