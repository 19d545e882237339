"""The use case of ``feedtool build``: validate, select, render, publish."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from feedtool import load, publish, records, render, selection, sources, storage, topics
from feedtool.model import Config, Feed, Record, Source
from feedtool.problems import Problem, Severity, in_order
from feedtool.publish import Published
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

    ``now`` decides the embargo, ``strict`` whether warnings count, ``executor`` gives the executor to
    parse so many records with, and ``tick`` gives seconds that only go up.
    """

    now: datetime
    tick: Callable[[], float]
    strict: bool = False
    dry_run: bool = False
    lock_timeout: float = 30.0
    executor: Callable[[int], Executor | None] = lambda _: None


def build(config: Config, display: str, run: Run) -> BuildReport:
    """Build the feeds of a configuration; ``display`` is how the records folder is shown.

    Raises UsageError where there are no records, StorageError, LockedError. Records with errors are
    left out and reported; with ``strict``, or where no record is valid, nothing is published.
    """
    laps = _Laps(run.tick)
    known = topics.known(
        config.topics, topics.registry(config.records.registry_base, config.records.registry)
    )
    found = sources.folder(config.records.path, display, config.records.include)
    valid, problems = _load(config, known, found, run)
    if not found:
        problems.append(_nothing_matches(config, display))
    laps.lap("read and validate")
    selected = selection.select(valid, config.feeds.min_heat, run.now)
    told = in_order((*problems, *selected.problems))
    named = topics.with_named(known, (n for record in selected.records for n in record.topics))
    feeds = selection.feeds(selected, named, config)
    laps.lap("select")
    files = dict(_render(feeds, config, named))
    laps.lap("render")
    published: Published | None = None
    reports: tuple[FeedReport, ...] = ()
    if not valid or (run.strict and told):
        pass  # what is published stays
    elif run.dry_run:
        reports = tuple(_feed_report(feed, config, files) for feed in feeds)
        published = publish.publish(config.feeds.output, files, dry_run=True)
    else:
        with storage.locked(config.feeds.output, run.lock_timeout):
            reports = tuple(_feed_report(feed, config, files) for feed in feeds)
            published = publish.publish(config.feeds.output, files)
    laps.lap("publish")
    return BuildReport(
        records=len(found),
        valid=len(valid),
        selected=len(selected.records),
        held=dict(selected.held),
        feeds=reports,
        published=published,
        problems=told,
        seconds=laps.seconds,
    )


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


def _feed_report(feed: Feed, config: Config, files: dict[str, bytes]) -> FeedReport:
    """What is about to happen to a feed, from what is published of it now."""
    output, formats = config.feeds.output, config.feeds.formats
    names = tuple(f"{feed.name}.{form}" for form in formats)
    old = [publish.read(output, name) for name in names]
    readable = next(
        ((form, bytes_) for form, bytes_ in zip(formats, old, strict=True) if bytes_), None
    )
    seen = render.FORMATS[readable[0]].ids(readable[1]) if readable else frozenset[str]()
    return FeedReport(
        name=feed.topic.slug if feed.topic else feed.name,
        items=len(feed.items),
        new=sum(item.id not in seen for item in feed.items),
        files=names,
        changed=any(files[name] != bytes_ for name, bytes_ in zip(names, old, strict=True)),
    )
