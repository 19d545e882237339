"""The report of the last build, given again where nothing has changed since.

Most builds of a site end here: what is imported for it is what all of them wait for.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feedtool.build import fingerprints
from feedtool.build.cache.store import Cache, FileState
from feedtool.build.task import BuildTask
from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import failed
from feedtool.feeds import layout
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.publish import placement


def repeated(task: BuildTask, store: Cache) -> BuildReport | None:
    """The report of the last build, if neither records nor output have changed since; else None.

    Raises database.Unusable.
    """
    run, last = task.run, store.last_report()
    if last is None:
        return None
    with store.guarded():
        is_same = last["state"] == task.state and _is_within(last, run.now)
        is_same = is_same and last["strict"] == run.strict  # a strict build asks more of records
        number, names, own = last["files"], last["names"], last["reported"]
    written = store.output_files() if is_same else {}
    if not is_same or number != len(written) or not _is_as_written(task, written, names):
        return None
    with store.guarded():
        report = _report_from_plain(last["report"], sorted(written))
    if run.strict and failed(report.problems, strict=True):
        return None
    task.laps.lap("look for changes")
    report = report._replace(seconds=task.laps.seconds)
    if not report.problems:
        return report
    from feedtool.build.past import repeats  # late: where all is well none of them can be known

    return repeats.compare_repeated(report, store.reported_digests(), own)


def _is_as_written(task: BuildTask, written: Mapping[str, FileState], names: Any) -> bool:
    """Whether the output holds what was written, and beside it no more than these names."""
    output, form = task.output, task.config.feeds.layout
    if names != placement.names(output, layout.folders(), form):
        return False
    now = fingerprints.signatures(output, written)
    left = written.keys() - fingerprints.as_signed(now, written)
    return all(fingerprints.is_unmodified(output, path, written[path]) for path in left)


def _report_from_plain(plain: Mapping[str, Any], paths: list[str]) -> BuildReport:
    """The report that ``previous`` made plain, of a build that left everything as it was."""
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


def _is_within(last: Mapping[str, Any], now: datetime) -> bool:
    since, until = last["since"], last["until"]
    return (since is None or datetime.fromisoformat(since) <= now) and (
        until is None or now < datetime.fromisoformat(until)
    )
