"""One build: its inputs, and how it is run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from feedtool.build import fingerprints
from feedtool.build.ledger import ledgerfile
from feedtool.build.ledger.ledgerfile import LedgerFile
from feedtool.diagnostics.progress import Progress, no_progress
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.runtime import program
from feedtool.storage import folders, sources
from feedtool.text import hashes

if TYPE_CHECKING:
    from feedtool.build.ledger.reading import LedgerReading
    from feedtool.build.reading import scan
    from feedtool.records.parse import ParseOptions
    from feedtool.rules.checks import RuleContext
    from feedtool.runtime.executors import MapExecutor
    from feedtool.storage.signature import PlainSignature

# When they have read so few records, workers hold little.
_LITTLE = 4_000


class Run(NamedTuple):
    """How one build is run.

    ``now`` decides the embargo, ``strict`` whether warnings count, ``accept_loss`` whether the guards
    are off, ``use_cache`` whether what an earlier build knew is believed, ``check`` whether the feeds are
    checked before they are published. ``executor`` gives the executor to parse so many records with,
    ``tick`` seconds that only go up; ``progress`` follows what takes long. ``mapping`` says what records call
    their fields, ``program`` which program it is that builds, where that is known already; ``passed`` is the
    digest of a configuration that passed its schema.
    """

    now: datetime
    tick: Callable[[], float]
    strict: bool = False
    dry_run: bool = False
    accept_loss: bool = False
    use_cache: bool = True
    check: bool = False
    lock_timeout: float = 30.0
    executor: Callable[[int], "MapExecutor | None"] = lambda _: None
    progress: Progress = no_progress
    mapping: FieldMapping = SHIPPED
    program: str | None = None
    passed: str | None = None


class BuildTask:
    """The inputs of one build; what is costly to compute is computed once.

    ``output`` is the folder of the feeds. Raises UsageError, StorageError where a folder cannot be listed.
    """

    def __init__(self, config: Config, display: str, run: Run, known: Topics) -> None:
        self.config, self.display, self.run, self.known = config, display, run, known
        records = folders.of_records(config.records.path)
        self.listing = records.listing(display, config.records.include)
        self.output = folders.at(config.feeds.output)
        self.names = self.listing.names
        self.laps = Laps(run.tick)
        self._executor: MapExecutor | None = None
        self.program = run.program or program.program()
        own = [one.schema for one in config.records.collections or (config.records,)]
        of_users = [one and fingerprints.file_digest(one) for one in own]  # the program has its own
        self.key = hashes.digest(
            self.program, display, config, known, run.check, of_users, run.mapping
        )
        self._signatures = records.signatures(self.names)
        marks = hashes.plain_digest([self.names, self._signatures])
        self._records_state = hashes.digest(marks, self.listing.problems)

    @cached_property
    def signatures(self) -> "dict[str, PlainSignature | None]":
        """The values of the signature that each file of records had when the build began."""
        return dict(zip(self.names, self._signatures, strict=True))

    @cached_property
    def ledger_file(self) -> LedgerFile:
        """The file of the ledger, first read while no other build may write it. Raises StorageError."""
        return ledgerfile.of(self.config)

    @property
    def state(self) -> str:
        """A digest of the records and of the ledger: where it is the same, so are they."""
        file = self.ledger_file
        return hashes.digest(self._records_state, file.digest, file.is_required)

    @cached_property
    def ledger(self) -> "LedgerReading | None":
        """What the ledger said when the build began; None where there is none, and none is asked for."""
        if not (self.ledger_file.is_required or self.ledger_file.digest):
            return None
        from feedtool.build.ledger import reading  # late: off until somebody begins a ledger

        return reading.read(self.ledger_file)

    def name_of(self, path: str) -> str:
        """The path of a record below the folder of the records, from how it is shown."""
        return path[len(sources.display_path(self.display, "")) :]

    @property
    def mapping(self) -> FieldMapping:
        """What the records call their fields, once they have been read."""
        records = self.config.records
        if all(one.site is None for one in records.collections or (records,)):
            return self.run.mapping
        from feedtool.records.sites import SITE  # late: feedtool's own records need none of it

        return SITE

    @property
    def is_sticky(self) -> bool:
        """Whether a feed keeps what was hot enough once."""
        config = self.config
        return config.feeds.sticky or any(one.query.sticky for one in config.queries)

    @property
    def traits(self) -> frozenset[str]:
        """What the feeds ask of records, besides what every selection needs."""
        asked = (*self.config.queries, *self.config.languages)
        return frozenset[str]().union(*(one.query.traits for one in asked))

    @contextmanager
    def workers(self, records: int) -> Iterator["MapExecutor | None"]:
        """The executor for work that takes as long as to read so many records, if any pays.

        After little work it stays for more. After much it is gone: what its workers hold would be missed at the
        time of selection, when memory is needed most.
        """
        executor = self._executor or self.run.executor(records)
        self._executor = executor
        yield executor
        if records > _LITTLE:
            self.close()

    def prepare_workers(self) -> None:
        """Have workers that are still there import what renders, while this process selects what to render."""
        # Executors of others have no such method.
        if prepare := getattr(self._executor, "prepare", None):
            from feedtool.feeds import render  # late: few builds have workers

            prepare(render.prepare_all, self.config.feeds.formats)

    def dismiss(self) -> None:
        """Let the executor end, for which ``close`` waits: there is no more work for it."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the executor, if there is one; another one is begun where it is needed again."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(cancel_futures=True)

    @cached_property
    def issued(self) -> frozenset[str]:
        """The ids of the items in all feeds as they are published."""
        from feedtool.feeds import issued  # late: few builds ask for it

        return issued.published(self.output, self.config.feeds.formats)

    @cached_property
    def folder(self) -> "scan.RecordFolder":
        """How to read the records. Raises UsageError where their schema is none."""
        # late: where nothing has changed, no record is read
        from feedtool.build.reading import scan
        from feedtool.build.reading.summary import SummaryOptions
        from feedtool.rules import reading

        config = self.config
        options = reading.options(config, self.known, self.run.mapping)
        asked = SummaryOptions(
            # How hot what was in a feed before must be, only selection can tell.
            min_heat=None if config.feeds.sticky else config.feeds.min_heat,
            context=self._rule_context(options) if self.run.strict else None,
            merges_clusters=config.feeds.cluster,
            traits=self.traits,
            knows_held=bool(config.digests),
        )
        return scan.RecordFolder(
            config.records.path,
            self.display,
            options,
            config.records.max_bytes,
            asked,
            keeps_fields=config.feeds.archive_size > 0,
        )

    def _rule_context(self, options: "ParseOptions") -> "RuleContext":
        """What the rules beyond the schema know besides a record."""
        from feedtool.rules import checks, reading  # late: few builds are strict

        feeds = self.config.feeds
        return checks.RuleContext(
            self.run.now,
            feeds.min_heat,
            self.known,
            options.tracking_parameters,
            reading.names(options) if options.collections else options.mapping,
            feeds.cluster,
            feeds.sticky,
        )


class Laps:
    """The seconds that each phase took."""

    def __init__(self, tick: Callable[[], float]) -> None:
        self.seconds: dict[str, float] = {}
        self._tick, self._last = tick, tick()

    def lap(self, phase: str) -> None:
        """Put the seconds since the last lap down to a phase."""
        now = self._tick()
        self.seconds[phase], self._last = now - self._last, now
