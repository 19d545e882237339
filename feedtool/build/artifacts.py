"""The files of the output: which of them are up to date, and the bytes of the others."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from feedtool.build import fingerprints
from feedtool.build.cache.store import Cache, FileState
from feedtool.build.lists import sitelists
from feedtool.build.lists.sitelists import SiteList
from feedtool.build.task import BuildTask
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.words import bodies
from feedtool.feeds import issued, layout
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.model.topics import Topics
from feedtool.text import digests

if TYPE_CHECKING:
    from feedtool.feeds.entries import IssuedEntry
    from feedtool.runtime.executors import MapExecutor

_Any = TypeVar("_Any")
# Workers take a while to begin; below this many feeds longer than they save.
_WORTH_SHARING = 16
# So many documents are rendered before the items of others are made: those of a whole history are too many.
_AT_ONCE = 128

# A path below the output folder, and the bytes of the file.
File = tuple[str, bytes]


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
        self._as_signed = fingerprints.as_signed(self._folder, self.states_before)
        self._inputs = fingerprints.inputs(feeds, config, named.by_slug, task.program, archives)
        self._lists = {
            path: one
            for path, one in (site_lists or {}).items()
            if self._is_current(path, one.made_of) or not sitelists.is_foreign(self._folder, path)
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
        # Archives come first: nothing may link to what is not there yet.
        self._stale = [
            (feed, wanted)
            for feed in (*archives, *feeds)
            if (wanted := {*self._paths(feed)} - self.kept)
        ]

    def _leave_foreign(self) -> tuple[str, ...]:
        """Leave out those files for servers in whose place are others, of somebody else; gives their paths."""
        foreign = tuple(
            path
            for path in layout.SERVER_FILES
            if path in self._inputs
            and self._folder.has(path)
            and not layout.is_marked(path, self._folder.read(path))
        )
        for path in foreign:
            del self._inputs[path]
        return foreign

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

    def is_worth_sharing(self) -> bool:
        """Whether so many feeds are to be rendered that workers would save time."""
        return len(self._stale) >= _WORTH_SHARING

    def stale_files(self) -> int:
        """How many files have to be rendered."""
        return len(self._inputs.keys() - self.kept)

    def render(self, executor: "MapExecutor | None") -> Iterator[File]:
        """Render the files that are not up to date, by the workers of an executor or here."""
        site, formats = self._config.site, self._config.feeds.formats
        for some in batched(self._stale, _AT_ONCE):
            # Items are made here where workers are to render them: each worker would make them anew.
            made = ((_with_items(feed) if executor else feed, wanted) for feed, wanted in some)
            jobs = [(feed, site, formats, wanted) for feed, wanted in made]
            for files, trimmed in (executor.map if executor else map)(_feed_files, jobs):
                self.trimmed |= trimmed
                yield from files
        yield from (
            (path, one.render()) for path, one in self._lists.items() if path not in self.kept
        )
        of_site_paths = {*layout.SITE_FILES, *(self._inputs.keys() & {*layout.SERVER_FILES})}
        if wanted := of_site_paths - self.kept:
            renamed = (archive for archive in self.archives if archive.former)
            feeds = (*self._feeds, *renamed)
            yield from _site_files((feeds, site, formats, wanted, self._listing_page()))

    def _listing_page(self) -> bytes | None:
        """The landing page as the last build left it, where it lists the feeds of this one."""
        page = self.states_before.get(layout.LANDING_PAGE)
        # The OPML list is made of what the page lists, and of no more.
        opml = self.states_before.get(layout.OPML)
        if page is None or opml is None or opml.inputs != self._inputs[layout.OPML]:
            return None
        content = self._folder.read(layout.LANDING_PAGE)
        is_ours = content is not None and digests.content_digest(content) == page.digest
        return content if is_ours else None

    def published_ids(self, feed: Feed) -> frozenset[str]:
        """The ids of the items in the published feed, from the first format that has them."""
        if layout.feed_path(feed.name, self._config.feeds.formats[0]) in self.kept:
            return frozenset([key.id for key in feed.keys])
        # A feed that has been renamed is followed on from where it stood.
        for name in (feed.name, *reversed(feed.former)):
            for form in self._config.feeds.formats:
                if written := self._folder.read(layout.feed_path(name, form)):
                    return issued.ids_of(feed, form, written)
        return frozenset()

    def published_entries(self, feed: Feed) -> "list[IssuedEntry]":
        """The entries of the published feed, from the first format that has them."""
        from feedtool.feeds import entries  # late: few builds read a feed whole

        for name in (feed.name, *reversed(feed.former)):
            for form in self._config.feeds.formats:
                if written := self._folder.read(layout.feed_path(name, form)):
                    return entries.readable(written)
        return []

    def trimmings(self) -> Iterator[Problem]:
        """What is to be said of feeds that have not all of their contents: once of each."""
        for feed in self._feeds if self.trimmed else ():
            paths = [layout.feed_path(feed.name, form) for form in self._config.feeds.formats]
            most = max(self.trimmed.get(path, 0) for path in paths)
            if most:
                parts = {"trimmed": most, "items": len(feed.items), "bytes": feed.max_bytes}
                code = "feed-trimmed"
                yield bodies.WORDS[code].problem(
                    feed.name, code, parts, None, severity=Severity.INFO
                )

    def file_states(self, files: Mapping[str, bytes]) -> dict[str, FileState]:
        """The state of every file of the output, to be stored once these are written."""
        self._store.renew_stamp()
        known = {
            path: state
            for path, state in self.states_before.items()
            if path in self._as_signed
            and path in self.kept
            and state.inputs == self._inputs.get(path)
        }
        return {
            path: known.get(path) or self._file_state(path, made_of, files)
            for path, made_of in self._inputs.items()
        }

    def _file_state(self, path: str, made_of: str, files: Mapping[str, bytes]) -> FileState:
        signature = self._store.trusted(self._folder.signature(path))
        return FileState(made_of, signature, self._content_digest(path, files))

    def editions(self) -> dict[str, Any]:
        """What is known of the pages of editions, by path, as JSON values."""
        pages = [page for feed in self._feeds for page in feed.pages]
        if not pages:
            return {}
        from feedtool.feeds.digests import published  # late: few sites have digests

        return {page.path: published.to_plain(page) for page in pages}

    def _content_digest(self, path: str, files: Mapping[str, bytes]) -> str:
        content = files.get(path)
        if (
            content is None
            and path in self._closed
            and not self._is_current(path, self._inputs[path])
        ):
            content = self._folder.read(path)  # the cache was lost
        return (
            self.states_before[path].digest if content is None else digests.content_digest(content)
        )


def batched(some: Iterable[_Any], size: int) -> Iterator[list[_Any]]:
    """Some values, so many at a time."""
    left = iter(some)
    while batch := list(islice(left, size)):
        yield batch


def _with_items(feed: Feed) -> Feed:
    return feed._replace(items=tuple(feed.items))


# What workers run. Rendering is imported late: where no feed has changed, none is written.


def _feed_files(
    job: tuple[Feed, Site, tuple[str, ...], set[str]],
) -> tuple[list[File], dict[str, int]]:
    from feedtool.feeds import render

    trimmed: dict[str, int] = {}
    return list(render.files(*job, trimmed)), trimmed


def _site_files(
    job: tuple[tuple[Feed, ...], Site, tuple[str, ...], set[str], bytes | None],
) -> list[File]:
    from feedtool.feeds import render

    return list(render.site_files(*job))
