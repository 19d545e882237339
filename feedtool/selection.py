"""Which records become which feeds: the rules of selection, identity, order and limit."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Generic, NamedTuple, TypeVar

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model.config import Config, Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topic, Topics
from feedtool.text import plain, urls

MAX_RELATED = 5
# RFC 4287 section 4.1.1 wants an `updated` even of a feed without entries; a constant never churns.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


# Whole records, or as much of each as selection needs to know.
Story = TypeVar("Story", Record, Candidate)


class Selection(NamedTuple, Generic[Story]):
    """The records that may be published, one a story, newest first, and why the others may not.

    ``held`` counts by reason: unpublished, heat, embargo, duplicate. ``problems`` are warnings about
    stories that stand in two files.
    """

    records: tuple[Story, ...]
    held: Mapping[str, int]
    problems: tuple[Problem, ...]


def select(records: Iterable[Story], min_heat: int, now: datetime) -> Selection[Story]:
    """The selection from valid records: published, hot enough, no longer embargoed, merged, in order.

    Ties in time are broken by heat, the hottest first, then by file name, the later first, then by id.
    """
    held: Counter[str] = Counter(unpublished=0, heat=0, embargo=0, duplicate=0)
    kept: list[Story] = []
    for record in records:
        if not record.is_published:
            held["unpublished"] += 1
        elif record.heat < min_heat:
            held["heat"] += 1
        elif record.published > now:
            held["embargo"] += 1
        else:
            kept.append(record)
    alone, shared = _apart(kept)
    merged: list[Story] = alone
    problems: list[Problem] = []
    for story in _stories(shared):
        merged.append(_merge(story))
        problems += _duplicates(story)
        held["duplicate"] += len(story) - 1
    merged.sort(key=lambda record: record.id)
    merged.sort(key=lambda record: record.path.rpartition("/")[2], reverse=True)
    merged.sort(key=lambda record: (-record.published.timestamp(), -record.heat))
    return Selection(tuple(merged), held, tuple(problems))


def _apart(records: Sequence[Story]) -> tuple[list[Story], list[Story]]:
    """The records that share neither canonical URL nor id with another, nearly all, and those that do."""
    urls_twice = _twice(record.key for record in records)
    ids_twice = _twice(record.id for record in records)
    alone: list[Story] = []
    shared: list[Story] = []
    for record in records:
        is_shared = record.key in urls_twice or record.id in ids_twice
        (shared if is_shared else alone).append(record)
    return alone, shared


def _twice(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return twice


def _stories(records: Iterable[Story]) -> list[list[Story]]:
    """The records grouped by story: those with one canonical URL, or one id, belong together."""
    story_by_name: dict[tuple[str, str], list[Story]] = {}
    for record in records:
        names = (("url", record.key), ("id", record.id))
        touched = {
            id(story_by_name[name]): story_by_name[name] for name in names if name in story_by_name
        }
        found: list[list[Story]] = list(touched.values()) or [[]]
        # The largest takes the others in: to rename its members again and again would take long.
        story = max(found, key=len)
        for other in (some for some in found if some is not story):
            story += other
            for member in other:
                story_by_name["url", member.key] = story_by_name["id", member.id] = story
        story.append(record)
        for name in names:
            story_by_name[name] = story
    return list({id(story): story for story in story_by_name.values()}.values())


def _merge(story: list[Story]) -> Story:
    """One record for a story: earliest published, newest text, highest heat, all topics."""
    if len(story) == 1:
        return story[0]
    by_age = sorted(story, key=lambda record: (record.updated, record.published, record.path))
    newest = by_age[-1]
    # The id that subscribers saw first; which record was edited last must not change it.
    first_seen = sorted(story, key=lambda record: (record.published, record.path))
    explicit = [record for record in first_seen if record.explicit_id]
    topics = [topic for record in reversed(by_age) for topic in record.topics]
    return newest._replace(
        id=explicit[0].id if explicit else newest.id,
        published=min(record.published for record in story),
        heat=max(record.heat for record in story),
        topics=tuple(dict.fromkeys(topics)),
    )


def _duplicates(story: Sequence[Record | Candidate]) -> Iterator[Problem]:
    first, *others = sorted(story, key=lambda record: (record.published, record.path))
    for other in others:
        yield Problem(
            other.path,
            "record-duplicate",
            f"the same story as {first.path}: both are published as one item",
            severity=Severity.WARNING,
            pointer="/originalUrl",
            hint="keep one of the two, or set published: false in one",
        )


def feeds(selection: Selection[Record], topics: Topics, config: Config) -> tuple[Feed, ...]:
    """The feed of everything, then one a topic by slug, each cut to its limit."""
    return feeds_of(selection, topics, config, lambda records: records)


def feeds_of(
    selection: Selection[Story],
    topics: Topics,
    config: Config,
    whole: Callable[[list[Story]], list[Record]],
) -> tuple[Feed, ...]:
    """The same feeds; ``whole`` is asked once for the records of all stories that any of them shows."""
    limit: int = config.feeds.limit
    newest: Sequence[Story] = selection.records[:limit]
    by_topic: dict[str, list[Story]] = _by_topic(
        selection.records, topics, rollup=config.feeds.rollup
    )
    of_topics: list[tuple[Topic, Sequence[Story]]] = [
        (topic, _shown(topic, by_topic.get(slug, ()), limit))
        for slug, topic in topics.by_slug.items()
    ]
    stories = chain(newest, *(shown for _, shown in of_topics))
    shown: dict[int, Story] = {id(story): story for story in stories}
    made = {
        key: _item(record, topics)
        for key, record in zip(shown, whole(list(shown.values())), strict=True)
    }

    def items(stories: Iterable[Story]) -> tuple[Item, ...]:
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


def _by_topic(stories: Iterable[Story], topics: Topics, *, rollup: bool) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = {}
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


def _shown(topic: Topic, stories: Iterable[Story], limit: int) -> list[Story]:
    least = topic.min_heat
    hot_enough = (story for story in stories if least is None or story.heat >= least)
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
