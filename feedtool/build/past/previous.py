"""The report of the last build: compared with, stored, and given again where nothing has changed."""

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from feedtool.build import fingerprints
from feedtool.build.artifacts import Artifacts
from feedtool.build.cache import opening
from feedtool.build.cache.store import Cache, FileState, FolderSummary
from feedtool.build.task import BuildTask
from feedtool.diagnostics.problem import Problem, failed
from feedtool.feeds import layout
from feedtool.model import codec, topics
from feedtool.model.feed import NEWS_PERIOD
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.publish import publish
from feedtool.storage.database import Unusable


def compare_with_last(report: BuildReport, store: Cache) -> BuildReport:
    """The report, which now says which of its problems are new. Raises database.Unusable."""
    if not report.problems:
        return report
    from feedtool.build.past import repeats  # late: where all is well nothing can be known

    return repeats.compare_with_last(report, store)


def store_build(  # noqa: PLR0913, PLR0917 - all that a build came to
    task: BuildTask,
    store: Cache,
    report: BuildReport,
    summary: FolderSummary,
    output: Artifacts,
    files: Mapping[str, bytes],
) -> Problem | None:
    """Store what the next build can use; gives the problem where that is impossible.

    What was published stands: a cache that proves to be damaged only now costs the next build its time.
    """
    try:
        if report.problems:
            from feedtool.build.past import repeats  # late: see ``compare_with_last``

            repeats.put_digests(report, store)
        else:
            store.put_reported_digests(())
        if report.published is not None:
            store.put_last_valid(str(task.config.feeds.output), report.valid)
            if editions := output.editions():
                store.put_editions(editions)
            states = output.file_states(files)
            store.put_output_files(states, output.states_before)
            store.put_trimmed(output.trimmed)
            _put_archives(task, store, output, states)
            _put_report(task, store, report, summary, states)
        store.save()
    except Unusable as error:
        if error.is_damaged:
            with suppress(Unusable):  # then the next build will meet it
                opening.delete(task.config.base)
        return error.problem
    return None


def _put_archives(
    task: BuildTask, store: Cache, output: Artifacts, states: Mapping[str, FileState]
) -> None:
    if output.archives or task.config.feeds.archive_size:
        from feedtool.build.past import archived  # late: most sites have no archives

        archived.store_members(output.archives, task.config.feeds.formats, states, store)


def _put_report(
    task: BuildTask,
    store: Cache,
    report: BuildReport,
    summary: FolderSummary,
    output: Container[str],
) -> None:
    """Store the report of a build for ``unchanged_report``."""
    moments = [*(story.published for story in summary.candidates), *summary.due]
    moments += (story.expires for story in summary.candidates if story.expires)
    if layout.NEWS_SITEMAP in output:  # what is in it leaves it in time
        moments += (story.published + NEWS_PERIOD for story in summary.candidates)
    moments += topics.turning_points(task.known)
    for age in {age for one in task.config.queries if (age := one.query.max_age)}:
        moments += (story.published + age for story in summary.candidates)
    if task.config.digests:
        from feedtool.build import digests  # late: few sites have any

        moments += digests.moments(task)
    since, until = _span_of_same_stories(moments, task.run.now)
    outcome = {
        "state": task.state,
        "strict": task.run.strict,
        "since": since,
        "until": until,
        "names": publish.names(task.output, layout, task.config.feeds.layout),
        "files": len(report.published.written + report.published.unchanged)
        if report.published
        else 0,
        "report": _report_to_plain(report),
    }
    store.put_last_report(outcome if summary.settled else None)


def unchanged_report(task: BuildTask, store: Cache) -> BuildReport | None:
    """The report of the last build, if neither records nor output have changed since; else None.

    Raises database.Unusable.
    """
    config, run, last = task.config, task.run, store.last_report()
    if last is None:
        return None
    with store.guarded():
        is_same = last["state"] == task.state and _is_within(last, run.now)
        is_same = is_same and last["strict"] == run.strict  # a strict build asks more of records
        files, names = last["files"], last["names"]
    if not is_same:
        return None
    output, written = task.output, store.output_files()
    if files != len(written) or names != publish.names(output, layout, config.feeds.layout):
        return None
    if not all(fingerprints.is_unmodified(output, path, file) for path, file in written.items()):
        return None
    with store.guarded():
        report = _report_from_plain(last["report"], sorted(written))
    if run.strict and failed(report.problems, strict=True):
        return None
    task.laps.lap("look for changes")
    return report._replace(seconds=task.laps.seconds)


def _report_from_plain(plain: Mapping[str, Any], paths: list[str]) -> BuildReport:
    """The report that ``_report_to_plain`` made plain, of a build that left everything as it was."""
    return BuildReport(
        records=plain["records"],
        valid=plain["valid"],
        selected=plain["selected"],
        held=plain["held"],
        feeds=tuple(
            FeedReport(name, items, 0, tuple(files), changed=False)
            for name, items, files in plain["feeds"]
        ),
        published=Published((), tuple(paths), ()),
        problems=tuple(codec.problem_from_plain(path, kept) for path, *kept in plain["problems"]),
        seconds={},
    )


def _span_of_same_stories(
    moments: Sequence[datetime], now: datetime
) -> tuple[str | None, str | None]:
    """The last of some moments up to now and the first after it: between them feeds show the same stories.

    At such a moment a story becomes due, expires, or is too old for a feed.
    """
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return since.isoformat() if since else None, until.isoformat() if until else None


def _is_within(last: Mapping[str, Any], now: datetime) -> bool:
    since, until = last["since"], last["until"]
    return (since is None or datetime.fromisoformat(since) <= now) and (
        until is None or now < datetime.fromisoformat(until)
    )


def _report_to_plain(report: BuildReport) -> dict[str, Any]:
    """The report of a build, less what was new in it, as JSON values."""
    return {
        "records": report.records,
        "valid": report.valid,
        "selected": report.selected,
        "held": report.held,
        "feeds": [(feed.name, feed.items, feed.files) for feed in report.feeds],
        "problems": [
            (problem.path, *codec.problem_to_plain(problem)) for problem in report.problems
        ],
    }
