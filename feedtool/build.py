"""The use case of ``feedtool build``: validate, select, render, publish."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from feedtool import (
    guards,
    load,
    memory,
    publish,
    records,
    render,
    selection,
    sources,
    storage,
    topics,
)
from feedtool.model import Config, Feed, Record, Source
from feedtool.problems import BadFeedError, Problem, Severity, in_order
from feedtool.publish import Plan, Published
from feedtool.topics import Topics


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What became of one feed: ``new`` counts items that its files did not hold before."""

    name: str
    items: int
    new: int
    files: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build found and did; ``published`` is None where it decided to publish nothing."""

    records: int
    valid: int
    selected: int
    held: dict[str, int]
    feeds: tuple[FeedReport, ...]
    published: Published | None
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """How one build is run.

    ``now`` decides the embargo, ``strict`` whether warnings count, ``accept_loss`` whether the guards
    are off, ``check`` whether the feeds are checked before they are published. ``executor`` gives the
    executor to parse so many records with, ``tick`` seconds that only go up.
    """

    now: datetime
    tick: Callable[[], float]
    strict: bool = False
    dry_run: bool = False
    accept_loss: bool = False
    check: bool = False
    lock_timeout: float = 30.0
    executor: Callable[[int], Executor | None] = lambda _: None


def build(config: Config, display: str, run: Run) -> BuildReport:
    """Build the feeds of a configuration; ``display`` is how the records folder is shown.

    Raises UsageError where there are no records, BadFeedError, StorageError, LockedError. Records
    with errors are left out and reported. Nothing is published with ``strict`` and any problem, where
    no record is valid, or where a guard holds it back.
    """
    known = topics.known(
        config.topics, topics.registry(config.records.registry_base, config.records.registry)
    )
    found = sources.folder(config.records.path, display, config.records.include)
    with _lock(config, run):
        return _build(config, display, run, known, found)


def _lock(config: Config, run: Run) -> AbstractContextManager[None]:
    if run.dry_run:
        return nullcontext()
    folder = publish.lock_folder(config.feeds.output, config.feeds.layout)
    return storage.locked(folder, run.lock_timeout)


def _build(
    config: Config, display: str, run: Run, known: Topics, found: Sequence[Source]
) -> BuildReport:
    laps = _Laps(run.tick)
    valid, problems = _load(config, known, found, run)
    if not found:
        problems.append(_nothing_matches(config, display))
    laps.lap("read and validate")
    selected = selection.select(valid, config.feeds.min_heat, run.now)
    problems += selected.problems
    named = topics.with_named(known, (n for record in selected.records for n in record.topics))
    feeds = selection.feeds(selected, named, config)
    laps.lap("select")
    files = dict(_render(feeds, config, named))
    laps.lap("render")
    if run.check or config.feeds.check:
        _check(files, config.site.url, run.now)
        laps.lap("check")
    before = {feed.name: _published_ids(feed, config) for feed in feeds}
    held_back = list(_guards(config, display, len(valid), feeds, before))
    problems += () if run.accept_loss else held_back
    published: Published | None = None
    if valid and not (run.strict and problems) and (run.accept_loss or not held_back):
        planned = publish.plan(config.feeds.output, files)
        published = planned.published
        if not run.dry_run:
            _publish(config, planned, len(valid))
    laps.lap("publish")
    return BuildReport(
        records=len(found),
        valid=len(valid),
        selected=len(selected.records),
        held=dict(selected.held),
        feeds=_feed_reports(feeds, config, before, published) if published else (),
        published=published,
        problems=in_order(problems),
        seconds=laps.seconds,
    )


def _check(files: Mapping[str, bytes], address: str, now: datetime) -> None:
    """Raise BadFeedError where a feed that is about to be published has an error."""
    from feedtool import check  # late: few builds ask for it, and its tables are large

    wrong = tuple(
        problem
        for path, content in files.items()
        if not path.endswith(".html")
        for problem in check.check(path, content, check.Options(base=address + path, now=now))
        if problem.severity is Severity.ERROR
    )
    if wrong:
        raise BadFeedError("a feed does not pass the check; nothing was published", wrong)


def _publish(config: Config, planned: Plan, valid: int) -> None:
    feeds = config.feeds
    publish.publish(feeds.output, planned, feeds.layout, feeds.keep_generations)
    memory.remember(config.base, feeds.output, valid)


def _guards(
    config: Config,
    display: str,
    valid: int,
    feeds: Iterable[Feed],
    before: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """What speaks against publishing: see the guards."""
    # Where nothing is published nobody can lose anything.
    last = memory.last_valid(config.base, config.feeds.output) if any(before.values()) else None
    yield from guards.lost_records(display, last, valid)
    for feed in feeds:
        now = frozenset(item.id for item in feed.items)
        yield from guards.lost_items(feed.name, before[feed.name], now)
        yield from guards.flood(feed.name, before[feed.name], now, config.feeds.max_new)


def _nothing_matches(config: Config, display: str) -> Problem:
    return Problem(
        display,
        "records-none",
        f"no file in the folder matches {', '.join(config.records.include)}",
        severity=Severity.WARNING,
        hint="records.include says which files are records; nothing is published without any",
    )


class _Laps:
    """The seconds that each phase took."""

    def __init__(self, tick: Callable[[], float]) -> None:
        self.seconds: dict[str, float] = {}
        self._tick, self._last = tick, tick()

    def lap(self, phase: str) -> None:
        now = self._tick()
        self.seconds[phase], self._last = now - self._last, now


def _load(
    config: Config, known: Topics, found: Sequence[Source], run: Run
) -> tuple[list[Record], list[Problem]]:
    """The valid records, and all problems."""
    options = records.options(config, known)
    valid: list[Record] = []
    problems: list[Problem] = []
    executor = run.executor(len(found))
    try:
        for parsed in load.load(found, options, config.records.max_bytes, executor=executor):
            problems += parsed.problems
            if parsed.record is not None:
                valid.append(parsed.record)
    finally:
        if executor is not None:
            executor.shutdown(cancel_futures=True)
    return valid, problems


def _render(feeds: tuple[Feed, ...], config: Config, known: Topics) -> Iterator[tuple[str, bytes]]:
    formats = config.feeds.formats
    for feed in feeds:
        yield from render.files(feed, config.site, formats)
    yield from render.site_files(feeds, config.site, formats, known.by_slug)


def _published_ids(feed: Feed, config: Config) -> frozenset[str]:
    """The ids of the items that the feed has now, in the first of its formats that tells."""
    for form in config.feeds.formats:
        if written := publish.read(config.feeds.output, f"{feed.name}.{form}"):
            return render.FORMATS[form].ids(written)
    return frozenset()


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
