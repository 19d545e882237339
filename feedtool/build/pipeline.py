"""The use case of ``feedtool build``: scan, select, judge, render, check, guard, publish, remember."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from feedtool.build import memory, previous
from feedtool.build.artifacts import Artifacts
from feedtool.build.memory import Cache, FolderSummary, Mode
from feedtool.build.task import BuildTask, Run
from feedtool.config import taxonomy
from feedtool.diagnostics import room
from feedtool.diagnostics.errors import BadFeedError
from feedtool.diagnostics.problem import Problem, Severity, failed, in_order
from feedtool.feeds import layout
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.feed import Feed
from feedtool.model.record import INVALID, UNREADABLE
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.model.topics import Topics
from feedtool.publish import guards, placement, publish
from feedtool.publish.publish import Plan
from feedtool.storage import atomic
from feedtool.storage.database import Unusable
from feedtool.storage.place import Url

if TYPE_CHECKING:
    # Imported late: where nothing has changed, no record is read and no feed is written.
    from concurrent.futures import Executor

    from feedtool.build.scan import Values
    from feedtool.feeds.select import Selection


def build(config: Config, display: str, run: Run) -> BuildReport:
    """Build the feeds of a configuration; ``display`` is how the records folder is shown.

    Raises UsageError where there are no records, where the output would lie among them, and where it
    would replace what feedtool did not write; BadFeedError, StorageError, LockedError. Records
    with errors are left out and reported. Nothing is published with ``strict`` and any problem that
    ``validate`` finds, warnings included, where no record is valid, or where a guard holds it back.
    """
    known = taxonomy.of(config)
    placement.require_usable(config, layout.folders())
    task = BuildTask(config, display, run, known)
    with _lock(config, run):
        return _build_with_cache(task, _mode(run))


def _build_with_cache(task: BuildTask, mode: Mode) -> BuildReport:
    """Build with the cache; where it is damaged, with one made anew; where it cannot be used, without.

    Whatever is wrong with the cache shows before anything is published, and costs one build its time.
    """
    base = task.config.base
    try:
        return _build(task, memory.open_cache(base, task.key, mode))
    except Unusable as error:
        notice = error.problem
        if error.is_damaged and mode is Mode.KEPT:
            try:
                memory.delete(base)
                return _build(task, memory.open_cache(base, task.key, mode))._replace(notice=notice)
            except Unusable as again:
                notice = again.problem
    return _build(task, memory.in_memory(base))._replace(notice=notice)


def _mode(run: Run) -> Mode:
    if not run.use_cache:
        return Mode.IGNORED
    return Mode.READ if run.dry_run else Mode.KEPT


def _lock(config: Config, run: Run) -> AbstractContextManager[None]:
    if run.dry_run:
        return nullcontext()
    output = config.feeds.output
    # A remote folder cannot be locked: two builds of one configuration still keep out of each other's way.
    folder = (
        config.base if isinstance(output, Url) else publish.lock_folder(output, config.feeds.layout)
    )
    return atomic.locked(folder, run.lock_timeout)


def _build(task: BuildTask, store: Cache) -> BuildReport:
    with closing(store):
        # What was imported so far stays to the end: no search for garbage need look at it again.
        gc.freeze()
        repeated = previous.unchanged_report(task, store)
        return previous.compare_with_last(repeated, store) if repeated else _run_steps(task, store)


class Scanned(NamedTuple):
    """What the folder of the records holds, and how many of its files had to be read to know that.

    ``values`` are what some of the records that were read hold.
    """

    summary: FolderSummary
    read: int
    values: "Values"


class Selected(NamedTuple):
    """The stories, and the feeds that they make; ``summary`` is what the folder held when these were made."""

    summary: FolderSummary
    selection: "Selection"
    feeds: tuple[Feed, ...]
    topics: Topics

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


def _run_steps(task: BuildTask, store: Cache) -> BuildReport:
    """The steps of a build; ARCHITECTURE.md shows what form a story has in each."""
    scanned = _scan(task, store)
    selected = _select(task, store, scanned)
    problems = _judge(task, selected)
    rendered = _render(task, store, selected, scanned.read)
    _check(task, rendered.files)
    decision = _guard(task, store, selected, rendered, problems)
    report = _publish(task, selected, decision)
    return _remember(task, store, selected.summary, rendered, report)


@contextmanager
def _workers(task: BuildTask, changed: int) -> Iterator["Executor | None"]:
    """The executor for work on so many changed files, if any pays; it is gone when the work is done.

    What workers were forked with they hold as long as they live: at the time of selection, when memory is
    needed most, that would be much.
    """
    executor = task.run.executor(changed)
    try:
        yield executor
    finally:
        if executor is not None:
            executor.shutdown(cancel_futures=True)


def _scan(task: BuildTask, store: Cache) -> Scanned:
    """Read those files of records that may have changed, and validate what they hold."""
    linted_at = task.run.now if task.run.strict else None
    changed = list(store.changed(task.signatures, linted_at).items())
    from feedtool.build import scan  # late: where nothing has changed, no record is read

    values = scan.Values()
    if changed:
        room.require_room()
        from feedtool.feeds import render

        with _workers(task, len(changed)) as executor:
            seen = scan.scan_files(changed, task.folder, executor, values)
            if executor is not None:
                render.prepare(task.config.feeds.formats)  # while the workers read
            store.put(task.run.progress(seen, len(changed), "Reading"), task.signatures)
    else:
        store.put((), task.signatures)
    summary = store.summary(task.names, task.display, linted=task.run.strict)
    task.laps.lap("read and validate")
    return Scanned(summary, len(changed), values)


def _select(task: BuildTask, store: Cache, scanned: Scanned) -> Selected:
    """Select the stories, and put together the feeds; begin again where files have changed meanwhile."""
    from feedtool.build import hydrate
    from feedtool.feeds import assemble, select

    summary = scanned.summary
    while True:
        selection = select.select(summary.candidates, task.run.now, lambda: task.issued)
        names = dict.fromkeys(name for story in selection.stories for name in story.topics)
        named = topics.with_named(task.known, names)
        if task.config.feeds.exclude_topics:
            named = topics.without(named, task.config.feeds.exclude_topics)
        try:
            feeds = assemble.feeds(
                selection.stories,
                named,
                task.config,
                lambda some: hydrate.records(some, task, store, scanned.values),
            )
        except hydrate.ChangedError as changed:
            unknown = dict.fromkeys(one.name for one in changed.seen)
            store.put(changed.seen, {**task.signatures, **unknown})
            summary = store.summary(task.names, task.display, linted=task.run.strict)
        else:
            return Selected(summary, selection, feeds, named)


def _judge(task: BuildTask, selected: Selected) -> list[Problem]:
    """All problems of the records and of their folder."""
    summary, duplicates = selected.summary, selected.selection.problems
    problems: list[Problem] = []
    if task.run.strict or summary.problems or summary.comments or duplicates:
        from feedtool.build import findings  # late: where all is well nothing need be said

        problems += findings.problems(task, summary, duplicates)
    selector = task.config.selector
    problems += (
        one for one in task.listing.problems if selector.reports(one.code, one.path, on=True)
    )
    task.laps.lap("select")
    return problems


def _render(task: BuildTask, store: Cache, selected: Selected, changed: int) -> Rendered:
    """Render the files of the output that are not up to date; ``changed`` is how many records were read."""
    output = Artifacts(task, store, selected.feeds, selected.topics)
    with _workers(task, changed) if output.is_worth_sharing() else nullcontext() as executor:
        made = output.render(executor)
        files = dict(task.run.progress(made, output.stale_files(), "Rendering"))
    task.laps.lap("render")
    return Rendered(output, files)


def _check(task: BuildTask, files: Mapping[str, bytes]) -> None:
    """Check the feeds, where that was asked for. Raises BadFeedError where one has an error."""
    run, address = task.run, task.config.site.url
    if not (run.check or task.config.feeds.check):
        return
    from feedtool import check  # late: few builds ask for it, and its tables are large

    wrong = tuple(
        problem
        for path, content in run.progress(files.items(), len(files), "Checking")
        if not layout.is_page(path)
        for problem in check.check(
            path, content, check.CheckOptions(base=address + path, now=run.now)
        )
        if problem.severity is Severity.ERROR
    )
    if wrong:
        raise BadFeedError("a feed does not pass the check; nothing was published", wrong)
    task.laps.lap("check")


def _guard(
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
    for feed in selected.feeds:
        now = frozenset(key.id for key in feed.keys)
        yield from guards.lost_items(feed.name, before[feed.name], now)
        yield from guards.flood(feed.name, before[feed.name], now, feeds_config.max_new)


def _publish(task: BuildTask, selected: Selected, decision: Decision) -> BuildReport:
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


def _remember(
    task: BuildTask, store: Cache, summary: FolderSummary, rendered: Rendered, report: BuildReport
) -> BuildReport:
    """Compare the report with that of the last build, and keep what the next one can use."""
    report, notice = previous.compare_with_last(report, store), None
    if not task.run.dry_run:
        notice = previous.store_build(task, store, report, summary, rendered.output, rendered.files)
    task.laps.lap("publish")
    return report._replace(notice=notice)
