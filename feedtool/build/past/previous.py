"""The report of the last build: compared with, and stored for the next one."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import datetime
from typing import Any

from feedtool.build.artifacts import Artifacts
from feedtool.build.cache import opening
from feedtool.build.cache.folder import FolderSummary
from feedtool.build.cache.store import Cache, FileState
from feedtool.build.task import BuildTask
from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import Problem
from feedtool.feeds import layout
from feedtool.model import topics
from feedtool.model.feed import NEWS_PERIOD
from feedtool.model.report import BuildReport
from feedtool.publish import placement, publish
from feedtool.storage.database import Unusable
from feedtool.storage.signature import Signatures
from feedtool.text import dates


def compare_with_last(report: BuildReport, before: Sequence[str] | None) -> BuildReport:
    """The report, which now says which of its problems are new; ``before`` are digests of the last build's."""
    if not report.problems:
        return report
    from feedtool.build.past import repeats  # late: where all is well nothing can be known

    return repeats.compare_with_last(report, before)


def store_build(  # noqa: PLR0913, PLR0917 - all that a build came to
    task: BuildTask,
    store: Cache,
    report: BuildReport,
    summary: FolderSummary,
    output: Artifacts,
    files: Mapping[str, bytes],
    written: Signatures,
) -> Problem | None:
    """Store what the next build can use; gives the problem where that is impossible.

    ``files`` were rendered, and some of them written, with these signatures.
    What was published stands: a cache that proves to be damaged only now costs the next build its time.
    """
    try:
        if task.run.passed is not None:
            store.put_passed(task.run.passed)
        store.put_reported_digests(report.digests)
        if report.published is not None:
            store.put_last_valid(str(task.config.feeds.output), report.valid)
            if editions := output.editions():
                store.put_editions(editions)
            states = output.file_states(files, written)
            store.put_output_files(states, output.states_before)
            store.put_trimmed(output.trimmed)
            output.remember_items()
            _put_archives(task, store, output, states)
            _put_report(task, store, report, summary, states.keys())
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
    output: AbstractSet[str],
) -> None:
    """Store the report of a build for ``unchanged.repeated``."""
    moments = [*(story.published for story in summary.candidates), *summary.due]
    moments += (story.expires for story in summary.candidates if story.expires)
    if layout.NEWS_SITEMAP in output:  # what is in it leaves it in time
        moments += (dates.shifted(story.published, NEWS_PERIOD) for story in summary.candidates)
    moments += topics.turning_points(task.known)
    for age in {age for one in task.config.queries if (age := one.query.max_age)}:
        moments += (dates.shifted(story.published, age) for story in summary.candidates)
    if task.config.digests:
        from feedtool.build.digests import due  # late: few sites have any

        moments += due.moments(task)
    since, until = _span_of_same_stories(moments, task.run.now)
    stored = {
        "state": task.state,
        "strict": task.run.strict,
        "since": since,
        "until": until,
        "names": placement.names(task.output, layout.folders(), task.config.feeds.layout),
        "files": len(report.published.written + report.published.unchanged)
        if report.published
        else 0,
        "reported": _digest_of_all(report),
        "report": _report_to_plain(report),
    }
    # What has come meanwhile, and no build would leave there, the next one has to find.
    is_clean = not any(publish.our_files(task.output, layout, but=output))
    store.put_last_report(stored if summary.settled and is_clean else None)


def _digest_of_all(report: BuildReport) -> str | None:
    """One digest of those of all problems, by which the next build knows them; None without any."""
    if not report.problems:
        return None
    from feedtool.build.past import repeats  # late: see ``compare_with_last``

    return repeats.of_all(report.digests)


def _span_of_same_stories(
    moments: Sequence[datetime], now: datetime
) -> tuple[str | None, str | None]:
    """The last of some moments up to now and the first after it: between them feeds show the same stories.

    At such a moment a story becomes due, expires, or is too old for a feed.
    """
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return since.isoformat() if since else None, until.isoformat() if until else None


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
