"""The use case of ``feedtool build``: validate, select, render, publish."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from feedtool.build import memory, previous
from feedtool.build.artifacts import Output
from feedtool.build.memory import Cache, Found, Mode
from feedtool.build.task import Run, Task
from feedtool.config import taxonomy
from feedtool.diagnostics import room
from feedtool.diagnostics.errors import BadFeedError
from feedtool.diagnostics.problem import Problem, Severity, failed, in_order
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.feed import Feed
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

    from feedtool.feeds.select import Selection


def build(config: Config, display: str, run: Run) -> BuildReport:
    """Build the feeds of a configuration; ``display`` is how the records folder is shown.

    Raises UsageError where there are no records, where the output would lie among them, and where it
    would replace what feedtool did not write; BadFeedError, StorageError, LockedError. Records
    with errors are left out and reported. Nothing is published with ``strict`` and any problem that
    ``validate`` finds, warnings included, where no record is valid, or where a guard holds it back.
    """
    known = taxonomy.of(config)
    placement.require_usable(config)
    task = Task(config, display, run, known)
    with _lock(config, run):
        return _build_with_cache(task, _mode(run))


def _build_with_cache(task: Task, mode: Mode) -> BuildReport:
    """Build with the cache; where it is damaged, with one made anew; where it cannot be used, without.

    Whatever is wrong with the cache shows before anything is published, and costs one build its time.
    """
    base = task.config.base
    try:
        return _build(task, memory.opened(base, task.key, mode))
    except Unusable as error:
        notice = error.problem
        if error.is_damaged and mode is Mode.KEPT:
            try:
                memory.delete(base)
                return _build(task, memory.opened(base, task.key, mode))._replace(notice=notice)
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


def _build(task: Task, store: Cache) -> BuildReport:
    with closing(store):
        # What was imported so far stays to the end: no search for garbage need look at it again.
        gc.freeze()
        repeated = previous.repeated(task, store)
        return _compared(repeated, store) if repeated else _built(task, store)


def _compared(report: BuildReport, store: Cache) -> BuildReport:
    if not report.problems:
        return report
    from feedtool.build import repeats  # late: where all is well nothing can be known

    return repeats.compared(report, store)


@contextmanager
def _workers(task: Task, changed: int) -> Iterator["Executor | None"]:
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


def _built(task: Task, store: Cache) -> BuildReport:
    config, run, laps = task.config, task.run, task.laps
    found, changed = _load(task, store)
    laps.lap("read and validate")
    found, selected, feeds, named = _select(task, store, found)
    valid = sum(number for state, number in found.states.items() if state not in _BAD)
    problems = _problems(task, found, selected.problems)
    problems += [
        one for one in task.listing.problems if config.choice.reports(one.code, one.path, on=True)
    ]
    laps.lap("select")
    output = Output(task, store, feeds, named)
    with _workers(task, changed) if output.is_worth_sharing() else nullcontext() as executor:
        files = dict(run.progress(output.render(executor), output.stale_files(), "Rendering"))
    laps.lap("render")
    if run.check or config.feeds.check:
        _check(files, config.site.url, run)
        laps.lap("check")
    # Before the guards: what is not ours tells them nothing.
    planned = (
        publish.plan(task.output, files, output.kept, output.written_before) if valid else None
    )
    before = {feed.name: output.ids_before(feed) for feed in feeds}
    held_back = list(_guards(task, store, valid, feeds, before))
    problems += () if run.accept_loss else held_back
    problems = [config.choice.weighed(problem) for problem in problems]
    published, notice = None, None
    is_refused = run.strict and failed(problems, strict=True)
    if planned and not is_refused and (run.accept_loss or not held_back):
        published = planned.published
        if not run.dry_run:
            _publish(task, planned)
    report = BuildReport(
        records=len(task.names),
        valid=valid,
        selected=len(selected.stories),
        held=selected.counts(found.states),
        feeds=_feed_reports(feeds, config, before, published) if published else (),
        published=published,
        problems=in_order(problems),
        seconds=laps.seconds,
    )
    report = _compared(report, store)
    if not run.dry_run:
        notice = _remember(task, store, found, report, output, files)
    laps.lap("publish")
    return report._replace(notice=notice)


_BAD = ("invalid", "unreadable")


def _remember(  # noqa: PLR0913, PLR0917 - all that a build came to
    task: Task,
    store: Cache,
    found: Found,
    report: BuildReport,
    output: Output,
    files: Mapping[str, bytes],
) -> Problem | None:
    """Keep what the next build can use; the problem where that cannot be done.

    What was published stands: a cache that proves to be damaged only now costs the next build its time.
    """
    try:
        if report.problems:
            from feedtool.build import repeats  # late: see _compared

            repeats.put(report, store)
        else:
            store.put_reported(())
        if report.published is not None:
            store.put_last_valid(str(task.config.feeds.output), report.valid)
            store.put_written(output.written(files))
            previous.put(task, store, report, found)
        store.save()
    except Unusable as error:
        if error.is_damaged:
            with suppress(Unusable):  # then the next build will meet it
                memory.delete(task.config.base)
        return error.problem
    return None


def _check(files: Mapping[str, bytes], address: str, run: Run) -> None:
    """Raise BadFeedError where a feed that is about to be published has an error."""
    from feedtool import check  # late: few builds ask for it, and its tables are large

    wrong = tuple(
        problem
        for path, content in run.progress(files.items(), len(files), "Checking")
        if not path.endswith(".html")
        for problem in check.check(path, content, check.Options(base=address + path, now=run.now))
        if problem.severity is Severity.ERROR
    )
    if wrong:
        raise BadFeedError("a feed does not pass the check; nothing was published", wrong)


def _publish(task: Task, planned: Plan) -> None:
    feeds = task.config.feeds
    publish.publish(task.output, planned, feeds.layout, feeds.keep_generations, task.run.progress)


def _guards(
    task: Task,
    store: Cache,
    valid: int,
    feeds: Iterable[Feed],
    before: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """What speaks against publishing: see the guards."""
    # Where nothing is published nobody can lose anything.
    feeds_config = task.config.feeds
    last = store.last_valid(str(feeds_config.output)) if any(before.values()) else None
    yield from guards.lost_records(task.display, last, valid)
    for feed in feeds:
        now = frozenset(item.id for item in feed.items)
        yield from guards.lost_items(feed.name, before[feed.name], now)
        yield from guards.flood(feed.name, before[feed.name], now, feeds_config.max_new)


def _load(task: Task, store: Cache) -> tuple[Found, int]:
    """What is in the folder, and how many files were read: only those that may have changed are."""
    linted_at = task.run.now if task.run.strict else None
    changed = list(store.changed(task.signatures, linted_at).items())
    if changed:
        room.require_room()
        from feedtool.build import scan
        from feedtool.feeds import render

        with _workers(task, len(changed)) as executor:
            seen = scan.outlines(changed, task.folder_for(len(changed)), executor)
            if executor is not None:
                render.prepare(task.config.feeds.formats)  # while the workers read
            store.put(task.run.progress(seen, len(changed), "Reading"), task.signatures)
    else:
        store.put((), task.signatures)
    return store.found(task.names, task.display, linted=task.run.strict), len(changed)


def _problems(task: Task, found: Found, duplicates: Sequence[Problem]) -> list[Problem]:
    if not (task.run.strict or found.problems or found.comments or duplicates):
        return []
    from feedtool.build import findings  # late: where all is well nothing need be said

    return findings.problems(task, found, duplicates)


def _select(
    task: Task, store: Cache, found: Found
) -> tuple[Found, "Selection", tuple[Feed, ...], Topics]:
    """The stories and feeds, and once more what is in the folder: it may have changed meanwhile."""
    from feedtool.build import hydrate
    from feedtool.feeds import assemble, select

    while True:
        selected = select.select(found.candidates, task.run.now)
        names = dict.fromkeys(name for story in selected.stories for name in story.topics)
        named = topics.with_named(task.known, names)
        try:
            feeds = assemble.feeds(
                selected.stories,
                named,
                task.config,
                lambda some: hydrate.records(some, task, store),
            )
        except hydrate.ChangedError as changed:
            unknown = dict.fromkeys(one.name for one in changed.seen)
            store.put(changed.seen, {**task.signatures, **unknown})
            found = store.found(task.names, task.display, linted=task.run.strict)
        else:
            return found, selected, feeds, named


def _feed_reports(
    feeds: Iterable[Feed],
    config: Config,
    before: Mapping[str, frozenset[str]],
    published: Published,
) -> tuple[FeedReport, ...]:
    written = frozenset(published.written)
    reports = []
    for feed in feeds:
        files = tuple(f"{feed.name}.{form}" for form in config.feeds.formats)
        reports.append(
            FeedReport(
                name=feed.topic.slug if feed.topic else feed.name,
                items=len(feed.items),
                new=sum(item.id not in before[feed.name] for item in feed.items),
                files=files,
                changed=not written.isdisjoint(files),
            )
        )
    return tuple(reports)
