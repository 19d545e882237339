"""``feedtool validate``."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli import completion
from feedtool.cli.common import known, log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import executor, moment, progress, rule_selector, standard_input
from feedtool.cli.common.printer import Reporting, exit_code, write_report
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS
from feedtool.config import taxonomy
from feedtool.config.settings import Overrides
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.diagnostics.problem import Findings, Problem, failed, in_order
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint import validate as use_case
from feedtool.model.config import Config
from feedtool.report import WITH_ALL_PATCHES, WITH_PATCHES, WITH_SECONDS
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.storage import sources
from feedtool.storage.place import Raw, Source, Url

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@parameters.config
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A JSON Schema for front matter of any kind: nothing else is asked of it.",
)
@parameters.selection
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@parameters.report
@parameters.max_problems("Show only the first N problems.")
@parameters.stdin_filename("stdin.md")
@known.options
@parameters.now
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes read.")
@parameters.quiet
@log.option
@click.pass_context
def validate(ctx: click.Context, /, **options: object) -> None:
    """Check records: files, folders, - for stdin; none given, the configured folder.

    \b
    Examples:
      feedtool validate
      feedtool validate seeds/2023-09-01-story.md
      feedtool validate --diff
      feedtool validate --fix - < story.md > mended.md
      feedtool validate --output-format sarif --output-file feedtool.sarif
    """
    reporting = Reporting.of(options)
    try:
        ctx.exit(_validate(log.of(ctx), reporting, **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(exit_code(log.of(ctx), error, reporting, _rules))


def _validate(  # noqa: PLR0913 - one argument an option
    run_log: Log,
    reporting: Reporting,
    *,
    paths: tuple[str, ...],
    config_file: Path | None,
    schema: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    fix: bool,
    diff: bool,
    stdin_filename: str,
    exit_zero: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    now: str | None,
    jobs: int | None,
    **_of_reporting: object,
) -> int:
    overrides = Overrides(schema=Path.cwd() / schema if schema else None)
    settings = load(config_file, overrides, needs_site=False)
    chosen = rule_selector(settings.selector, select, ignore)
    is_any = schema is not None
    task = _task(settings, moment(now), chosen, is_partial=bool(paths), is_any=is_any)
    if reporting.output_format in WITH_SECONDS:
        task = task._replace(tick=time.perf_counter)
    known_problems = known.KnownProblems(baseline, write_baseline, chosen)
    passed_over: list[Problem] = []
    found: Sequence[Source | Raw] = list(_found(paths, settings, stdin_filename, passed_over))
    changed = to_stderr = False
    if fix or diff:
        _refuse_contradictions(fix=fix, diff=diff, write_baseline=write_baseline)
        found, changed, to_stderr = _fixed(run_log, found, task, reporting, diff=diff)
    findings = use_case.validate(
        found,
        task,
        lambda files: executor(jobs, files, ("feedtool.lint.load",)),
        progress(run_log, quiet=reporting.quiet),
    )
    if passed_over:
        more = (one for one in passed_over if chosen.reports(one.code, one.path, on=True))
        findings = findings._replace(problems=in_order((*findings.problems, *more)))
    if reporting.statistics or reporting.output_format in WITH_PATCHES:
        findings = _with_fixes(findings, found, task, reporting.output_format)
    findings = known_problems.without_known(
        run_log, findings, is_partial=bool(paths), quiet=reporting.quiet
    )
    problems = findings.problems
    if write_baseline:
        reporting = reporting._replace(quiet=True)
    if diff and reporting.output_file is None:  # beside a diff: only what makes the exit code 1
        reporting = reporting._replace(quiet=True)
        findings = findings._replace(
            problems=tuple(p for p in problems if failed([p], strict=strict))
        )
    contents = {raw.path: raw.content for raw in found if isinstance(raw, Raw)}
    write_report(run_log, findings, _rules, reporting, contents=contents, to_stderr=to_stderr)
    is_failure = changed or failed(problems, strict=strict)
    return EXIT_PROBLEMS if is_failure and not exit_zero else EXIT_OK


def _refuse_contradictions(*, fix: bool, diff: bool, write_baseline: Path | None) -> None:
    if fix and diff:
        raise UsageError("--fix writes and --diff does not: choose one of them")
    if diff and write_baseline:
        raise UsageError("--diff changes nothing, so there is no baseline of what it would leave")


def _fixed(
    run_log: Log,
    found: Sequence[Source | Raw],
    task: use_case.LintTask,
    reporting: Reporting,
    *,
    diff: bool,
) -> tuple[Sequence[Source | Raw], bool, bool]:
    """What is left to validate, whether that would change files, and whether stdout is taken."""
    from feedtool.cli.common import fix  # late: who only asks what is wrong need not wait for it

    is_taken = fix.needs_stdout(found, reporting.output_format, reporting.output_file, diff=diff)
    run = fix.diff if diff else fix.fix
    return *run(run_log, found, task, quiet=reporting.quiet), is_taken


def _with_fixes(
    findings: Findings, found: Sequence[Source | Raw], task: use_case.LintTask, output_format: str
) -> Findings:
    from feedtool.lint import patches  # late: few reports tell of fixes
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
    settings: Config, now: datetime, chosen: RuleSelector, *, is_partial: bool, is_any: bool
) -> use_case.LintTask:
    known = taxonomy.of(settings)
    options = reading.options(settings, known)
    if is_any:
        options = options._replace(is_any=True)
    context = RuleContext(
        now, settings.feeds.min_heat, known, options.tracking_parameters, reading.names(options)
    )
    task = use_case.LintTask(options, context, chosen, settings.records.max_bytes)
    if is_partial:  # a hook on one file does not wait for all feeds to be read
        return task
    return task._replace(published_ids=lambda: _published_ids(settings))


def _published_ids(settings: Config) -> frozenset[str]:
    """The ids of the items in all published feeds; none where these cannot be read."""
    from feedtool.feeds import issued
    from feedtool.storage.folders import LocalFolder  # late: few records ask

    output = settings.feeds.output
    if isinstance(output, Url):  # validate goes to no network
        return frozenset()
    with suppress(OSError, FeedtoolError):
        return issued.published(LocalFolder(output), settings.feeds.formats)
    return frozenset()


def _found(
    paths: Sequence[str], settings: Config, stdin_filename: str, passed_over: list[Problem]
) -> Iterator[Source | Raw]:
    """The records that the arguments name, each file once; problems with other files go to ``passed_over``."""
    if not paths:
        from feedtool.config.paths import require_records  # late: a hook names its files

        remote = [place for place in settings.records.places if isinstance(place, Url)]
        if remote:
            raise UsageError(
                f"validate reads files of this machine; build tells of the problems of {remote[0]}"
            )
        require_records(settings)
        for folder in settings.records.places:
            if isinstance(folder, Url):
                continue  # see above
            display = Path(os.path.relpath(folder)).as_posix()
            yield from _in_folder(folder, display, settings, passed_over)
    seen: set[str] = set()
    for path in paths:
        for source in _sources_of(path, settings, stdin_filename, passed_over):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _in_folder(
    folder: Path, display: str, settings: Config, passed_over: list[Problem]
) -> Sequence[Source]:
    listing = sources.listing(folder, display, settings.records.include)
    passed_over += listing.problems
    return sources.in_folder(folder, display, listing.names)


def _sources_of(
    path: str, settings: Config, stdin_filename: str, passed_over: list[Problem]
) -> Iterator[Source | Raw]:
    max_bytes = settings.records.max_bytes
    if path == "-":
        with standard_input() as stream:
            content = stream.read(max_bytes + 1)
        yield Raw(stdin_filename, content)
    elif os.path.isdir(path):  # noqa: PTH112 - a name that is not UTF-8 must stay as it is
        yield from _in_folder(Path(path), Path(path).as_posix(), settings, passed_over)
    elif os.path.lexists(path):
        yield Source(Path(path), path)
    else:
        raise UsageError(f"there is no {path}")
