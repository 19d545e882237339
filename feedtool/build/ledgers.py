"""The use cases of ``feedtool ledger``: begin the ledger, and adopt the ids of other feeds."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from feedtool.build import hydrate, pipeline
from feedtool.build.cache import opening
from feedtool.build.cache.store import Cache
from feedtool.build.ledger import adoption, identity, ledgerfile
from feedtool.build.ledger.adoption import Adoption
from feedtool.build.steps import Scanned
from feedtool.build.task import BuildTask, Run
from feedtool.config import taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Span
from feedtool.feeds import entries as feed_entries
from feedtool.feeds import issued, select
from feedtool.feeds.entries import IssuedEntry, NoFeedError
from feedtool.imports.tuples import NamedTuple
from feedtool.model import ledger as model
from feedtool.model.config import Config
from feedtool.model.ledger import Ledger
from feedtool.model.record import Record
from feedtool.storage import atomic, reading


class LedgerReport(NamedTuple):
    """A ledger as a command left it: its file, how many stories are in it, and what was adopted from feeds.

    ``attributes`` is the file that says to git how to merge ledgers; None where somebody has to write
    the rule there.
    """

    file: str
    stories: int
    adoption: Adoption
    attributes: str | None = None


def begin(config: Config, display: str, run: Run) -> LedgerReport:
    """Write a ledger of the stories that are published now, with the ids that the output shows.

    Raises UsageError where there is one; StorageError, LockedError.
    """
    task = BuildTask(config, display, run, taxonomy.of(config))
    with pipeline.lock(config, run):
        file = task.ledger_file
        if file.content:
            raise UsageError(f"{file.shown} is there already: feedtool build keeps it up to date")
        known = issued.entries(task.output, config.feeds.formats)
        ledger, adopted = _adopt(task, model.of(()), known)
        return _written(task, ledger, adopted)


def adopt(config: Config, display: str, run: Run, feeds: Sequence[Path]) -> LedgerReport:
    """Adopt the ids that items have in feeds of another generator for the records that tell their stories.

    A ledger is begun where there is none. Raises UsageError where a feed cannot be read as one, or the
    ledger has faults; StorageError, LockedError.
    """
    found = [entry for feed in feeds for entry in _entries(feed)]
    task = BuildTask(config, display, run, taxonomy.of(config))
    with pipeline.lock(config, run):
        before = task.ledger
        if before is not None and before.problems and task.ledger_file.content:
            raise UsageError(f"{task.ledger_file.shown} has faults", before.problems)
        known = before.ledger if before else model.of(())
        if not known.entries:
            published = issued.entries(task.output, config.feeds.formats)
            known, _ = _adopt(task, known, published)
        ledger, adopted = _adopt(task, known, found)
        return _written(task, ledger, adopted)


def _entries(feed: Path) -> list[IssuedEntry]:
    try:
        return feed_entries.entries(reading.read(feed, atomic.LARGEST))
    except OSError as error:
        raise UsageError(f"cannot read the feed {feed}: {error.strerror}") from None
    except NoFeedError as error:
        place = Span(error.line, error.column, error.line, error.column + 1) if error.line else None
        hint = f"see what is wrong with it: feedtool check {feed}"
        problem = Problem(str(feed), "ledger-feed", str(error), place, hint=hint)
        raise UsageError(
            f"{feed} cannot be read as a feed; nothing was written", (problem,)
        ) from None


def _adopt(
    task: BuildTask, ledger: Ledger, entries: Iterable[IssuedEntry]
) -> tuple[Ledger, Adoption]:
    """The ledger with the ids of some entries, and with all stories that are published now."""
    config = task.config
    with closing(opening.in_memory(config.base)) as store:
        scanned = pipeline.read_records(task, store)
        candidates = scanned.summary.candidates
        adopted = adoption.adopt(
            entries, _records(task, store, scanned), config.records.tracking_parameters
        )
    ledger = adoption.with_adopted(ledger, adopted.adopted, task.name_of)
    known = identity.with_ids(candidates, ledger, task.name_of)
    heat = None
    if config.feeds.sticky:
        published = issued.published(task.output, config.feeds.formats)
        heat = select.StickyHeat(config.feeds.min_heat, published)
    selection = select.select(known, task.run.now, heat, first_given=ledger.first_given)
    return identity.updated(ledger, selection, known, task.name_of), adopted


def _records(task: BuildTask, store: Cache, scanned: Scanned) -> list[Record]:
    """The complete records that could be published. Raises UsageError where they change meanwhile."""
    candidates = scanned.summary.candidates
    try:
        held = hydrate.records(candidates, task, store, scanned.values)
        return [held.record(place) for place in range(len(candidates))]
    except hydrate.ChangedError:
        raise UsageError("records have changed while they were read: try again") from None


def _written(task: BuildTask, ledger: Ledger, adopted: Adoption) -> LedgerReport:
    """Write a ledger, and the rule by which git merges it, unless the run is a dry one."""
    attributes: str | None = ledgerfile.ATTRIBUTES
    if not task.run.dry_run:
        ledgerfile.write(task.ledger_file, ledger.text)
        attributes = _attributes(task.config.base)
    return LedgerReport(task.ledger_file.shown, len(ledger.entries), adopted, attributes)


def _attributes(base: Path) -> str | None:
    """Write the rule by which git merges ledgers, where there is no rule yet."""
    file = base / ledgerfile.ATTRIBUTES
    if atomic.create(file, f"{ledgerfile.MERGE_RULE}\n".encode()):
        return ledgerfile.ATTRIBUTES
    content = atomic.read(file) or b""
    return ledgerfile.ATTRIBUTES if ledgerfile.MERGE_RULE.encode() in content else None
