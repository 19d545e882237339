"""The second half of a build: render the feeds, check them, guard what readers have, publish, remember."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial

from feedtool.build.artifacts import Artifacts
from feedtool.build.cache.folder import FolderSummary
from feedtool.build.cache.store import Cache
from feedtool.build.ledger import ledgerfile
from feedtool.build.lists import sitelists
from feedtool.build.past import previous
from feedtool.build.steps import Selected
from feedtool.build.task import BuildTask
from feedtool.diagnostics.errors import BadFeedError
from feedtool.diagnostics.problem import Problem, Severity, failed, in_order
from feedtool.feeds import layout
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.feed import Feed
from feedtool.model.report import BuildReport, FeedReport, Published
from feedtool.publish import guards, publish
from feedtool.publish.publish import Plan
from feedtool.publish.spill import SpilledFiles
from feedtool.storage.signature import Signatures


class Rendered(NamedTuple):
    """The files of the output, and the bytes of those that have to be written."""

    output: Artifacts
    files: Mapping[str, bytes]


class Decision(NamedTuple):
    """The plan for the output, None where nothing may be published; all problems; the ids before, by feed.

    ``reported`` are digests of the problems that the last build reported; None if they are not known.
    """

    plan: Plan | None
    problems: Sequence[Problem]
    before: Mapping[str, frozenset[str]]
    reported: Sequence[str] | None


def render(task: BuildTask, store: Cache, selected: Selected) -> Rendered:
    """Render the files of the output that are not up to date."""
    site_lists = sitelists.wanted(task, selected)
    output = Artifacts(task, store, selected.feeds, selected.topics, selected.archives, site_lists)
    work = output.work()
    with task.workers(work) if work else nullcontext() as executor:
        made = output.render(executor)
        files = SpilledFiles(task.run.progress(made, output.stale_files(), "Rendering"))
    task.dismiss()
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
        if layout.is_checked(path)
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
    stale = plan.stale if plan else frozenset()
    faults = task.ledger.problems if task.ledger else ()
    losses: tuple[Problem, ...] = ()
    if faults or not run.accept_loss:
        losses = tuple(_losses(task, store, selected, output, before, stale))
    weighed = [
        task.config.selector.with_chosen_severity(problem)
        for problem in (
            *problems,
            *losses,
            *faults,
            *map(_foreign, output.foreign),
            *output.trimmings(),
        )
    ]
    is_refused = bool(losses or faults) or (run.strict and failed(weighed, strict=True))
    # Read here: whatever is wrong with the cache has to show before anything is published.
    reported = store.reported_digests() if weighed else None
    return Decision(None if is_refused else plan, weighed, before, reported)


def _foreign(path: str) -> Problem:
    """The warning that a file for servers is not written, for somebody else's is there."""
    return Problem(
        path,
        "redirects-foreign",
        "not written by feedtool, so that it stays as it is: servers are not told of feeds that moved or ended",
        severity=Severity.WARNING,
        hint="move it away, and put its lines into the configuration of the server; or delete it",
    )


def _losses(  # noqa: PLR0913, PLR0917 - what a build has made, and what was there before
    task: BuildTask,
    store: Cache,
    selected: Selected,
    output: Artifacts,
    before: Mapping[str, frozenset[str]],
    stale: frozenset[str],
) -> Iterator[Problem]:
    """The problems of the guards, each of which stops publication."""
    # late: where nothing has changed nothing is lost
    from feedtool.build import losses

    # Where nothing is published nobody can lose anything.
    is_published = any(before.values())
    last = store.last_valid(str(task.config.feeds.output)) if is_published else None
    yield from guards.lost_records(task.display, last, selected.valid)
    is_wrong = task.ledger is not None and bool(task.ledger.problems)
    weighed = partial(
        losses.losses,
        task,
        output,
        selected.feeds,
        before,
        stale,
        # What became too old was meant to leave, were it all at once.
        aged_out=partial(_aged_out, task, selected),
        is_ledger_wrong=is_wrong,
    )
    archived: dict[str, frozenset[str]] = {}
    for archive in selected.archives:
        if archive.chain:
            ids = archived.get(archive.chain.current, frozenset())
            archived[archive.chain.current] = ids.union(key.id for key in archive.keys)
    found = list(weighed(archived=archived))
    if any(one.code == "guard-items" for one in found):
        # What belongs to a feed, and stands behind a limit that is lower than it was, is lost to nobody.
        found = list(weighed(archived=_belonging(task, selected)))
    yield from found


def _belonging(task: BuildTask, selected: Selected) -> dict[str, frozenset[str]]:
    from feedtool.feeds import assemble  # late: few builds ask

    return assemble.belonging(selected.offered, selected.topics, task.config)


def _aged_out(task: BuildTask, selected: Selected, feed: Feed) -> frozenset[str]:
    """The ids of the stories that are too old for a feed."""
    if feed.query_name is None:
        return frozenset()
    from feedtool.feeds import queries  # late: few sites have any

    query = next(one.query for one in task.config.queries if one.name == feed.query_name)
    return queries.aged_out(query, selected.selection.stories, task.run.now)


def carry_out(task: BuildTask, selected: Selected, decision: Decision) -> Signatures:
    """Carry out the plan, but in a dry run; gives the signatures of the files that were written."""
    plan, run = decision.plan, task.run
    if plan is None or run.dry_run:
        return {}
    _put_ledger(task, selected)  # first: an id that is known and not published yet harms nobody
    kept = task.config.feeds.generations_kept
    return publish.publish(task.output, layout, plan, kept, run.progress)


def report(task: BuildTask, selected: Selected, decision: Decision) -> BuildReport:
    """The report on the plan, once it was carried out or in a dry run, compared with that of the last build."""
    published = decision.plan.published if decision.plan else None
    made = BuildReport(
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
    return previous.compare_with_last(made, decision.reported)


def _put_ledger(task: BuildTask, selected: Selected) -> None:
    """Write what is known of the stories that are published now, where there is a ledger."""
    if task.ledger is None:
        return
    from feedtool.build.ledger import identity  # late: off until somebody begins a ledger

    candidates = selected.summary.candidates
    ledger = identity.updated(task.ledger.ledger, selected.selection, candidates, task.name_of)
    for key, feed, values in selected.for_ledger:
        ledger = ledger.with_values(key, feed, values)
    task.ledger_file = ledgerfile.write(task.ledger_file, ledger.text)


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
                new=len({key.id for key in feed.keys} - before[feed.name]),
                files=files,
                changed=not written.isdisjoint(files),
            )
        )
    return tuple(reports)


def remember(  # noqa: PLR0913, PLR0917 - all that a build came to
    task: BuildTask,
    store: Cache,
    summary: FolderSummary,
    rendered: Rendered,
    written: Signatures,
    made: BuildReport,
) -> BuildReport:
    """Keep what the next build can use; ``written`` are the signatures of the files that were written."""
    notice = None
    if not task.run.dry_run:
        output, files = rendered
        notice = previous.store_build(task, store, made, summary, output, files, written)
    task.laps.lap("publish")
    return made._replace(notice=notice)
