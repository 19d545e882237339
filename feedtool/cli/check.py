"""``feedtool check``."""

import errno
import glob
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool import check as checker
from feedtool.check import PROFILES, RULES, CheckOptions, Octets, octets
from feedtool.check.source import MAX_BYTES
from feedtool.cli.common import completion, known, log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import moment, progress, rule_selector, standard_input
from feedtool.cli.common.printer import Reporting, report_error, write_report
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS, EXIT_STORAGE
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.diagnostics.problem import Findings, Problem, failed, in_order
from feedtool.diagnostics.selector import RuleSelector
from feedtool.feeds.formats import FORMATS
from feedtool.model.config import Config
from feedtool.storage.place import Url

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule

_SUFFIXES = (*(f".{form.extension}" for form in FORMATS), ".opml", ".xml", ".rdf")
# Beside feeds, what these folders hold in JSON or XML is something else.
_PASSED_OVER = frozenset({"node_modules"})
_UNREADABLE = "file-unreadable"
# The lists of a site say at their beginning who wrote them.
_MARK_WITHIN = 1024


@click.command(cls=Command)
@click.argument("feeds", nargs=-1, metavar="[FEED]...", shell_complete=completion.files)
@parameters.config
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="default",
    show_default=True,
    help="What to judge by: the specifications and what breaks readers; best practices too; "
    "what podcast apps ask for; or as the W3C validator does.",
)
@click.option("--base", metavar="URL", help="The address that the feed is served at.")
@parameters.selection
@parameters.report
@parameters.max_problems(
    "Show only the first N groups of problems, or N problems, errors before all others."
)
@click.option(
    "--all", "each", is_flag=True, help="Show each problem, not one of each code in a file."
)
@parameters.stdin_filename("stdin")
@known.options
@parameters.now
@parameters.quiet
@log.option
@click.pass_context
def check(ctx: click.Context, /, **options: object) -> None:
    """Check feeds: files, folders, globs, - for stdin; none given, the configured output folder.

    Never touches the network: save a feed first to check it.

    \b
    Examples:
      feedtool check feed.xml
      curl -s https://example.org/feed | feedtool check -
      feedtool check --profile podcast --output-format json podcast.rss
    """
    reporting = Reporting.of(options)
    try:
        ctx.exit(_check(log.of(ctx), reporting, **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(report_error(log.of(ctx), error, reporting, lambda: RULES))


def _check(  # noqa: PLR0913 - one argument an option
    run_log: Log,
    reporting: Reporting,
    *,
    feeds: tuple[str, ...],
    config_file: Path | None,
    profile: str,
    base: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    each: bool,
    stdin_filename: str,
    exit_zero: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    now: str | None,
    **_of_reporting: object,
) -> int:
    config = load(config_file, needs_site=False)
    chosen = rule_selector(config.selector, select, ignore)
    options = CheckOptions(profile=profile, base=base, now=moment(now))
    known_problems = known.KnownProblems(baseline, write_baseline, chosen)
    paths = list(_each_file_once(_paths(feeds, config)))
    stdin: dict[str, Octets] = {}
    if "-" in paths:
        with standard_input() as stream:
            stdin[stdin_filename] = octets.read(stream, MAX_BYTES + 1)
    names = [stdin_filename if path == "-" else path for path in paths]
    follow = progress(run_log, quiet=reporting.quiet)
    findings, unreadable = _findings(follow(names, len(names), "Checking"), stdin, options, chosen)
    findings = known_problems.without_known(
        run_log,
        findings._replace(files=tuple(names)),
        is_partial=bool(feeds),
        quiet=reporting.quiet,
    )
    if write_baseline:
        reporting = reporting._replace(quiet=True)
    reporting = reporting._replace(grouped=not each)
    contents = {name: held for name, held in stdin.items() if isinstance(held, bytes)}
    write_report(run_log, findings, _rules, reporting, contents=contents)
    if names and unreadable == len(names):
        which = names[0] if len(names) == 1 else "any of the feeds"
        run_log.fail(f"cannot read {which}")
        return EXIT_STORAGE
    is_failure = failed(findings.problems, strict=strict)
    return EXIT_PROBLEMS if is_failure and not exit_zero else EXIT_OK


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
            content = stdin[name] if name in stdin else _read(name)
            found, formats[name] = checker.judge(name, content, options)
        except OSError as error:
            unreadable += 1
            found = [_unreadable(name, error)]
        seconds[name] = time.perf_counter() - begun
        # A rule that the profile does not know has said nothing; what it says is on.
        problems += (one for one in found if chosen.reports(one.code, one.path, on=True))
    return Findings((), in_order(problems), seconds=seconds, formats=formats), unreadable


def _rules() -> "Mapping[str, Rule]":
    # late: only what is wrong needs them
    from feedtool.rules.catalogue import RULES as RECORD_RULES

    return {_UNREADABLE: RECORD_RULES[_UNREADABLE], **RULES}


def _read(path: str) -> Octets:
    """The bytes of a feed, at most one more than a feed may have; the checker says if it is too much."""
    # A name that is not UTF-8 stays as it is.
    with open(path, "rb", opener=_open_without_waiting) as stream:
        return octets.read(stream, MAX_BYTES + 1)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "Make room for temporary files, or let TMPDIR name a folder that has some"
    elif error.errno == errno.ENOENT:
        hint = "Remove the link, or put back what it leads to"
    else:
        hint = "Check its permissions"
    return Problem(path, _UNREADABLE, f"The file cannot be read: {reason}", hint=hint)


def _each_file_once(paths: Iterable[str]) -> Iterator[str]:
    """The paths, but for those that lead to a file which an earlier one leads to."""
    seen: set[object] = set()
    for path in paths:
        identity: object = path
        if path != "-":
            with suppress(OSError):  # what cannot be read is found out when it is read
                status = os.stat(path)  # noqa: PTH116
                identity = (status.st_dev, status.st_ino)
        if identity not in seen:
            seen.add(identity)
            yield path


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for who may one day write to it, as a FIFO would."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(descriptor, True)
    return descriptor


def _paths(feeds: Sequence[str], config: Config) -> Iterator[str]:
    """The files that the arguments stand for."""
    if not feeds:
        output = config.feeds.output
        if isinstance(output, Url):
            raise UsageError(f"check reads files of this machine, and the feeds are at {output}")
        if not output.is_dir():
            raise UsageError(f"there is no feed to check: {output} is no folder")
        yield from _in_folder(Path(os.path.relpath(output)).as_posix())
    for feed in feeds:
        if feed == "-":
            yield feed
        elif os.path.isdir(feed):  # noqa: PTH112
            yield from _in_folder(feed.rstrip("/") or "/")
        elif os.path.lexists(feed):
            yield feed
        elif matches := sorted(glob.glob(feed, recursive=True)):  # noqa: PTH207
            yield from (path for path in matches if os.path.isfile(path))  # noqa: PTH113
        else:
            raise UsageError(f"there is no {feed}")


def _is_list(name: str, path: str) -> bool:
    """Whether a file is a list of a site, such as a sitemap, that feedtool has written, and so no feed."""
    from feedtool.feeds import layout  # late: only files found in folders may be lists of ours

    if not layout.is_list(name):
        return False
    try:
        with open(path, "rb", opener=_open_without_waiting) as stream:
            return layout.is_marked(name, stream.read(_MARK_WITHIN))
    except OSError:
        return False


def _in_folder(folder: str) -> Iterator[str]:
    """The feeds below a folder, sorted; what is hidden, and what is no file, is passed over.

    A folder that cannot be listed is given as it is, so that it is reported as what cannot be read.
    """
    unlisted: list[str] = []
    for top, folders, names in os.walk(
        folder, onerror=lambda error: unlisted.append(error.filename)
    ):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _PASSED_OVER
        )
        for name in sorted(names):
            path = f"{top}/{name}"
            # What is no file, such as a FIFO, is no feed; a link that leads nowhere should be one.
            is_other = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
            is_feed = name.lower().endswith(_SUFFIXES) and not name.startswith(".")
            if is_feed and not is_other and not _is_list(name, path):
                yield path
    yield from unlisted
