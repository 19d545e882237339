"""The files of the output: which of them are up to date, and the bytes of the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from feedtool.build import fingerprints
from feedtool.build.cache.store import Cache, FileState
from feedtool.build.lists.sitelists import SiteList
from feedtool.build.rendering import earlier, jobs, sharing
from feedtool.build.rendering.earlier import EarlierItems
from feedtool.build.rendering.jobs import File, Job, JobResult, OfFeed, OfSite
from feedtool.build.task import BuildTask
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.feeds import layout
from feedtool.feeds.history.archives import by_time
from feedtool.model.feed import Feed
from feedtool.model.topics import Topics
from feedtool.publish import publish
from feedtool.storage import signature
from feedtool.storage.signature import PlainSignature, Signatures
from feedtool.text import hashes

if TYPE_CHECKING:
    from feedtool.feeds.entries import IssuedEntry
    from feedtool.feeds.issued import Copy
    from feedtool.runtime.executors import MapExecutor

# Another process takes a while to begin; below this many items longer than it saves.
_WORTH_SHARING = 100
# To render an item in all formats takes as long as to read so many records.
_RECORDS_AN_ITEM = 3
# Of so many feeds each is rendered by itself. Of fewer, one process makes the feeds and another the pages: what
# either makes of an item is made once, however many feeds show it.
_MANY_FEEDS = 16
# So many documents are rendered before the items of others are made: those of a whole history are too many.
_AT_ONCE = 128
# So many bytes of what stood there of items are held for workers: all that feeds show is too much.
_MOST_HELD = 16 * 1024 * 1024


class Artifacts:
    """The output files of some feeds."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that is published
        self,
        task: BuildTask,
        store: Cache,
        feeds: tuple[Feed, ...],
        named: Topics,
        archives: tuple[Feed, ...] = (),
        site_lists: Mapping[str, SiteList] | None = None,
    ) -> None:
        config = task.config
        self._config, self._feeds, self.archives = config, feeds, archives
        self._store, self._folder = store, task.output
        # How many items of a file lost their content for its size; the last build knows it of kept files.
        self.trimmed: dict[str, int] = {}
        self.states_before = store.output_files()
        self._inputs = fingerprints.inputs(feeds, config, named.by_slug, task.program, archives)
        lists = site_lists or {}
        # Taken before any of these is read: whoever changes one later changes its signature as well.
        self._signatures = fingerprints.signatures(
            self._folder, {*self.states_before, *self._inputs, *lists}
        )
        self._as_signed = fingerprints.as_signed(self._signatures, self.states_before)
        self._lists = {
            path: one
            for path, one in lists.items()
            if self._is_current(path, one.made_of) or not self._is_foreign(path, one.render)
        }
        self._inputs |= {path: one.made_of for path, one in self._lists.items()}
        self.foreign = self._leave_foreign()
        # A page that was published stands for good, whatever it would be made of now.
        self._closed = {page.path for feed in feeds for page in feed.pages if page.edition is None}
        self.kept = frozenset(
            path
            for path, inputs in self._inputs.items()
            if path in self._closed or self._is_current(path, inputs)
        )
        self.trimmed |= {path: one for path, one in store.trimmed().items() if path in self.kept}
        # The feeds with files that are not up to date, and the paths of these files.
        stale = [one for one in archives if not self.kept.issuperset(self._paths(one))]
        # Archives come first: nothing may link to what is not there yet. Those of one time show the same items,
        # of which only so many are kept as they were rendered.
        self._stale = [
            (feed, wanted)
            for feed in (*by_time(stale), *feeds)
            if (wanted := {*self._paths(feed)} - self.kept)
        ]
        self._earlier = EarlierItems(
            (feeds[0], *(feed for feed, _ in self._stale)),
            store,
            self._folder,
            self.states_before,
            config.feeds.formats,
        )

    def _leave_foreign(self) -> tuple[str, ...]:
        """Leave out those files for servers in whose place are others, of somebody else; gives their paths."""
        begin = f"{layout.SERVER_MARK}\n".encode
        foreign = tuple(
            path
            for path in layout.SERVER_FILES
            if path in self._inputs and self._is_foreign(path, begin)
        )
        for path in foreign:
            del self._inputs[path]
        return foreign

    def _is_foreign(self, path: str, begin: Callable[[], bytes]) -> bool:
        return publish.is_foreign(self._folder, layout, path, begin, self.written_before)

    @property
    def written_before(self) -> frozenset[str]:
        """The paths of the files that the last build is known to have written."""
        return frozenset(self.states_before)

    def _is_current(self, path: str, inputs: str) -> bool:
        """Whether a file was rendered from these inputs and has not been changed since."""
        before = self.states_before.get(path)
        return (
            before is not None
            and before.inputs == inputs
            and (path in self._as_signed or fingerprints.is_unmodified(self._folder, path, before))
        )

    def _paths(self, feed: Feed) -> list[str]:
        forms = self._config.feeds.formats
        return [*layout.paths(feed, forms), *layout.former_paths(feed, forms)]

    def work(self) -> int:
        """How many records could be read while the feeds are rendered; 0 where that is too short to share."""
        items = sum(self._earlier.changed(feed) for feed, _ in self._stale)
        return items * _RECORDS_AN_ITEM if items >= _WORTH_SHARING else 0

    def stale_files(self) -> int:
        """How many files have to be rendered."""
        return len(self._inputs.keys() - self.kept)

    def render(self, executor: "MapExecutor | None") -> Iterator[File]:
        """Render the files that are not up to date, by the workers of an executor or here.

        What others link to comes first.
        """
        if executor is not None and len(self._stale) < _MANY_FEEDS:
            yield from sorted(
                self._with_pages_by_worker(executor), key=lambda file: layout.rank(file[0])
            )
        else:
            yield from self._by_feed(executor)
            yield from self._rendered_lists()
            yield from self._rendered([self._job((), self._of_site())])

    def _by_feed(self, executor: "MapExecutor | None") -> Iterator[File]:
        if executor is None:  # one file after the other is read for its items, and made
            yield from self._rendered(self._job([self._of(*one)]) for one in self._stale)
            return
        # Items are made here where workers are to render them: each worker would make them anew.
        made = ((jobs.with_items(feed), wanted) for feed, wanted in self._stale)
        for some in batched(self._job([self._of(*one)]) for one in made):
            yield from self._rendered(some, executor)

    def _with_pages_by_worker(self, executor: "MapExecutor") -> Iterator[File]:
        """The feeds are rendered here, their pages by a worker, their items by whoever has time."""
        made = {feed.name: jobs.with_items(feed) for feed, _ in self._stale}
        feeds, pages = list[OfFeed](), list[OfFeed]()
        for feed, wanted in self._stale:
            of_pages = frozenset(filter(layout.is_page, wanted))
            feeds.append(self._of(made[feed.name], wanted - of_pages))
            pages.append(self._of(made[feed.name], of_pages))
        of_site = self._of_site()
        # The landing page shows items of the feed of everything; a worker cannot make them.
        by_worker = jobs.NOTHING
        if self._feeds[0].name in made:
            every = [made.get(feed.name, jobs.counted(feed)) for feed in of_site.every]
            by_worker, of_site = of_site._replace(every=every), jobs.NOTHING
        site, formats = self._config.site, self._config.feeds.formats
        shared = sharing.jobs(feeds, site, formats)
        first, *others = executor.map(jobs.render, [self._job(pages, by_worker), *shared])
        feeds = sharing.with_items(feeds, (one.items for one in others), formats)
        yield from self._files([first])
        yield from self._rendered([self._job(feeds), self._job((), of_site)])
        yield from self._rendered_lists()

    def _of(self, feed: Feed, wanted: AbstractSet[str]) -> OfFeed:
        return OfFeed(feed, wanted, self._earlier.of(feed, wanted))

    def _job(self, feeds: Sequence[OfFeed], of_site: OfSite = jobs.NOTHING) -> Job:
        return Job(self._config.site, self._config.feeds.formats, feeds, of_site)

    def _rendered(
        self, some: Iterable[Job], executor: "MapExecutor | None" = None
    ) -> Iterator[File]:
        return self._files((executor.map if executor else map)(jobs.render, some))

    def _files(self, results: Iterable[JobResult]) -> Iterator[File]:
        for one in results:
            self.trimmed |= one.trimmed
            yield from one.files

    def _rendered_lists(self) -> Iterator[File]:
        return ((path, one.render()) for path, one in self._lists.items() if path not in self.kept)

    def _of_site(self) -> OfSite:
        """The files of the site that are not up to date."""
        paths = {*layout.SITE_FILES, *(self._inputs.keys() & {*layout.SERVER_FILES})} - self.kept
        if not paths:
            return jobs.NOTHING
        renamed = (archive for archive in self.archives if archive.former)
        listing, written = None, jobs.NOTHING.written
        if layout.LANDING_PAGE in paths:
            listing = self._listing_page()
            written = self._earlier.of_landing_page(self._feeds[0])
        return OfSite(paths, (*self._feeds, *renamed), listing, written)

    def _listing_page(self) -> bytes | None:
        """The landing page as the last build left it, where it lists the feeds of this one."""
        # The OPML list is made of what the page lists, and of no more.
        opml = self.states_before.get(layout.OPML)
        if opml is None or opml.inputs != self._inputs[layout.OPML]:
            return None
        return self._earlier.content(layout.LANDING_PAGE)

    def published_ids(self, feed: Feed) -> frozenset[str]:
        """The ids of the items in the published feed, from the first format that is whole."""
        if layout.feed_path(feed.name, self._config.feeds.formats[0]) in self.kept:
            return frozenset([key.id for key in feed.keys])
        if not (found := self._published(feed)):
            return frozenset()
        from feedtool.feeds import issued  # late: a first build finds no feed

        return issued.ids_of(feed, found)

    def published_entries(self, feed: Feed) -> "list[IssuedEntry]":
        """The entries of the published feed, from the first format that is whole."""
        from feedtool.feeds import entries  # late: few builds read a feed whole

        found = self._published(feed)
        return [entry for _, written in found for entry in entries.readable(written)]

    def _published(self, feed: Feed) -> "list[Copy]":
        """What is published of a feed; one that has been renamed is followed on from where it stood."""
        forms = self._config.feeds.formats
        for name in (feed.name, *reversed(feed.former)):
            if any(self._folder.has(layout.feed_path(name, form)) for form in forms):
                from feedtool.feeds import issued  # late: as above

                if found := issued.copies(self._folder, name, forms):
                    return found
        return []

    def trimmings(self) -> Iterator[Problem]:
        """What is to be said of feeds that have not all of their contents: once of each."""
        if not self.trimmed:
            return
        from feedtool.diagnostics.words import bodies  # late: few feeds are too large

        for feed in self._feeds:
            paths = [layout.feed_path(feed.name, form) for form in self._config.feeds.formats]
            most = max(self.trimmed.get(path, 0) for path in paths)
            if most:
                parts = {"trimmed": most, "items": len(feed.items), "bytes": feed.max_bytes}
                code = "feed-trimmed"
                yield bodies.WORDS[code].problem(
                    feed.name, code, parts, None, severity=Severity.INFO
                )

    def file_states(self, files: Mapping[str, bytes], written: Signatures) -> dict[str, FileState]:
        """The state of every file of the output, to be stored once these were rendered, and some written."""
        self._store.renew_stamp()
        signatures = {**self._signatures, **written}
        known = {
            path: state
            for path, state in self.states_before.items()
            if path in self._as_signed
            and path in self.kept
            and state.inputs == self._inputs.get(path)
        }
        return {
            path: known.get(path)
            or FileState(
                made_of,
                self._trusted_signature(path, signatures.get(path)),
                self._content_digest(path, files),
            )
            for path, made_of in self._inputs.items()
        }

    def _trusted_signature(self, path: str, before: PlainSignature | None) -> str | None:
        """The signature of a file, as a text; None where its content may be another than it had ``before``."""
        now = self._folder.signature(path)
        if now is None or before is None or not signature.is_same_content(before, now):
            return None
        return self._store.trusted(now)

    def remember_items(self) -> None:
        """Keep what items the feeds show, so that the next build can use what is written of them."""
        rendered = {feed.name for feed, _ in self._stale}
        earlier.remember((*self._feeds, *self.archives), rendered, self._store)

    def editions(self) -> dict[str, Any]:
        """What is known of the pages of digests and their editions, by path, as JSON values."""
        digests = [feed for feed in self._feeds if feed.pages]
        if not digests:
            return {}
        from feedtool.feeds.digests import feed as digest_feed  # late: few sites have digests

        return digest_feed.to_plain(digests)

    def _content_digest(self, path: str, files: Mapping[str, bytes]) -> str:
        content = files.get(path)
        if (
            content is None
            and path in self._closed
            and not self._is_current(path, self._inputs[path])
        ):
            content = self._folder.read(path)  # the cache was lost
        return (
            self.states_before[path].digest if content is None else hashes.content_digest(content)
        )


def batched(some: Iterable[Job]) -> Iterator[list[Job]]:
    """Some jobs, so many at a time as may be held together."""
    batch, held = list[Job](), 0
    for job in some:
        batch.append(job)
        held += jobs.size(job)
        if len(batch) == _AT_ONCE or held >= _MOST_HELD:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
