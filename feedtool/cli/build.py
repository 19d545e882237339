"""``feedtool build``."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool import __version__
from feedtool.build import pipeline as use_case
from feedtool.build.task import Run
from feedtool.cli.common import completion, log, parameters
from feedtool.cli.common.command import Command, Seconds
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import executor, moment, progress
from feedtool.cli.common.printer import Reporting, exit_code, worst
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS, echo
from feedtool.config import places
from feedtool.config import settings as config
from feedtool.config.paths import require_records
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.diagnostics.problem import failed
from feedtool.model.config import Config
from feedtool.model.report import BuildReport
from feedtool.report import builds, words
from feedtool.runtime.executors import PROCESSES, prepare
from feedtool.storage.place import Folders, Place, Url

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor


@click.command(cls=Command)
@parameters.config
@click.option("--seeds", metavar="DIR", shell_complete=completion.folders,
              help="The folder of the records, or its URL.")  # fmt: skip
@click.option("--output", metavar="DIR", shell_complete=completion.folders,
              help="The folder to write to, or its URL.")  # fmt: skip
@click.option("--min-heat", type=click.IntRange(-1), metavar="N",
              help="The heat that a story needs to appear.")  # fmt: skip
@click.option("--now", metavar="RFC3339",
              help="The moment that decides which stories are due; default: the clock.")  # fmt: skip
@click.option("--strict", is_flag=True,
              help="Publish nothing if `validate --strict` finds any problem, warnings included.")  # fmt: skip
@click.option(
    "--check", is_flag=True, help="Check the feeds first; publish nothing if one has an error."
)
@click.option(
    "--accept-loss",
    is_flag=True,
    help="Publish even if many records or items have gone, or many items are new.",
)
@click.option(
    "--lock-timeout",
    type=Seconds(0),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another build.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@click.option("--ping", is_flag=True, help="Tell the WebSub hub of feeds that have changed.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
              help="How many processes parse; default: as many as help.")  # fmt: skip
# Few have a cluster, and docs/scaling.md says who gains by one.
@click.option("--executor", "kind", default=PROCESSES, hidden=True)
@click.option("--scheduler", metavar="ADDRESS", hidden=True)
@click.option("--scheduler-timeout", type=Seconds(0, min_open=True), default=30, hidden=True)
@click.option("--no-cache", is_flag=True,
              help="Read every record and render every feed anew.")  # fmt: skip
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to report on stdout.")  # fmt: skip
@click.option("--max-problems", type=click.IntRange(0), metavar="N",
              help="List only the first N problems, what is new first; with -q: 20.")  # fmt: skip
@parameters.quiet
@click.option("-v", "--verbose", is_flag=True,
              help="Say on stderr how long each phase took, and with how much.")  # fmt: skip
@log.option
@click.pass_context
def build(ctx: click.Context, /, **options: object) -> None:
    """Validate the records, select those to publish, and write the feeds.

    \b
    Examples:
      feedtool build
      feedtool build --seeds news --output public/feeds --min-heat 70
      feedtool build --dry-run --output-format json
    """
    reporting = Reporting.of(options)
    try:
        ctx.exit(_build(log.of(ctx), reporting, **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(exit_code(log.of(ctx), error, reporting, as_build=True))


def _build(  # noqa: PLR0913 - one argument an option
    run_log: Log,
    reporting: Reporting,
    *,
    config_file: Path | None,
    seeds: str | None,
    output: str | None,
    min_heat: int | None,
    now: str | None,
    strict: bool,
    check: bool,
    accept_loss: bool,
    lock_timeout: float,
    dry_run: bool,
    ping: bool,
    jobs: int | None,
    kind: str,
    scheduler: str | None,
    scheduler_timeout: float,
    no_cache: bool,
    verbose: bool,
    **_of_reporting: object,
) -> int:
    if output and os.path.isfile(output):  # noqa: PTH113
        raise UsageError(f"--output {output} is no folder")
    here = Path.cwd()
    overrides = config.Overrides(
        seeds=places.place(here, seeds) if seeds else None,
        output=places.place(here, output) if output else None,
        min_heat=min_heat,
    )
    settings = load(config_file, overrides)
    require_records(settings)
    if ping and dry_run:
        raise UsageError("--ping tells of what was published, and --dry-run publishes nothing")
    if ping:
        from feedtool.build.ping import require_hub  # late: few builds tell a hub

        require_hub(settings)
    display = _display(settings.records.path, seeds)
    run = Run(
        now=moment(now),
        tick=time.perf_counter,
        strict=strict,
        dry_run=dry_run,
        use_cache=not no_cache,
        accept_loss=accept_loss,
        check=check,
        lock_timeout=lock_timeout,
        executor=_executor(settings, jobs, kind, scheduler, scheduler_timeout),
        progress=progress(run_log, quiet=reporting.quiet),
    )
    done = use_case.build(settings, display, run)
    if reporting.quiet and reporting.max_problems is None:
        reporting = reporting._replace(max_problems=builds.QUIET_MOST)
    _write_report(run_log, done, run, reporting, verbose=verbose)
    code = EXIT_PROBLEMS if failed(done.problems, strict=strict) else EXIT_OK
    if ping and done.published:
        from feedtool.cli import ping as pinging

        code = pinging.tell(settings, pinging.SECONDS, run_log, quiet=reporting.quiet) or code
    return code


def _is_remote(settings: Config) -> bool:
    return isinstance(settings.records.path, Url) or isinstance(settings.feeds.output, Url)


def _display(place: Place | Folders, given: str | None) -> str:
    """How the folder of the records is shown: as it was given, else relative to the working directory."""
    if isinstance(place, Url):
        return str(place)
    folder = place.base if isinstance(place, Folders) else place
    return Path(given or os.path.relpath(folder)).as_posix()


def _executor(
    settings: Config, jobs: int | None, kind: str, scheduler: str | None, patience: float
) -> "Callable[[int], Executor | None]":
    """What gives the executor for so many records, when it comes to that."""
    if (kind == PROCESSES) != (scheduler is None):
        raise UsageError("--executor NAME and --scheduler ADDRESS go together")
    if scheduler is None and _is_remote(settings):
        # A process that is forked cannot go on with the connections of the one that forked it.
        return lambda _: None
    if scheduler is None:
        return lambda records: executor(jobs, records, ("feedtool.build.reading.scan",))
    if jobs is not None:
        raise UsageError("--jobs is for processes; a cluster has as many as its workers")
    connect = prepare(kind, scheduler, patience)
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
