"""What stands of items in the files of the last build: one that has not changed need not be made again.

A file holds one item after the other, in the order of the keys that were stored with it. The cache is of one
configuration and one program, so that items with equal keys are written alike, in a feed of one language.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from feedtool.build.cache.store import Cache, FileState
from feedtool.feeds import formats, layout
from feedtool.model.feed import Feed
from feedtool.storage.folders import Folder
from feedtool.text import hashes

if TYPE_CHECKING:
    from feedtool.feeds.render.items import Written

_STORIES = "feedtool.feeds.render.pages:stories"


class EarlierItems:
    """The items of some feeds as the last build wrote them; a file is read when it is asked for."""

    def __init__(
        self,
        feeds: Iterable[Feed],
        store: Cache,
        folder: Folder,
        states: Mapping[str, FileState],
        forms: Sequence[str],
    ) -> None:
        self._folder, self._states, self._forms = folder, states, forms
        self._keys = {feed.name: _keys_before(feed, store) for feed in feeds} if states else {}
        # Items that lost their content there have not lost it elsewhere.
        self._trimmed = store.trimmed()

    def changed(self, feed: Feed) -> int:
        """How many items of a feed were not in it as they are now."""
        known = frozenset(self._keys.get(feed.name, ()))
        return sum(key[1:] not in known for key in feed.keys) if known else len(feed.items)

    def of(self, feed: Feed, paths: AbstractSet[str]) -> "dict[str, Written]":
        """What stands of items in those files of a feed, by path, that are as they were written."""
        splits = {
            layout.feed_path(feed.name, form): split
            for form in self._forms
            if (split := formats.named(form).split)
        }
        splits[layout.page_path(feed)] = _STORIES
        keys = self._keys.get(feed.name, ())
        written = {
            path: self._written(path, split, keys)
            for path, split in splits.items()
            if path in paths
        }
        return {path: one for path, one in written.items() if one}

    def of_landing_page(self, everything: Feed) -> "Written":
        """What stands of items on the landing page, which shows the first ones of the feed of everything."""
        keys = self._keys.get(everything.name, ())
        return self._written(layout.LANDING_PAGE, _STORIES, keys[: layout.NEWEST])

    def content(self, path: str) -> bytes | None:
        """What a file of the output holds, if that is what the last build wrote, byte for byte; else None."""
        state = self._states.get(path)
        content = self._folder.read(path) if state else None
        is_ours = state and content is not None and hashes.content_digest(content) == state.digest
        return content if is_ours else None

    def _written(self, path: str, split: str, keys: Sequence[tuple[int | None, str]]) -> "Written":
        if not keys or path in self._trimmed:
            return {}
        content = self.content(path)
        if content is None:
            return {}
        items: list[bytes] = formats.function(split)(content)
        return dict(zip(keys, items, strict=True)) if len(items) == len(keys) else {}


def remember(feeds: Iterable[Feed], rendered: AbstractSet[str], store: Cache) -> None:
    """Store the keys of the items of those feeds that were rendered, and forget feeds that are no more."""
    rows = {feed.name: feed for feed in feeds}
    changed = {
        name: (feed.language, [key[1:] for key in feed.keys])
        for name, feed in rows.items()
        if name in rendered
    }
    store.put_items(changed, rows.keys())


def _keys_before(feed: Feed, store: Cache) -> Sequence[tuple[int | None, str]]:
    """The keys of the items that were in a feed, but for their ids; none if it had another language."""
    language, keys = store.items(feed.name)
    return keys if language == feed.language else ()
