"""Feeds from a selection: those of each kind, with their items and their archives."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import chain as chained
from typing import TYPE_CHECKING, NamedTuple, Protocol

from feedtool.feeds import layout
from feedtool.feeds.changes import endings
from feedtool.feeds.history import documents
from feedtool.feeds.history.archives import History, NoHistory
from feedtool.feeds.history.documents import FeedDocument
from feedtool.feeds.items import ItemsAfter, LazyItems
from feedtool.feeds.kinds import KINDS
from feedtool.feeds.kinds.drafts import Draft
from feedtool.feeds.queries import Stories
from feedtool.model.config import Config, Site
from feedtool.model.feed import NEVER, Feed, Item, ItemKey
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topic, Topics
from feedtool.text import plain, urls
from feedtool.text.hashes import digest

if TYPE_CHECKING:
    from feedtool.feeds.digests.feed import DueDigest

MAX_RELATED = 5
# So many items are kept: with archives there may be more than fit into memory.
_MOST_KEPT = 8192
# A related story that is older or newer by more than this belongs to another time.
SAME_WEEKS = timedelta(days=30)
_HEAT_STEP = 10


class StoryRecords(Protocol):
    """The records of some stories, each read when it is asked for."""

    def record(self, place: int, /) -> Record:
        """The record of one of the stories."""

    def digest(self, place: int, /) -> str:
        """A digest of what the record of one of the stories says, but for what selection knows of it."""


class Feeds(NamedTuple):
    """The feeds that people subscribe to, the documents of their archives, and the news of the last days."""

    feeds: tuple[Feed, ...]
    archives: tuple[Feed, ...] = ()
    news: Feed | None = None


def feeds(  # noqa: PLR0913, PLR0917 - all that feeds are made of
    stories: Stories,
    topics: Topics,
    config: Config,
    records: Callable[[list[Candidate]], StoryRecords],
    digests: "Sequence[DueDigest]" = (),
    history: History = NoHistory(),  # noqa: B008 - it never changes
    news: Sequence[Candidate] | None = None,
) -> Feeds:
    """The feeds of each kind, with their items, each of which is made when it is asked for.

    ``stories`` are in order; ``records`` is asked once for the records of all that any feed shows. The feeds of
    digests stand behind that of everything. ``news`` are the stories of the last days, where there is to be a
    list of these.
    """
    drafts = [
        (
            layout.feed_name(kind, draft.slug),
            tuple(layout.feed_name(kind, old) for old in draft.former),
            draft,
        )
        for kind in KINDS
        for draft in kind.drafts(stories, topics, config)
    ]
    slugs = {draft.topic.slug for _, _, draft in drafts if draft.topic}
    if len(slugs) < len(topics.by_slug):
        topics = _with_feeds(topics, slugs)
    every_document = [
        document
        for name, former, draft in drafts
        for document in documents.of((*former, name), draft, config.feeds.archive_size, history)
    ]
    of_feeds = (story for document in every_document for story in document.stories)
    of_digests = (story for due in digests for story in due.stories)
    every = chained(of_feeds, of_digests, news or ())
    shown = list({id(one): one for story in every for one in (story, *story.also)}.values())
    places = {id(story): place for place, story in enumerate(shown)}
    held, found = records(shown), _finder(topics)
    tell = _step if config.feeds.show_heat else _no_heat
    hosts = frozenset(map(urls.host, _addresses_of(config)))

    def key(story: Candidate) -> ItemKey:
        said = [held.digest(places[id(one)]) for one in (story, *story.also)]
        return ItemKey(story.id, tell(story.heat), _digest(story, said, found))

    keys = list(map(key, shown))

    @lru_cache(_MOST_KEPT)
    def item(place: int) -> Item:
        record = held.record(place)
        also = [held.record(places[id(one)]) for one in shown[place].also]
        made = _item(record, also, found)._replace(heat=tell(record.heat))
        return made._replace(external=made.via) if urls.host(made.link) in hosts else made

    def record(story: Candidate) -> Record:
        return held.record(places[id(story)])

    def feed(document: FeedDocument) -> Feed:
        shown = _Shown(document.stories, places, keys, item)
        return _feed(document, shown, topics, config)

    everything, *others = (feed(one) for one in every_document if not one.number)
    editions: Iterable[Feed] = ()
    if digests:
        from feedtool.feeds.digests import feed as digest_feed  # late: few sites have any

        editions = (digest_feed.feed(due, config.site, topics, record) for due in digests)
    return Feeds(
        (everything, *editions, *others),
        tuple(feed(one) for one in every_document if one.number),
        None if news is None else _news(news, _Shown(news, places, keys, item), config.site),
    )


def belonging(stories: Stories, topics: Topics, config: Config) -> dict[str, frozenset[str]]:
    """The ids of all stories that belong to each feed, those behind its limit included, by its name."""
    every = config._replace(feeds=config.feeds._replace(archive_size=1))
    offered = stories.under(every)
    return {
        layout.feed_name(kind, draft.slug): frozenset(
            story.id for story in (*draft.stories, *(draft.older or ()))
        )
        for kind in KINDS
        for draft in kind.drafts(offered, topics, every)
    }


def _with_feeds(topics: Topics, slugs: Container[str]) -> Topics:
    """The topics, those marked that have no feed."""
    known = topics.by_slug.items()
    marked = {slug: topic._replace(has_feed=slug in slugs) for slug, topic in known}
    return topics._replace(by_slug=marked)


class _Shown:
    """The items of some of all stories, and what is known of them before they are made."""

    def __init__(
        self,
        stories: Sequence[Candidate],
        places: Mapping[int, int],
        keys: Sequence[ItemKey],
        item: Callable[[int], Item],
    ) -> None:
        here = [places[id(story)] for story in stories]
        self.items = LazyItems(here, item)
        self.keys = tuple([keys[place] for place in here])


def _feed(document: FeedDocument, shown: _Shown, topics: Topics, config: Config) -> Feed:
    draft, is_archive = document.draft, document.number > 0
    feed = Feed(
        name=document.name,
        # Readers know a feed by its id, so that it stays what it was before the first change of its name.
        # Archives are documents of the same feed.
        id=urls.urn(config.site.url + document.first_name),
        title=draft.title,
        label=draft.label,
        description=draft.description,
        updated=max([story.updated for story in document.stories], default=NEVER),
        items=shown.items,
        topic=draft.topic,
        keys=shown.keys,
        podcast=draft.podcast,
        chain=document.chain,
        former=document.former,
        query_name=draft.query_name,
        language=draft.language,
        memory="" if is_archive else draft.memory,
        max_bytes=config.feeds.max_bytes,
    )
    is_ended = draft.has_ended and not is_archive
    return _ended(feed, draft, topics, config.site) if is_ended else feed


def _news(stories: Sequence[Candidate], shown: _Shown, site: Site) -> Feed:
    """The list of the stories of the last days, which nobody subscribes to."""
    return Feed(
        name=layout.NEWS_SITEMAP,
        id=urls.urn(site.url + layout.NEWS_SITEMAP),
        title=site.title,
        label=site.title,
        description=site.description,
        updated=max((story.updated for story in stories), default=NEVER),
        items=shown.items,
        keys=shown.keys,
    )


def _ended(feed: Feed, draft: Draft, topics: Topics, site: Site) -> Feed:
    """The feed of a topic that has ended, with the item that says so before all others."""
    topic = draft.topic
    last = topic and endings.last_item((feed.former or (feed.name,))[0], topic, topics, site)
    if topic is None or last is None:
        return feed
    return feed._replace(
        items=ItemsAfter(last, feed.items),
        keys=(ItemKey(last.id, last.heat, digest(last)), *feed.keys),
        updated=max(feed.updated, last.updated) if feed.items else last.updated,
        has_ended=True,
        is_gone=topic.is_gone,
    )


# The topics, each with a digest of it, that some names stand for.
Find = Callable[[str], tuple[Topic, str] | None]


def _finder(topics: Topics) -> Find:
    @cache
    def found(name: str) -> tuple[Topic, str] | None:
        topic = topics.find(name)
        return (topic, digest(topic)) if topic else None

    return found


def _digest(story: Candidate, of_records: Iterable[str], find: Find) -> str:
    """A digest of all that an item says but its heat."""
    of_topics = [topic[1] for name in story.topics if (topic := find(name))]
    return digest((*of_records, story.id, story.published.timestamp(), *of_topics))


def _step(heat: int) -> int | None:
    """The heat as feeds tell it: in steps, so that they do not change whenever it flickers."""
    return heat // _HEAT_STEP * _HEAT_STEP if heat >= 0 else None


def _no_heat(_: int) -> None:
    return None


def _addresses_of(config: Config) -> Iterator[str]:
    """Where the site and its posts are served."""
    yield config.site.url
    if config.records.site is not None:
        yield config.records.site.home


def _item(record: Record, also: Sequence[Record], find: Find) -> Item:
    found = [topic[0] for name in record.topics if (topic := find(name))]
    related = _related(record, also)
    return Item(
        id=record.id,
        title=record.title,
        excerpt=record.excerpt,
        link=record.link,
        via=record.original if record.link_key != record.key else None,
        kind=record.kind,
        published=record.published,
        updated=record.updated,
        heat=None,
        provider=record.provider,
        topics=tuple({topic.slug: topic for topic in found}.values()),
        image=record.image,
        video=record.video,
        related=tuple(related[:MAX_RELATED]),
        authors=record.authors,
        more_related=max(0, len(related) - MAX_RELATED),
        also=tuple(Related(one.title, one.link, one.link_key, one.provider.name) for one in also),
        enclosure=record.enclosure,
        external=record.link,
        content=record.content,
    )


def _related(record: Record, also: Iterable[Record]) -> list[Related]:
    """The related stories, the best first, without the story itself and without any of them twice."""
    itself = (record, *also)
    keys = {key for one in itself for key in (one.key, one.link_key)}
    titles = {plain.title_key(one.title) for one in itself}
    found = list[Related]()
    for story in sorted(record.related, key=lambda story: _rank(story, record.published)):
        title = plain.title_key(story.title)
        if story.key not in keys and title not in titles:
            keys.add(story.key)
            titles.add(title)
            found.append(story)
    return found


def _rank(story: Related, published: datetime) -> tuple[bool, float, float]:
    """Where a related story belongs: those of the same weeks first, then the better, then the newer ones.

    What a record tells neither quality nor date of stays in the order in which it is written.
    """
    date = story.published
    is_near = date is not None and abs(date - published) <= SAME_WEEKS
    return not is_near, -story.quality, -date.timestamp() if date else 0
