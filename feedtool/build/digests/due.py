"""What the published output remembers of each digest, and what a build is to make of it now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from feedtool.build.cache.folder import FolderSummary
from feedtool.build.cache.store import Cache
from feedtool.build.digests.editions import PublishedEditions
from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.feeds.digests import closing, periods
from feedtool.feeds.digests.feed import DueDigest
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.feeds.select import Cold, Expired, Selection
from feedtool.model.digest import DigestConfig, Edition, EditionPage
from feedtool.model.record import Candidate
from feedtool.storage import sources

_NOTHING_PLACED: Mapping[str, Mapping[str, str]] = {}


def due(
    task: BuildTask,
    store: Cache,
    summary: FolderSummary,
    selection: Selection,
    placed: Mapping[str, Mapping[str, str]] = _NOTHING_PLACED,
) -> list[DueDigest]:
    """The digests with the editions that are to be made, and those that have to lose a story.

    ``placed`` says, by the name of a digest, in which period a ledger has a story, by its id.
    """
    where = periods.zone(task.config.site.timezone)
    names = {*task.output.listed(layout.EDITIONS), *store.output_files()}
    cold = [*summary.cold, *_held(summary, selection, Cold)]
    withdrawn = _withdrawn(summary, selection, cold)
    below = len(sources.display_path(task.display, ""))
    records = [(one.id, one.path[below:]) for one in (*summary.withheld, *summary.candidates)]
    editions = PublishedEditions(task, store)
    found = []
    for digest in task.config.digests:
        paths = {
            label: path
            for label, path in layout.edition_periods(digest.name, names).items()
            if periods.labelled(label, digest.every, where)
        }
        before = _published(task, editions, digest, paths)
        gone = closing.withdrawn_by_edition(before, withdrawn)
        in_ledger = {
            story: period
            for story, period in placed.get(digest.name, {}).items()
            if period > before.last or period in before.lost  # what was published says the rest
        }
        made = closing.close(
            digest,
            where,
            closing.DigestCandidates(selection.stories, cold, in_ledger, below),
            closing.less_known(before, gone, records),
            task.run.now,
        )
        found.append(DueDigest(digest, before, made, gone, _reader(editions, before.pages)))
    return found


def moments(task: BuildTask) -> Iterator[datetime]:
    """The moments around now at which a period is closed: between them a build makes the same editions."""
    for digest in task.config.digests:
        where = periods.zone(task.config.site.timezone)
        yield from periods.closing_moments(task.run.now, digest.every, where, digest.grace)


def _held(
    summary: FolderSummary, selection: Selection, reason: type[Cold | Expired]
) -> Iterator[Candidate]:
    """The candidates that selection holds for a reason."""
    return (one for one in summary.candidates if isinstance(selection.held.get(one.path), reason))


def _withdrawn(
    summary: FolderSummary, selection: Selection, cold: Sequence[Candidate]
) -> frozenset[str]:
    """The ids of the stories that no record says may be published, and one says may not."""
    may_be = {one.id for some in (selection.stories, cold) for one in some}
    may_not = (*summary.withheld, *_held(summary, selection, Expired))
    return frozenset({one.id for one in may_not} - may_be)


def _published(
    task: BuildTask, editions: PublishedEditions, digest: DigestConfig, paths: Mapping[str, str]
) -> PublishedDigest:
    """What the output remembers of a digest; ``paths`` are those of its editions, by label."""
    path = layout.named_page(layout.digest_name(digest.name))
    page = task.output.read(path)
    if page is not None and not layout.is_marked(path, page):
        page = None
    html = (page or b"").decode("utf-8", "replace")
    pages, remains, damaged = editions.of(digest.name, paths)
    last, known = editions.closed(path, page) or ("", None)
    newest = max((*pages, *remains), default="")
    if newest > last:  # a build died between two files
        last, known = newest, None
    named = layout.edition_periods(digest.name, layout.named_editions(html))
    lost = damaged.union(named.keys() - pages.keys())
    return PublishedDigest(last, known, pages, lost, remains)


def _reader(
    editions: PublishedEditions, pages: Mapping[str, EditionPage]
) -> Callable[[str], Edition]:
    return lambda label: editions.read(pages[label])
