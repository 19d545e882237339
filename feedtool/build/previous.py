"""What the last build came to, so that one for which nothing has changed says the same and is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from feedtool.build import fingerprints
from feedtool.build.memory import Cache, Found
from feedtool.build.task import Task
from feedtool.diagnostics.problem import failed
from feedtool.model import codec
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.publish import publish


def put(task: Task, store: Cache, report: BuildReport, found: Found) -> None:
    """Keep what a build has come to, for ``repeated``. Raises database.Unusable."""
    moments = [*(story.published for story in found.candidates), *found.due]
    since, until = _same_while(moments, task.run.now)
    outcome = {
        "state": task.state,
        "strict": task.run.strict,
        "since": since,
        "until": until,
        "names": publish.names(task.output, task.config.feeds.layout),
        "files": len(report.published.written + report.published.unchanged)
        if report.published
        else 0,
        "report": _plain(report),
    }
    store.put_outcome(outcome if found.settled else None)


def repeated(task: Task, store: Cache) -> BuildReport | None:
    """What the last build came to, if neither records nor output have changed since; else None.

    Raises database.Unusable.
    """
    config, run, last = task.config, task.run, store.outcome()
    if last is None:
        return None
    with store.believed():
        is_same = last["state"] == task.state and _is_within(last, run.now)
        is_same = is_same and last["strict"] == run.strict  # a strict build asks more of records
        files, names = last["files"], last["names"]
    if not is_same:
        return None
    output, written = task.output, store.written()
    if files != len(written) or names != publish.names(output, config.feeds.layout):
        return None
    if not all(fingerprints.is_as_written(output, path, file) for path, file in written.items()):
        return None
    with store.believed():
        report = _report(last["report"], sorted(written))
    if run.strict and failed(report.problems, strict=True):
        return None
    task.laps.lap("look for changes")
    return report._replace(seconds=task.laps.seconds)


def _report(plain: Mapping[str, Any], paths: list[str]) -> BuildReport:
    """The report that ``_plain`` was made of, of a build that left everything as it was."""
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
        problems=tuple(codec.told(path, kept) for path, *kept in plain["problems"]),
        seconds={},
    )


def _same_while(moments: Sequence[datetime], now: datetime) -> tuple[str | None, str | None]:
    """From which and before which of the moments when stories are due it is the same as now, as texts."""
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return since.isoformat() if since else None, until.isoformat() if until else None


def _is_within(last: Mapping[str, Any], now: datetime) -> bool:
    since, until = last["since"], last["until"]
    return (since is None or datetime.fromisoformat(since) <= now) and (
        until is None or now < datetime.fromisoformat(until)
    )


def _plain(report: BuildReport) -> dict[str, Any]:
    """What a build would report if it were run again, as JSON holds it."""
    return {
        "records": report.records,
        "valid": report.valid,
        "selected": report.selected,
        "held": report.held,
        "feeds": [(feed.name, feed.items, feed.files) for feed in report.feeds],
        "problems": [(problem.path, *codec.plain(problem)) for problem in report.problems],
    }
