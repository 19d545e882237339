"""The editions of digests in the output: each as it was published, or what a damaged page has left of it.

What the cache knows of a page tells whether it is as it was written. Where nothing is known, a page is believed
that shows no damage.
"""

from collections.abc import Mapping
from functools import cached_property

from feedtool.build import fingerprints
from feedtool.build.cache.store import Cache
from feedtool.build.task import BuildTask
from feedtool.diagnostics.errors import StorageError
from feedtool.feeds import layout
from feedtool.feeds.digests import published
from feedtool.feeds.digests.published import Remains
from feedtool.imports.tuples import NamedTuple
from feedtool.model.digest import Edition, EditionPage


class Editions(NamedTuple):
    """The editions of a digest by the labels of their periods.

    ``pages`` are those that can be read, ``damaged`` the labels of those that cannot, and ``remains`` what is
    left of some of these.
    """

    pages: dict[str, EditionPage]
    remains: dict[str, Remains]
    damaged: frozenset[str]


class PublishedEditions:
    """The pages of all editions in the output folder."""

    def __init__(self, task: BuildTask, store: Cache) -> None:
        self._folder, self._config = task.output, task.config
        self._store, self._states, self._known = store, store.output_files(), store.editions()

    def of(self, name: str, paths: Mapping[str, str]) -> Editions:
        """The editions of the digest of a name; ``paths`` are those of their pages, by label."""
        found = Editions({}, {}, frozenset())
        damaged = set[str]()
        for label, path in paths.items():
            one = self._edition(name, label, path)
            if isinstance(one, EditionPage):
                found.pages[label] = one
            elif isinstance(one, Remains):
                found.remains[label] = one
            if isinstance(one, Remains) or (one is None and self._may_be_made(path)):
                damaged.add(label)
        return found._replace(damaged=frozenset(damaged))

    def closed(self, path: str, content: bytes | None) -> tuple[str, tuple[str, ...]] | None:
        """What the page of a digest says of what is closed; what it said if it is damaged, None for nothing."""
        found = published.closed(content)
        if found is None and isinstance(known := self._known.get(path), str):
            return published.of_closed_mark(known)
        return found

    def read(self, page: EditionPage) -> Edition:
        """The edition of a page. Raises StorageError where it has changed since."""
        if page.edition is not None:
            return page.edition
        content = self._marked(page.path)
        edition = published.edition(content) if content else None
        if edition is None:
            raise StorageError(f"{self._folder}/{page.path} was changed by somebody else")
        return edition

    def _edition(self, name: str, label: str, path: str) -> EditionPage | Remains | None:
        state, known = self._states.get(path), self._known.get(path)
        if state and known and fingerprints.is_unmodified(self._folder, path, state):
            return self._as_known(path)
        content = self._marked(path)
        left = published.remains(content) if content else None
        if content is None or left is None or not self._is_own(left.edition, name, label):
            return self._elsewhere(name, label, path) if self._may_be_made(path) else None
        page = published.page(path, left.edition)
        is_undamaged = left.is_complete and published.is_undamaged(content)
        if known is None:
            return page if is_undamaged else _mended(page, left)
        before = self._as_known(path)
        if page.digest == before.digest:  # what is damaged is none of its texts
            return page._replace(edition=left.edition)
        # The texts of an edition never change, while it may have lost a story since the cache was written.
        if is_undamaged and page.ids < before.ids and page.id == before.id:
            return page
        return left._replace(texts=before.digest)

    def _as_known(self, path: str) -> EditionPage:
        """What the cache knows of a page."""
        with self._store.guarded():
            return published.from_plain(path, self._known[path])

    def _is_own(self, edition: Edition, name: str, label: str) -> bool:
        """Whether an edition is that of a period, and of no other digest."""
        url = self._config.site.url
        others = (one.name for one in self._config.digests if one.name != name)
        ids = (published.edition_id(url, other, label) for other in others)
        return edition.period == label and edition.id not in ids

    def _may_be_made(self, path: str) -> bool:
        """Whether an edition that cannot be read may be written anew: nobody else's file stands there."""
        content = self._folder.read(path)
        if content is None:
            return path in self._states and not self._folder.has(path)
        return layout.is_marked(path, content) or published.is_remnant(content)

    def _elsewhere(self, name: str, label: str, path: str) -> EditionPage | None:
        """The edition of a page that stands at another path, where somebody has put it."""
        edition = self._by_id.get(published.edition_id(self._config.site.url, name, label))
        if edition is None or edition.period != label:
            return None
        return published.page(path, edition)._replace(edition=edition)

    @cached_property
    def _by_id(self) -> dict[str, Edition]:
        """The editions of all undamaged pages, wherever they stand, by their ids."""
        contents = map(self._marked, self._folder.listed(layout.EDITIONS))
        undamaged = (one for one in contents if one and published.is_undamaged(one))
        return {one.id: one for one in map(published.edition, undamaged) if one}

    def _marked(self, path: str) -> bytes | None:
        content = self._folder.read(path)
        return content if layout.is_marked(path, content) else None


def _mended(page: EditionPage, left: Remains) -> EditionPage | Remains:
    """The page of which nothing is known but what it shows: it is written anew if that is all of its texts."""
    return page._replace(edition=left.edition) if left.is_complete else left
