"""The editions of a digest from the records of their stories, and the feed that they make."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from feedtool.feeds import layout
from feedtool.feeds.digests import published
from feedtool.feeds.digests.periods import Period
from feedtool.model.config import Site
from feedtool.model.digest import DigestConfig, DigestStory, Edition
from feedtool.model.feed import Item
from feedtool.model.record import Provider, Record
from feedtool.model.topics import Topic, Topics

# Gmail cuts a message off at 102 KB (https://support.google.com/mail/answer/6594), its pictures not counted.
MAX_BYTES = 100_000
# So many headlines besides the first stand in the summary of an item.
_TEASED = 3
# An edition tells what a story is about; some sites have half an article for an excerpt.
_MOST_CHARACTERS = 1000
# What the page of an edition has at most: bytes of a character, of the elements of a story and its topic, of
# all else, and how often it names the site. A test holds that no page is longer than they make it.
_LONGEST_CHARACTER, _MARKUP, _FRAME, _REPEATED = 5, 800, 4000, 6


def edition(
    digest: DigestConfig,
    site: Site,
    topics: Topics,
    period: Period,
    records: Sequence[Record],
) -> Edition:
    """The edition of a period; ``records`` are those of its stories, the hottest first.

    Stories that would make its page longer than mail programs show are counted and left out.
    """
    from feedtool.feeds.render import languages  # late: few builds close a period

    stories = [_story(digest, topics, record) for record in records]

    def of(count: int) -> Edition:
        return Edition(
            id=published.edition_id(site.url, digest.name, period.label),
            period=period.label,
            heading=languages.period(period.every, period.first, site.language),
            published=period.end,
            stories=tuple(_by_section(stories[:count])),
            more=len(stories) - count,
        )

    def fits(count: int) -> bool:
        from feedtool.feeds.render import editions  # late: nearly no edition comes near

        return len(editions.page(of(count), digest.name, site)) <= MAX_BYTES

    if _longest(site, stories) <= MAX_BYTES:
        return of(len(stories))
    return of(_most(len(stories), fits))


def _longest(site: Site, stories: Sequence[DigestStory]) -> int:
    """More bytes than the page of some stories can have."""
    texts = sum(len(text) for story in stories for text in story)
    texts += sum(len(story.topic) for story in stories)  # in an attribute as well
    common = sum(len(text) for text in (site.title, site.url, site.rights or "")) * _REPEATED
    return (texts + common) * _LONGEST_CHARACTER + len(stories) * _MARKUP + _FRAME


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``count`` that fits, and at least one."""
    if fits(count):
        return count
    fitting = 1
    while count - fitting > 1:
        middle = (fitting + count) // 2
        fitting, count = (middle, count) if fits(middle) else (fitting, middle)
    return fitting


def _story(digest: DigestConfig, topics: Topics, record: Record) -> DigestStory:
    topic = _most_specific(record, topics) if digest.has_sections else None
    return DigestStory(
        record.id,
        record.title,
        record.link,
        record.provider.name,
        _cut(record.excerpt),
        topic.name if topic else "",
    )


def _cut(text: str) -> str:
    """A text of so many characters at most, cut between two words where there are any."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    start = text[: _MOST_CHARACTERS - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def _most_specific(record: Record, topics: Topics) -> Topic | None:
    """The topic of a record that stands deepest below others; of several the one it names first."""
    found = [topic for name in record.topics if (topic := topics.find(name))]
    return max(found, key=lambda topic: _depth(topic, topics), default=None)


def _depth(topic: Topic, topics: Topics) -> int:
    depth = 0
    while topic.parent and topic.parent in topics.by_slug:
        topic = topics.by_slug[topic.parent]
        depth += 1
    return depth


def _by_section(stories: Sequence[DigestStory]) -> list[DigestStory]:
    """The stories with those of a topic together, in the order of the hottest of each."""
    order = {
        topic: place for place, topic in enumerate(dict.fromkeys(map(attrgetter("topic"), stories)))
    }
    return sorted(stories, key=lambda story: order[story.topic])


def without(edition: Edition, ids: frozenset[str]) -> Edition | None:
    """The edition less some stories; None where nothing is left."""
    stories = tuple(story for story in edition.stories if story.id not in ids)
    return edition._replace(stories=stories) if stories else None


def item(edition: Edition, name: str, site: Site) -> Item:
    """The item of an edition in the feed of its digest."""
    first, *others = edition.stories
    headlines = [story.title for story in others]
    teaser = " · ".join(headlines[:_TEASED]) + (" …" if len(others) > _TEASED else "")
    author = site.author
    return Item(
        id=edition.id,
        title=edition.title,
        # Without a summary RSS would have the content in its place, where no mail service looks for it.
        excerpt=teaser or first.excerpt or first.provider,
        link=site.url + layout.edition_path(name, edition.period),
        via=None,
        kind="article",
        published=edition.published,
        updated=edition.published,
        heat=None,
        provider=Provider(
            author.name if author else site.title, (author and author.url) or site.url, site.icon
        ),
        topics=(),
        image=None,
        video=None,
        related=(),
        edition=edition,
    )
