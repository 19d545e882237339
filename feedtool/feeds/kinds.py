"""The kinds of feeds: where the feeds of each stand, which there are, and which stories they show."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from feedtool.feeds import select
from feedtool.model.config import Config
from feedtool.model.record import Candidate
from feedtool.model.topics import Topic, Topics


class Draft(NamedTuple):
    """A feed before its stories are read whole.

    ``slug`` tells it apart from others of its kind; ``topic`` is what it is about, None where that is no topic.
    ``older`` are the stories behind those that it shows, where they are to be archived; ``total`` counts all.
    """

    slug: str
    title: str
    label: str
    description: str
    stories: Sequence[Candidate]
    topic: Topic | None = None
    older: Sequence[Candidate] = ()
    total: int = 0


class Drafts(Protocol):
    """A function that says which feeds of a kind there are."""

    def __call__(
        self, stories: Sequence[Candidate], topics: Topics, config: Config, /
    ) -> Iterable[Draft]:
        """The feeds, from all stories that may be published, the newest first."""


class Kind(NamedTuple):
    """A kind of feed.

    ``name`` is the path of its feeds below the output folder, without an extension; ``{slug}`` in it stands
    for the slug of each. ``drafts`` says which feeds there are.
    """

    name: str
    drafts: Drafts


def _of_all(stories: Sequence[Candidate], _: Topics, config: Config, /) -> Iterator[Draft]:
    site, limit = config.site, config.feeds.limit
    older = stories[limit:] if config.feeds.archive_size else ()
    newest, total = stories[:limit], len(stories)
    yield Draft("", site.title, "All stories", site.description, newest, older=older, total=total)


def _of_topics(stories: Sequence[Candidate], topics: Topics, config: Config, /) -> Iterator[Draft]:
    site = config.site
    by_topic: dict[str, list[Candidate]] = _by_topic(stories, topics, rollup=config.feeds.rollup)
    for slug, topic in topics.by_slug.items():
        limit = topic.limit or config.feeds.limit
        stories_of_topic = _hot_enough(topic, by_topic.get(slug, ()))
        found = stories_of_topic[:limit]
        if len(found) < min(config.feeds.min_items, limit):
            continue
        yield Draft(
            slug,
            topic.title or f"{topic.name} – {site.title}",
            topic.name,
            topic.description or f"{topic.name}: {site.description}",
            found,
            topic,
            stories_of_topic[limit:] if config.feeds.archive_size else (),
            len(stories_of_topic),
        )


def story_counts(stories: Iterable[Candidate], topics: Topics, config: Config) -> dict[str, int]:
    """How many stories each topic has, by its slug, whether it has a feed or not."""
    by_topic = _by_topic(stories, topics, rollup=config.feeds.rollup)
    return {
        slug: len(_hot_enough(topic, by_topic.get(slug, ())))
        for slug, topic in topics.by_slug.items()
    }


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


def _lineage(topic: Topic, topics: Topics, *, rollup: bool) -> Iterator[str]:
    """The slugs of the feeds that a story of a topic appears in: its own, and those it rolls up into."""
    yield topic.slug
    while topic.parent and (rollup if topic.rollup is None else topic.rollup):
        topic = topics.by_slug[topic.parent]
        yield topic.slug


def _hot_enough(topic: Topic, stories: Sequence[Candidate]) -> Sequence[Candidate]:
    if topic.min_heat is None:
        return stories
    return [story for story in stories if not select.cold(story.heat, topic.min_heat, topic.slug)]


ALL = Kind("all", _of_all)
TOPICS = Kind("topics/{slug}", _of_topics)

# The feed of everything comes first. Lists and pages show the feeds in this order.
KINDS = (
    ALL,
    TOPICS,
)
