"""The use case of ``feedtool build``: scan, select, judge, render, check, guard, publish, remember."""

import gc
from contextlib import AbstractContextManager, closing, nullcontext
from itertools import chain
from typing import TYPE_CHECKING

from feedtool.build.cache import opening
from feedtool.build.cache.opening import Mode
from feedtool.build.cache.store import Cache
from feedtool.build.past import unchanged
from feedtool.build.task import BuildTask, Run
from feedtool.config import taxonomy
from feedtool.diagnostics import room
from feedtool.diagnostics.problem import Problem
from feedtool.feeds import layout
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.report import BuildReport
from feedtool.publish import placement
from feedtool.storage import atomic
from feedtool.storage.database import Unusable
from feedtool.storage.place import Url

if TYPE_CHECKING:
    # Imported late: where nothing has changed, no record is read and no feed is written.

    from collections.abc import Sequence

    from feedtool.build.cache.folder import FolderSummary
    from feedtool.build.steps import Scanned, Selected
    from feedtool.feeds.assemble import Feeds
    from feedtool.feeds.digests.feed import DueDigest
    from feedtool.feeds.history.archives import History
    from feedtool.feeds.memory import Memory
    from feedtool.feeds.select import Selection
    from feedtool.model.ledger import FeedFacts
    from feedtool.model.record import Candidate


def build(config: Config, display: str, run: Run) -> BuildReport:
    """Build the feeds of a configuration; ``display`` is how the records folder is shown.

    Raises UsageError where there are no records, where the output would lie among them, and where it
    would replace what feedtool did not write; BadFeedError, StorageError, LockedError. Records
    with errors are left out and reported. Nothing is published with ``strict`` and any problem that
    ``validate`` finds, warnings included, where no record is valid, or where a guard holds it back.
    """
    # What was imported so far stays to the end: no search for garbage need look at it again.
    gc.freeze()
    known = taxonomy.of(config)
    placement.require_usable(config, layout.folders())
    task = BuildTask(config, display, run, known)
    with lock(config, run):
        return _build_with_cache(task, _mode(run))


def _build_with_cache(task: BuildTask, mode: Mode) -> BuildReport:
    """Build with the cache; where it is damaged, with one made anew; where it cannot be used, without.

    Whatever is wrong with the cache shows before anything is published, and costs one build its time.
    """
    base = task.config.base
    try:
        return _build(task, opening.open_cache(base, task.key, mode))
    except Unusable as error:
        notice = error.problem
        if error.is_damaged and mode is Mode.KEPT:
            try:
                opening.delete(base)
                return _build(task, opening.open_cache(base, task.key, mode))._replace(
                    notice=notice
                )
            except Unusable as again:
                notice = again.problem
    return _build(task, opening.in_memory(base))._replace(notice=notice)


def _mode(run: Run) -> Mode:
    if not run.use_cache:
        return Mode.IGNORED
    return Mode.READ if run.dry_run else Mode.KEPT


def lock(config: Config, run: Run) -> AbstractContextManager[None]:
    """What keeps other builds of a configuration out, but for a dry run. Raises LockedError."""
    if run.dry_run:
        return nullcontext()
    output = config.feeds.output
    # A remote folder cannot be locked: two builds of one configuration still keep out of each other's way.
    folder = (
        config.base
        if isinstance(output, Url)
        else placement.lock_folder(output, config.feeds.layout)
    )
    return atomic.locked(folder, run.lock_timeout)


def _build(task: BuildTask, store: Cache) -> BuildReport:
    with closing(task), closing(store):  # whoever builds again begins with other workers
        return unchanged.repeated(task, store) or _run_steps(task, store)


def _run_steps(task: BuildTask, store: Cache) -> BuildReport:
    """The steps of a build; ARCHITECTURE.md shows what form a story has in each."""
    scanned = read_records(task, store)
    from feedtool.build import publication  # late: workers read while this process imports it

    selected = _select(task, store, scanned)
    problems = _judge(task, store, selected)
    rendered = publication.render(task, store, selected)
    publication.require_passing(task, rendered.files)
    decision = publication.decide(task, store, selected, rendered, problems)
    written = publication.carry_out(task, selected, decision)
    report = publication.report(task, selected, decision)
    return publication.remember(task, store, selected.summary, rendered, written, report)


def read_records(task: BuildTask, store: Cache) -> "Scanned":
    """Read those files of records that may have changed, and validate what they hold."""
    # late: where nothing has changed, no record is read
    from feedtool.build.cache import folder
    from feedtool.build.reading import scan
    from feedtool.build.steps import Scanned

    linted_at = task.run.now if task.run.strict else None
    changed = list(store.changed(task.signatures, linted_at).items())
    values = scan.Values()
    if changed:
        room.require_room()
        from feedtool.build import hydrate  # late: after a change of time alone, no record is read

        with task.workers(len(changed)) as executor:
            seen = scan.scan_files(changed, task.folder, executor, values)
            if executor is not None:
                _prepare(task)  # while the workers read
            seen = hydrate.with_fields_stored(seen, store, values)
            store.put(task.run.progress(seen, len(changed), "Reading"), task.signatures)
        task.prepare_workers()
    else:
        store.put((), task.signatures)
    summary = folder.summarize(store, task.names, task.display, linted=task.run.strict)
    task.laps.lap("read and validate")
    return Scanned(summary, values)


def _prepare(task: BuildTask) -> None:
    """Import what selects, renders and publishes."""
    from feedtool.build import publication  # noqa: F401 - to have them imported
    from feedtool.feeds import assemble, render  # noqa: F401 - as above

    render.prepare(task.config.feeds.formats)


def _select(task: BuildTask, store: Cache, scanned: "Scanned") -> "Selected":
    """Select the stories, and put together the feeds; begin again where files have changed meanwhile."""
    from feedtool.build import hydrate
    from feedtool.build.cache import folder
    from feedtool.build.steps import Selected
    from feedtool.feeds import assemble
    from feedtool.feeds.lists import recent
    from feedtool.feeds.queries import Stories

    summary, feeds_config, history = scanned.summary, task.config.feeds, _history(task, store)
    memory = _memory(task, store)
    while True:
        candidates, selection = _stories(task, summary.candidates, memory)
        summary = summary._replace(candidates=candidates)
        names = dict.fromkeys(chain.from_iterable(story.topics for story in selection.stories))
        named = topics.with_named(topics.as_of(task.known, task.run.now), names)
        if feeds_config.exclude_topics:
            named = topics.without(named, feeds_config.exclude_topics)
        offered = Stories(selection, named, task.config, task.run.now, memory)
        try:
            made = assemble.feeds(
                offered,
                named,
                task.config,
                lambda some: hydrate.records(some, task, store, scanned.values),
                _due_digests(task, store, summary, selection),
                history,
                recent.news(selection.stories, task.config, task.run.now),
            )
        except hydrate.ChangedError as changed:
            unknown = dict.fromkeys(one.name for one in changed.seen)
            store.put(changed.seen, {**task.signatures, **unknown})
            summary = folder.summarize(store, task.names, task.display, linted=task.run.strict)
        else:
            if feeds_config.sticky and (now := _as_shown(task, selection, made)) is not selection:
                selection = now
                offered = Stories(now, named, task.config, task.run.now, memory)
            return Selected(
                summary,
                selection,
                made.feeds,
                named,
                offered,
                made.archives,
                made.news,
                _facts(task, made),
            )


def _facts(task: BuildTask, made: "Feeds") -> "tuple[FeedFacts, ...]":
    """What the ledger, where there is one, is to know of feeds and archives."""
    if task.ledger is None:
        return ()
    from feedtool.build.ledger import placements  # late: off until somebody begins a ledger

    return tuple(placements.facts(made.feeds, made.archives))


def _history(task: BuildTask, store: Cache) -> "History":
    """What is known of archives that were published."""
    from feedtool.feeds.history.archives import NoHistory

    if not task.config.feeds.archive_size:
        return NoHistory()
    from feedtool.build.past import archived  # late: few sites keep a whole history

    return archived.PublishedArchives(task, store)


def _memory(task: BuildTask, store: Cache) -> "Memory":
    """What is known of sticky feeds that were published."""
    from feedtool.feeds.memory import NO_MEMORY

    if not task.is_sticky:
        return NO_MEMORY
    from feedtool.build.past import archived  # late: few sites ask for it
    from feedtool.feeds import issued

    of_feeds = issued.Issued(task.output, task.config.feeds.formats)
    return archived.ArchivesMemory(of_feeds, archived.PublishedArchives(task, store))


def _stories(
    task: BuildTask, candidates: "list[Candidate]", memory: "Memory"
) -> "tuple[list[Candidate], Selection]":
    """The candidates with the ids of their stories, and the stories to publish."""
    from feedtool.feeds import select

    given, first_given = frozenset[str](), None
    if task.ledger is not None:
        from feedtool.build.ledger import identity  # late: off until somebody begins a ledger

        ledger = task.ledger.ledger
        given, first_given = frozenset(ledger.entries), ledger.first_given
        candidates = identity.with_ids(candidates, ledger, task.name_of)
    heat = None
    if task.config.feeds.sticky:
        heat = select.StickyHeat(task.config.feeds.min_heat, memory.ids() | given)
    return candidates, select.select(
        candidates, task.run.now, heat, lambda: task.issued | given, first_given
    )


def _as_shown(task: BuildTask, selection: "Selection", made: "Feeds") -> "Selection":
    """The selection less stories that only memory let in, and that have fallen off the last feed now."""
    shown = {key.id for feed in (*made.feeds, *made.archives) for key in feed.keys}
    if task.ledger is not None:
        shown.update(task.ledger.ledger.entries)  # what it knows stays selected
    return selection.as_shown(task.config.feeds.min_heat, shown)


def _due_digests(
    task: BuildTask, store: Cache, summary: "FolderSummary", selection: "Selection"
) -> "Sequence[DueDigest]":
    if not task.config.digests:
        return ()
    from feedtool.build.digests import due  # late: few sites have any

    if task.ledger is None:
        return due.due(task, store, summary, selection)
    from feedtool.build.ledger import placements  # late: off until somebody begins a ledger

    placed = placements.periods(task.ledger.ledger, task.config.digests)
    return due.due(task, store, summary, selection, placed)


def _judge(task: BuildTask, store: Cache, selected: "Selected") -> list[Problem]:
    """All problems of the records, of their folder, and of what feeds ask of them."""
    summary, duplicates = selected.summary, selected.selection.problems
    problems: list[Problem] = []
    if task.run.strict or summary.problems or summary.comments or duplicates:
        from feedtool.build import findings  # late: where all is well nothing need be said

        problems += findings.problems(task, summary, duplicates)
    if task.config.queries:
        problems += _of_queries(task, store, selected)
    selector = task.config.selector
    problems += (
        one for one in task.listing.problems if selector.reports(one.code, one.path, on=True)
    )
    task.laps.lap("select")
    return problems


def _of_queries(task: BuildTask, store: Cache, selected: "Selected") -> list[Problem]:
    """The problems of what the feeds of the configuration ask for."""
    from feedtool.rules import queries  # late: few sites have any
    from feedtool.storage import sources

    by_path = {sources.display_path(task.display, name): name for name in task.names}

    def states(paths: list[str]) -> dict[str, str]:
        by_name = store.states([by_path[path] for path in paths])
        return {path: by_name[by_path[path]] for path in paths}

    offer = queries.Offer(selected.selection, selected.topics, by_path, states)
    return queries.problems(task.config, offer, task.run.now, task.config.selector)
