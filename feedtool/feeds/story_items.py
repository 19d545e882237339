"""Stories as items of feeds: what an item says of its records, and what is known of it before it is made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Protocol

from feedtool.feeds.items import LazyItems
from feedtool.model.config import Config
from feedtool.model.feed import Item, ItemKey
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topic, Topics
from feedtool.text import plain, urls
from feedtool.text.hashes import digest, plain_digest

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


class StoryItems:
    """The items of stories, each made when it is asked for, once for all the feeds that show it.

    ``records`` is asked once for the records of all the stories, those at other publishers included.
    """

    def __init__(
        self,
        stories: Iterable[Candidate],
        records: Callable[[list[Candidate]], StoryRecords],
        topics: Topics,
        config: Config,
    ) -> None:
        every = {id(one): one for story in stories for one in (story, *story.also)}
        self._stories = list(every.values())
        self._places = {key: place for place, key in enumerate(every)}
        self._records, self._find_topic = records(self._stories), _finder(topics)
        self._shown_heat = _step if config.feeds.show_heat else _no_heat
        self._own_hosts = frozenset(map(urls.host, _addresses_of(config)))
        self._keys = list(map(self._key, self._stories))
        self._item = lru_cache(_MOST_KEPT)(self._made)

    def record(self, story: Candidate) -> Record:
        """The record of a story."""
        return self._records.record(self._places[id(story)])

    def items(self, stories: Iterable[Candidate]) -> LazyItems:
        """The items of some of the stories."""
        return LazyItems([self._places[id(story)] for story in stories], self._item)

    def keys(self, stories: Iterable[Candidate]) -> tuple[ItemKey, ...]:
        """What is known of the items of some of the stories before they are made."""
        return tuple([self._keys[self._places[id(story)]] for story in stories])

    def _key(self, story: Candidate) -> ItemKey:
        of_records = [self._records.digest(self._places[id(one)]) for one in (story, *story.also)]
        content = _digest(story, of_records, self._find_topic)
        return ItemKey(story.id, self._shown_heat(story.heat), content)

    def _made(self, place: int) -> Item:
        record = self._records.record(place)
        also = [self.record(one) for one in self._stories[place].also]
        heat = self._shown_heat(record.heat)
        item = _item(record, also, self._find_topic)._replace(heat=heat)
        is_own = urls.host(item.link) in self._own_hosts
        return item._replace(external=item.via) if is_own else item


# The topics, each with a digest of it, that some names stand for.
Find = Callable[[str], tuple[Topic, str] | None]


def _finder(topics: Topics) -> Find:
    @cache
    def found(name: str) -> tuple[Topic, str] | None:
        topic = topics.find(name)
        return (topic, digest(*topic)) if topic else None

    return found


def _digest(story: Candidate, of_records: Iterable[str], find: Find) -> str:
    """A digest of all that an item says but its heat."""
    of_topics = [topic[1] for name in story.topics if (topic := find(name))]
    return plain_digest((*of_records, story.id, story.published.timestamp(), *of_topics))


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
