"""The feed of a digest: the newest of its editions, those published before and those made now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from feedtool.feeds import layout
from feedtool.feeds.digests import compose, published
from feedtool.feeds.digests.closing import Closing
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.feeds.items import LazyItems
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Site
from feedtool.model.digest import DAY, MONTH, WEEK, DigestConfig, Edition
from feedtool.model.feed import NEVER, Feed, Item, ItemKey
from feedtool.model.record import Candidate, Record
from feedtool.model.topics import Topics
from feedtool.text import urls

_LABELS = {DAY: "Daily digest", WEEK: "Weekly digest", MONTH: "Monthly digest"}


class DueDigest(NamedTuple):
    """A digest as a build finds it.

    ``before`` is what the output remembers, ``closing`` what is closed now; ``withdrawn`` are, by the label
    of an edition, the ids of stories that it may list no longer. ``read`` gives a published edition by
    its label.
    """

    digest: DigestConfig
    before: PublishedDigest
    closing: Closing
    withdrawn: Mapping[str, frozenset[str]]
    read: Callable[[str], Edition]

    @property
    def stories(self) -> Iterator[Candidate]:
        """The stories whose records the new editions need."""
        return (story for stories in self.closing.new.values() for story in stories)


def feed(due: DueDigest, site: Site, topics: Topics, record: Callable[[Candidate], Record]) -> Feed:
    """The feed of a digest; ``record`` gives the record of a story of a new edition."""
    digest = due.digest
    changed = dict(_changed(due, site, topics, record))
    editions = {label: page for label, page in due.before.pages.items() if label not in changed}
    for label, edition in changed.items():
        if edition:
            path = layout.edition_path(digest.name, label)
            editions[label] = published.page(path, edition)._replace(edition=edition)
    labels = sorted(editions, reverse=True)
    shown = labels[: digest.limit]

    @cache  # each format asks for it
    def item(place: int) -> Item:
        edition = changed.get(shown[place]) or due.read(shown[place])
        return compose.item(edition, digest.name, site)

    label = digest.title or _LABELS[digest.every]
    return Feed(
        name=layout.digest_name(digest.name),
        id=urls.urn(site.url + digest.name),
        title=digest.title or f"{label} – {site.title}",
        label=label,
        description=digest.description or site.description,
        updated=max((editions[label].published for label in shown), default=NEVER),
        items=LazyItems(range(len(shown)), item),
        keys=tuple(ItemKey(editions[one].id, 0, editions[one].digest) for one in shown),
        is_named=digest.title is not None,
        pages=tuple(editions[label] for label in labels),
        closed=published.closed_mark(due.closing.last, due.closing.known),
    )


def to_plain(digests: Sequence[Feed]) -> dict[str, Any]:
    """What the pages of the feeds of digests remember, and those of their editions, by path as JSON values."""
    pages = (page for feed in digests for page in feed.pages)
    return {
        **{layout.page_path(feed): feed.closed for feed in digests},
        **{page.path: published.to_plain(page) for page in pages},
    }


def _changed(
    due: DueDigest, site: Site, topics: Topics, record: Callable[[Candidate], Record]
) -> Iterator[tuple[str, Edition | None]]:
    """The editions that are not as they were published, by label; None for one that has no story left."""
    remains = due.before.remains
    for label in due.withdrawn.keys() - remains.keys():
        yield label, compose.without(due.read(label), due.withdrawn[label])
    for period, stories in due.closing.new.items():
        records = [record(story) for story in stories]
        made = compose.edition(due.digest, site, topics, period, records)
        if period.label not in remains:
            yield period.label, made
        else:
            yield period.label, _mended(due, period.label, made)
    for label in remains.keys() - {period.label for period in due.closing.new}:
        yield label, _mended(due, label, None)


def _mended(due: DueDigest, label: str, made: Edition | None) -> Edition | None:
    """The edition of a damaged page: ``made`` of its records, or what is left of it and may be published."""
    was = due.before.remains[label]
    left = compose.without(was.edition, due.withdrawn.get(label, frozenset()))
    return published.chosen(made, left, was)
