"""Feeds from a selection: those of each kind, with their items."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from feedtool.feeds import layout
from feedtool.feeds.kinds import KINDS, Draft
from feedtool.model.config import Config, Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topics
from feedtool.text import plain, urls

MAX_RELATED = 5
# RFC 4287 section 4.1.1 wants an `updated` even of a feed without entries; a constant never churns.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def feeds(
    stories: Sequence[Candidate],
    topics: Topics,
    config: Config,
    records: Callable[[list[Candidate]], list[Record]],
) -> tuple[Feed, ...]:
    """The feeds of each kind, with their items.

    ``stories`` are in order; ``records`` is asked once for the records of all that any feed shows.
    """
    drafts = [
        (layout.feed_name(kind, draft.slug), draft)
        for kind in KINDS
        for draft in kind.drafts(stories, topics, config)
    ]
    slugs = {draft.topic.slug for _, draft in drafts if draft.topic}
    if len(slugs) < len(topics.by_slug):
        topics = _with_feeds(topics, slugs)
    shown = {id(story): story for _, draft in drafts for story in draft.stories}
    items = {
        key: _item(record, topics)
        for key, record in zip(shown, records(list(shown.values())), strict=True)
    }
    return tuple(
        _feed(name, draft, tuple(items[id(story)] for story in draft.stories), config.site)
        for name, draft in drafts
    )


def _with_feeds(topics: Topics, slugs: Container[str]) -> Topics:
    """The topics, those marked that have no feed."""
    known = topics.by_slug.items()
    marked = {slug: topic._replace(has_feed=slug in slugs) for slug, topic in known}
    return topics._replace(by_slug=marked)


def _feed(name: str, draft: Draft, items: tuple[Item, ...], site: Site) -> Feed:
    return Feed(
        name=name,
        id=urls.urn(site.url + name),
        title=draft.title,
        label=draft.label,
        description=draft.description,
        updated=_updated(items),
        items=items,
        topic=draft.topic,
    )


def _updated(items: Iterable[Item]) -> datetime:
    return max((item.updated for item in items), default=NEVER)


def _item(record: Record, topics: Topics) -> Item:
    found = [topic for name in record.topics if (topic := topics.find(name))]
    return Item(
        id=record.id,
        title=record.title,
        excerpt=record.excerpt,
        link=record.link,
        via=record.original if record.link_key != record.key else None,
        kind=record.kind,
        published=record.published,
        updated=record.updated,
        heat=record.heat,
        provider=record.provider,
        topics=tuple({topic.slug: topic for topic in found}.values()),
        image=record.image,
        video=record.video,
        related=tuple(_related(record)),
        authors=record.authors,
    )


def _related(record: Record) -> Iterator[Related]:
    """At most five related stories, without the record itself and without any of them twice."""
    keys = {record.key, record.link_key}
    titles = {plain.title_key(record.title)}
    left = MAX_RELATED
    for story in record.related:
        title = plain.title_key(story.title)
        if left and story.key not in keys and title not in titles:
            keys.add(story.key)
            titles.add(title)
            left -= 1
            yield story
