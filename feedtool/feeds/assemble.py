"""Feeds from a selection: the items of each, in order, cut to its limit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice

from feedtool.feeds import select
from feedtool.model.config import Config, Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topic, Topics
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
    """The feed of everything, then one a topic by slug, each cut to its limit.

    ``stories`` are in order; ``records`` is asked once for the records of all that any feed shows.
    """
    limit = config.feeds.limit
    newest = stories[:limit]
    by_topic = _by_topic(stories, topics, rollup=config.feeds.rollup)
    of_topics = [
        (topic, _shown(topic, by_topic.get(slug, ()), limit))
        for slug, topic in topics.by_slug.items()
    ]
    shown = {id(story): story for story in chain(newest, *(some for _, some in of_topics))}
    made = {
        key: _item(record, topics)
        for key, record in zip(shown, records(list(shown.values())), strict=True)
    }

    def items(stories: Iterable[Candidate]) -> tuple[Item, ...]:
        return tuple(made[id(story)] for story in stories)

    return (
        _feed_of_all(items(newest), config.site),
        *(_topic_feed(topic, items(stories), config) for topic, stories in of_topics),
    )


def _feed_of_all(items: tuple[Item, ...], site: Site) -> Feed:
    return Feed(
        name="all",
        id=urls.urn(f"{site.url}all"),
        title=site.title,
        label="All stories",
        description=site.description,
        updated=_updated(items),
        items=items,
    )


def _by_topic(
    stories: Iterable[Candidate], topics: Topics, *, rollup: bool
) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    slugs: dict[tuple[str, ...], tuple[str, ...]] = {}
    for story in stories:
        names = story.topics
        if names not in slugs:
            slugs[names] = tuple(_slugs(names, topics, rollup=rollup))
        for slug in slugs[names]:
            found.setdefault(slug, []).append(story)
    return found


def _slugs(names: Iterable[str], topics: Topics, *, rollup: bool) -> dict[str, None]:
    """The slugs of the feeds that a story with topics of these names appears in."""
    slugs: dict[str, None] = {}
    for name in names:
        if topic := topics.find(name):
            slugs.update(dict.fromkeys(_lineage(topic, topics, rollup=rollup)))
    return slugs


def _shown(topic: Topic, stories: Iterable[Candidate], limit: int) -> list[Candidate]:
    hot_enough = (
        story for story in stories if not select.cold(story.heat, topic.min_heat, topic.slug)
    )
    return list(islice(hot_enough, topic.limit or limit))


def _lineage(topic: Topic, topics: Topics, *, rollup: bool) -> Iterator[str]:
    """The slugs of the feeds that a story of a topic appears in: its own, and those it rolls up into."""
    yield topic.slug
    while topic.parent and (rollup if topic.rollup is None else topic.rollup):
        topic = topics.by_slug[topic.parent]
        yield topic.slug


def _topic_feed(topic: Topic, items: tuple[Item, ...], config: Config) -> Feed:
    site = config.site
    return Feed(
        name=f"topics/{topic.slug}",
        id=urls.urn(f"{site.url}topics/{topic.slug}"),
        title=topic.title or f"{topic.name} – {site.title}",
        label=topic.name,
        description=topic.description or f"{topic.name}: {site.description}",
        updated=_updated(items),
        items=items,
        topic=topic,
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
