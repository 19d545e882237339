"""The use case of ``feedtool build``: validate, select, render, publish."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedtool import cache, guards, publish, schema, sources, storage, topics, unchanged
from feedtool.cache import Cache, Found, Mode, Written
from feedtool.model import Candidate, Config, Feed, Record
from feedtool.problems import BadFeedError, Problem, Severity, in_order
from feedtool.publish import Plan, Published
from feedtool.topics import Topics

if TYPE_CHECKING:
    # Imported late: where nothing has changed, no record is read and no feed is written.
    from feedtool.selection import Selection


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
    """What a build found and did; ``published`` is None where it decided to publish nothing.

    ``notice`` tells that the build itself ran into something that concerns neither records nor feeds.
    """

    records: int
    valid: int
    selected: int
    held: dict[str, int]
    feeds: tuple[FeedReport, ...]
    published: Published | None
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    notice: Problem | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How one build is run.

    ``now`` decides the embargo, ``strict`` whether warnings count, ``accept_loss`` whether the guards
    are off, ``use_cache`` whether what an earlier build knew is believed, ``check`` whether the feeds are
    checked before they are published. ``executor`` gives the executor to parse so many records with,
    ``tick`` seconds that only go up.
    """

    now: datetime
    tick: Callable[[], float]
    strict: bool = False
    dry_run: bool = False
    accept_loss: bool = False
    use_cache: bool = True
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
    names = sources.names(config.records.path, display, config.records.include)
    task = _Task(config, display, run, known, names)
    with _lock(config, run):
        try:
            store = cache.opened(config.base, task.key, _mode(run))
            return _build(task, store)
        except cache.Unusable as error:
            return replace(_build(task, cache.in_memory(config.base)), notice=error.problem)


class _Task:
    """What one build is about; what costs something is found out once."""

    def __init__(
        self, config: Config, display: str, run: Run, known: Topics, names: Sequence[str]
    ) -> None:
        self.config, self.display, self.run, self.known = config, display, run, known
        self.names = names
        self.laps = _Laps(run.tick)
        self.program = unchanged.program()
        own = config.records.schema
        text = unchanged.file_digest(own) if own else schema.shipped(schema.RECORD)
        self.key = unchanged.digest(self.program, display, config, known, run.check, text)
        marks = sources.signatures(config.records.path, names)
        self.signatures = dict(zip(names, marks, strict=True))
        self.state = unchanged.digest(names, marks)


def _mode(run: Run) -> Mode:
    if not run.use_cache:
        return Mode.IGNORED
    return Mode.READ if run.dry_run else Mode.KEPT


def _lock(config: Config, run: Run) -> AbstractContextManager[None]:
    if run.dry_run:
        return nullcontext()
    folder = publish.lock_folder(config.feeds.output, config.feeds.layout)
    return storage.locked(folder, run.lock_timeout)


def _build(task: _Task, store: Cache) -> BuildReport:
    with closing(store):
        # What was imported so far stays to the end: no search for garbage need look at it again.
        gc.freeze()
        return _repeated(task, store) or _built(task, store)


def _built(task: _Task, store: Cache) -> BuildReport:
    config, run, laps = task.config, task.run, task.laps
    found = _load(task, store)
    valid = sum(number for state, number in found.states.items() if state not in _BAD)
    laps.lap("read and validate")
    selected, feeds, named = _select(task, store, found)
    problems = [*found.problems, *selected.problems]
    problems += [] if task.names else [_nothing_matches(config, task.display)]
    laps.lap("select")
    output = _Output(task, store, feeds, named)
    files = dict(output.render())
    laps.lap("render")
    if run.check or config.feeds.check:
        _check(files, config.site.url, run.now)
        laps.lap("check")
    before = {feed.name: output.ids_before(feed) for feed in feeds}
    held_back = list(_guards(task, store, valid, feeds, before))
    problems += () if run.accept_loss else held_back
    published, notice = None, None
    if valid and not (run.strict and problems) and (run.accept_loss or not held_back):
        planned = publish.plan(config.feeds.output, files, output.kept)
        published = planned.published
        if not run.dry_run:
            _publish(config, planned)
    held = {
        reason: number + found.states.get(reason, 0) for reason, number in selected.held.items()
    }
    report = BuildReport(
        records=len(task.names),
        valid=valid,
        selected=len(selected.records),
        held=held,
        feeds=_feed_reports(feeds, config, before, published) if published else (),
        published=published,
        problems=in_order(problems),
        seconds=laps.seconds,
    )
    if not run.dry_run:
        notice = _remember(task, store, found, report, output, files)
    laps.lap("publish")
    return replace(report, notice=notice)


_BAD = ("invalid", "unreadable")


def _remember(  # noqa: PLR0913, PLR0917 - all that a build came to
    task: _Task,
    store: Cache,
    found: Found,
    report: BuildReport,
    output: "_Output",
    files: Mapping[str, bytes],
) -> Problem | None:
    """Keep what the next build can use; the problem where that cannot be done."""
    feeds = task.config.feeds
    try:
        if report.published is not None:
            store.put_last_valid(str(feeds.output), report.valid)
            store.put_written(output.written(files))
            since, until = _same_while(found.candidates, task.run.now)
            outcome = {
                "state": task.state,
                "since": since,
                "until": until,
                "names": publish.names(feeds.output, feeds.layout),
                "report": _plain(report),
            }
            store.put_outcome(outcome if store.is_settled() else None)
    except cache.Unusable as error:
        return error.problem
    return store.save()


def _same_while(stories: Iterable[Candidate], now: datetime) -> tuple[str | None, str | None]:
    """The moments, as texts, from and before which the same stories are due as now."""
    moments = [story.published for story in stories]
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return since.isoformat() if since else None, until.isoformat() if until else None


def _plain(report: BuildReport) -> dict[str, Any]:
    """What a build would report if it were run again, as JSON holds it."""
    return {
        "records": report.records,
        "valid": report.valid,
        "selected": report.selected,
        "held": report.held,
        "feeds": [(feed.name, feed.items, feed.files) for feed in report.feeds],
        "problems": [(problem.path, *cache.plain(problem)) for problem in report.problems],
    }


def _repeated(task: _Task, store: Cache) -> BuildReport | None:
    """What the last build came to, if neither records nor output have changed since; else None."""
    config, run, last = task.config, task.run, store.outcome()
    if last is None or last["state"] != task.state or not _is_within(last, run.now):
        return None
    output, written = config.feeds.output, store.written()
    if last["names"] != publish.names(output, config.feeds.layout):
        return None
    if not all(unchanged.is_as_written(output / path, file) for path, file in written.items()):
        return None
    report = last["report"]
    problems = tuple(cache.told(*problem) for problem in report["problems"])
    if run.strict and problems:
        return None
    task.laps.lap("look for changes")
    return BuildReport(
        records=report["records"],
        valid=report["valid"],
        selected=report["selected"],
        held=report["held"],
        feeds=tuple(
            FeedReport(name, items, 0, tuple(files), changed=False)
            for name, items, files in report["feeds"]
        ),
        published=Published((), tuple(sorted(written)), ()),
        problems=problems,
        seconds=task.laps.seconds,
    )


def _is_within(last: Mapping[str, Any], now: datetime) -> bool:
    since, until = last["since"], last["until"]
    return (since is None or datetime.fromisoformat(since) <= now) and (
        until is None or now < datetime.fromisoformat(until)
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


def _publish(config: Config, planned: Plan) -> None:
    feeds = config.feeds
    publish.publish(feeds.output, planned, feeds.layout, feeds.keep_generations)


def _guards(
    task: _Task,
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


def _load(task: _Task, store: Cache) -> Found:
    """What is in the folder; only files that are not known to be unchanged are read."""
    known = store.known()
    store.forget(known.keys() - task.signatures.keys())
    files = [
        (name, known[name].digest if name in known else None)
        for name, mark in task.signatures.items()
        if not mark or name not in known or known[name].signature != mark
    ]
    if files:
        _load_files(task, store, files)
    return store.found(task.names, task.display)


def _load_files(task: _Task, store: Cache, files: Sequence[tuple[str, bytes | None]]) -> None:
    from feedtool import load, records

    config = task.config
    folder = load.Folder(
        str(config.records.path),
        task.display,
        records.options(config, task.known),
        config.records.max_bytes,
        config.feeds.min_heat,
    )
    executor = task.run.executor(len(files))
    try:
        store.put(load.outlines(files, folder, executor), task.signatures)
    finally:
        if executor is not None:
            executor.shutdown(cancel_futures=True)


def _select(
    task: _Task, store: Cache, found: Found
) -> tuple["Selection[Candidate]", tuple[Feed, ...], Topics]:
    from feedtool import records, selection

    config = task.config
    tracking = config.records.tracking_parameters
    below = len(task.display) + 1

    def whole(story: Candidate) -> Record:
        record = records.restore(story.path, store.fields(story.path[below:]), tracking)
        return replace(
            record,
            id=story.id,
            published=story.published,
            heat=story.heat,
            topics=story.topics,
        )

    selected = selection.select(found.candidates, config.feeds.min_heat, task.run.now)
    names = dict.fromkeys(name for story in selected.records for name in story.topics)
    named = topics.with_named(task.known, names)
    return selected, selection.feeds_of(selected, named, config, whole), named


class _Output:
    """The files of the output: which of them are as they should be, and the bytes of the others."""

    def __init__(self, task: _Task, store: Cache, feeds: tuple[Feed, ...], named: Topics) -> None:
        self._config, self._feeds, self._topics = task.config, feeds, named.by_slug
        self._store = store
        self._before = store.written()
        self._inputs, self._site_inputs = unchanged.inputs(
            feeds, task.config, self._topics, task.program
        )
        self.kept: frozenset[str] = frozenset(self._find_kept())

    def _find_kept(self) -> Iterator[str]:
        for feed in self._feeds:
            yield from self._as_they_should(self._files(feed), self._inputs[feed.name])
        yield from self._as_they_should(_SITE_FILES, self._site_inputs)

    def _as_they_should(self, paths: Sequence[str], inputs: str) -> Sequence[str]:
        """The paths, if all of them hold what these inputs make; else none of them."""
        for path in paths:
            before = self._before.get(path)
            if before is None or before.inputs != inputs:
                return ()
            if not unchanged.is_as_written(self._config.feeds.output / path, before):
                return ()
        return paths

    def _files(self, feed: Feed) -> list[str]:
        return [f"{feed.name}.{form}" for form in (*self._config.feeds.formats, "html")]

    def render(self) -> Iterator[tuple[str, bytes]]:
        """The files that are not as they should be, as their path below the output folder and bytes."""
        stale = [feed for feed in self._feeds if self._files(feed)[0] not in self.kept]
        if not stale and _SITE_FILES[0] in self.kept:
            return
        from feedtool import render

        site, formats = self._config.site, self._config.feeds.formats
        for feed in stale:
            yield from render.files(feed, site, formats)
        if _SITE_FILES[0] not in self.kept:
            yield from render.site_files(self._feeds, site, formats, self._topics)

    def ids_before(self, feed: Feed) -> frozenset[str]:
        """The ids of the items that the feed has now, in the first of its formats that tells."""
        if self._files(feed)[0] in self.kept:
            return frozenset(item.id for item in feed.items)
        from feedtool import render

        for form in self._config.feeds.formats:
            if written := publish.read(self._config.feeds.output, f"{feed.name}.{form}"):
                return render.FORMATS[form].ids(written)
        return frozenset()

    def written(self, files: Mapping[str, bytes]) -> dict[str, Written]:
        """What to know of every file of the output once these are written."""
        self._store.look_at_the_clock()
        inputs = dict.fromkeys(_SITE_FILES, self._site_inputs)
        inputs |= {
            path: self._inputs[feed.name] for feed in self._feeds for path in self._files(feed)
        }
        return {
            path: Written(
                made_of,
                self._store.trusted(unchanged.signature(self._config.feeds.output / path)),
                unchanged.content_digest(files[path])
                if path in files
                else self._before[path].digest,
            )
            for path, made_of in inputs.items()
        }


_SITE_FILES = ("feeds.opml", "index.html")


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
