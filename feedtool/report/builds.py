"""A build, as text for people and as JSON for machines."""

from collections.abc import Iterable

from feedtool.report.json import VERSION, dumps, members
from feedtool.report.words import count
from feedtool.results import BuildReport


def render_json(report: BuildReport) -> str:
    """The build as one JSON object."""
    published = report.published
    return dumps(
        {
            "version": VERSION,
            "records": report.records,
            "valid": report.valid,
            "published": report.selected,
            "held": report.held,
            "feeds": [
                {
                    "name": feed.name,
                    "items": feed.items,
                    "files": list(feed.files),
                    "changed": feed.changed,
                }
                for feed in report.feeds
            ],
            "written": len(published.written) if published else 0,
            "unchanged": len(published.unchanged) if published else 0,
            "removed": len(published.removed) if published else 0,
            "problems": [members(problem) for problem in report.problems],
        }
    )


def lines(report: BuildReport, *, dry_run: bool) -> Iterable[str]:
    """The build for a person: a line a feed, then a summary with what was held back and why."""
    width = max((len(feed.name) for feed in report.feeds), default=0)
    for feed in report.feeds:
        changed = "changed" if feed.changed else "unchanged"
        yield f"{feed.name:{width}}  {count(feed.items, 'item')}, {feed.new} new, {changed}"
    held = [f"{number} {reason}" for reason, number in report.held.items() if number]
    invalid = report.records - report.valid
    held += [f"{invalid} invalid"] if invalid else []
    what = f"{count(report.records, 'record')}, {report.selected} published"
    yield what + (f", held back: {', '.join(held)}" if held else "")
    published = report.published
    if published is None:
        yield "nothing published"
        return
    would = "would be " if dry_run else ""
    yield (
        f"{count(len(published.written), 'file')} {would}written, "
        f"{len(published.unchanged)} unchanged, {len(published.removed)} {would}removed"
    )
