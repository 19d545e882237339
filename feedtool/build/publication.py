"""The second half of a build: render the feeds, check them, guard what readers have, publish, remember."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from feedtool.build import lists
from feedtool.build.artifacts import Artifacts
from feedtool.build.cache.store import Cache, FolderSummary
from feedtool.build.past import previous
from feedtool.build.task import BuildTask
from feedtool.diagnostics.errors import BadFeedError
from feedtool.diagnostics.problem import Problem, Severity, failed, in_order
from feedtool.feeds import layout
from feedtool.model.config import Config
from feedtool.model.feed import Feed
from feedtool.model.record import INVALID, UNREADABLE
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.model.topics import Topics
from feedtool.publish import guards, publish
from feedtool.publish.publish import Plan
from feedtool.publish.spill import SpilledFiles

if TYPE_CHECKING:
    from feedtool.feeds.queries import Stories
    from feedtool.feeds.select import Selection


class Selected(NamedTuple):
    """The stories, and the feeds that they make; ``summary`` is what the folder held when these were made."""

    summary: FolderSummary
    selection: "Selection"
    feeds: tuple[Feed, ...]
    topics: Topics
    offered: "Stories"
    archives: tuple[Feed, ...] = ()
    news: Feed | None = None

    @property
    def valid(self) -> int:
        """How many records are valid."""
        states = self.summary.states.items()
        return sum(number for state, number in states if state not in (INVALID, UNREADABLE))


class Rendered(NamedTuple):
    """The files of the output, and the bytes of those that have to be written."""

    output: Artifacts
    files: Mapping[str, bytes]


class Decision(NamedTuple):
    """The plan for the output, None where nothing may be published; all problems; the ids before, by feed."""

    plan: Plan | None
    problems: Sequence[Problem]
    before: Mapping[str, frozenset[str]]


def render(task: BuildTask, store: Cache, selected: Selected, changed: int) -> Rendered:
    """Render the files of the output that are not up to date; ``changed`` is how many records were read."""
    site_lists = lists.wanted(
        task,
        selected.feeds,
        selected.archives,
        selected.topics,
        selected.offered,
        selected.news,
    )
    output = Artifacts(task, store, selected.feeds, selected.topics, selected.archives, site_lists)
    with task.workers(changed) if output.is_worth_sharing() else nullcontext() as executor:
        made = output.render(executor)
        files = SpilledFiles(task.run.progress(made, output.stale_files(), "Rendering"))
    task.laps.lap("render")
    return Rendered(output, files)


def require_passing(task: BuildTask, files: Mapping[str, bytes]) -> None:
    """Check the feeds, where that was asked for. Raises BadFeedError where one has an error."""
    run, address = task.run, task.config.site.url
    if not (run.check or task.config.feeds.check):
        return
    from feedtool import check  # late: few builds ask for it, and its tables are large

    wrong = tuple(
        problem
        for path, content in run.progress(files.items(), len(files), "Checking")
        if not layout.is_page(path) and not layout.is_list(path)
        for problem in check.check(
            path, content, check.CheckOptions(base=address + path, now=run.now)
        )
        if problem.severity is Severity.ERROR
    )
    if wrong:
        raise BadFeedError("a feed does not pass the check; nothing was published", wrong)
    task.laps.lap("check")


def decide(
    task: BuildTask,
    store: Cache,
    selected: Selected,
    rendered: Rendered,
    problems: Iterable[Problem],
) -> Decision:
    """Decide whether the output may change, and to what."""
    run, output = task.run, rendered.output
    # Before the guards: what is not ours tells them nothing.
    plan = (
        publish.plan(task.output, layout, rendered.files, output.kept, output.written_before)
        if selected.valid
        else None
    )
    before = {feed.name: output.published_ids(feed) for feed in selected.feeds}
    losses = () if run.accept_loss else tuple(_losses(task, store, selected, before))
    weighed = [
        task.config.selector.with_chosen_severity(problem) for problem in (*problems, *losses)
    ]
    is_refused = bool(losses) or (run.strict and failed(weighed, strict=True))
    return Decision(None if is_refused else plan, weighed, before)


def _losses(
    task: BuildTask, store: Cache, selected: Selected, before: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """The problems of the guards, each of which stops publication."""
    # Where nothing is published nobody can lose anything.
    feeds_config = task.config.feeds
    last = store.last_valid(str(feeds_config.output)) if any(before.values()) else None
    yield from guards.lost_records(task.display, last, selected.valid)
    shown = {feed.name: frozenset(key.id for key in feed.keys) for feed in selected.feeds}
    # What became too old was meant to leave, were it all at once.
    had = {
        feed.name: before[feed.name] - (_aged_out(task, selected, feed) - shown[feed.name])
        for feed in selected.feeds
    }
    is_losing = any(any(guards.lost_items(name, had[name], now)) for name, now in shown.items())
    belonging = _belonging(task, selected) if is_losing else {}
    for name, now in shown.items():
        # What is in an archive, or behind a limit that is lower than it was, is lost to nobody.
        kept = had[name] & belonging.get(name, now)
        yield from guards.lost_items(name, had[name], now | kept)
        yield from guards.flood(name, before[name], now, feeds_config.max_new)


def _belonging(task: BuildTask, selected: Selected) -> dict[str, frozenset[str]]:
    from feedtool.feeds import assemble  # late: few builds ask

    return assemble.belonging(selected.offered, selected.topics, task.config)


def _aged_out(task: BuildTask, selected: Selected, feed: Feed) -> frozenset[str]:
    """The ids of the stories that are too old for a feed."""
    if feed.query_name is None:
        return frozenset()
    from feedtool.feeds import queries  # late: few sites have any

    (query,) = (one.query for one in task.config.queries if one.name == feed.query_name)
    return queries.aged_out(query, selected.selection.stories, task.run.now)


def carry_out(task: BuildTask, selected: Selected, decision: Decision) -> BuildReport:
    """Carry out the plan; a dry run only reports it."""
    plan, feeds = decision.plan, task.config.feeds
    if plan and not task.run.dry_run:
        publish.publish(task.output, layout, plan, feeds.generations_kept, task.run.progress)
    published = plan.published if plan else None
    return BuildReport(
        records=len(task.names),
        valid=selected.valid,
        selected=len(selected.selection.stories),
        held=selected.selection.counts(selected.summary.states),
        feeds=_feed_reports(selected.feeds, task.config, decision.before, published)
        if published
        else (),
        published=published,
        problems=in_order(decision.problems),
        seconds=task.laps.seconds,
    )


def _feed_reports(
    feeds: Iterable[Feed],
    config: Config,
    before: Mapping[str, frozenset[str]],
    published: Published,
) -> tuple[FeedReport, ...]:
    written = frozenset(published.written)
    reports = []
    for feed in feeds:
        files = tuple(layout.feed_path(feed.name, form) for form in config.feeds.formats)
        reports.append(
            FeedReport(
                name=layout.short_name(feed),
                items=len(feed.items),
                new=sum(key.id not in before[feed.name] for key in feed.keys),
                files=files,
                changed=not written.isdisjoint(files),
            )
        )
    return tuple(reports)


def remember(
    task: BuildTask, store: Cache, summary: FolderSummary, rendered: Rendered, report: BuildReport
) -> BuildReport:
    """Compare the report with that of the last build, and keep what the next one can use."""
    report, notice = previous.compare_with_last(report, store), None
    if not task.run.dry_run:
        notice = previous.store_build(task, store, report, summary, rendered.output, rendered.files)
    task.laps.lap("publish")
    return report._replace(notice=notice)
