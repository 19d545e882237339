"""The kinds of feeds: where the feeds of each stand, which there are, and which stories they show."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from feedtool.feeds.queries import Choice, Stories
from feedtool.model.config import Config
from feedtool.model.podcast import Podcast
from feedtool.model.query import NamedQuery, Query
from feedtool.model.record import Candidate
from feedtool.model.topics import Topic, Topics

# What stands for the slug of a feed in the path of its kind.
SLUG = "{slug}"


class Draft(NamedTuple):
    """A feed before its stories are read whole.

    ``slug`` tells it apart from others of its kind; ``topic`` is what it is about, None where that is no
    topic. ``older`` are the stories behind those that it shows, None where these are not archived. The others
    are as ``Feed`` has them.
    ``former`` are slugs that it had before, the first one first; ``has_ended`` asks for its last item.
    """

    slug: str
    title: str
    label: str
    description: str
    stories: Sequence[Candidate]
    topic: Topic | None = None
    podcast: Podcast | None = None
    query_name: str | None = None
    language: str | None = None
    memory: str = ""
    older: Sequence[Candidate] | None = None
    former: tuple[str, ...] = ()
    has_ended: bool = False


class Drafts(Protocol):
    """A function that says which feeds of a kind there are."""

    def __call__(self, stories: Stories, topics: Topics, config: Config, /) -> Iterable[Draft]:
        """The feeds, from all stories that may be published: ``stories.chosen(query, name)`` of these."""


class Kind(NamedTuple):
    """A kind of feed.

    ``name`` is the path of its feeds below the output folder, without an extension; ``{slug}`` in it stands
    for the slug of each. ``drafts`` says which feeds there are.
    """

    name: str
    drafts: Drafts

    def path(self, slug: str) -> str:
        """The path of one of its feeds."""
        return self.name.replace(SLUG, slug)


def _of_all(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    site, query = config.site, Query(config.feeds.limit, sticky=config.feeds.sticky)
    yield _draft("", site.title, "All stories", site.description, stories.chosen(query, ALL.name))


def _of_languages(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    for one in config.languages:
        yield _named(one, stories, f"All stories ({one.language})")


def _of_queries(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    for one in config.queries:
        yield _named(one, stories, one.title)._replace(query_name=one.name)


def _named(one: NamedQuery, stories: Stories, label: str) -> Draft:
    choice = stories.chosen(one.query, one.name)
    made = _draft(one.name, one.title, label, one.description, choice)
    return made._replace(language=one.language)


def _of_podcast(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    if show := config.podcast:
        query = Query(show.limit, only_episodes=True, sticky=config.feeds.sticky)
        choice = stories.chosen(query, PODCAST.name)
        yield _draft("", show.title, "Podcast", show.description, choice)._replace(podcast=show)


def _of_topics(stories: Stories, topics: Topics, config: Config, /) -> Iterator[Draft]:
    site, feeds = config.site, config.feeds
    for slug, topic in topics.by_slug.items():
        limit = topic.limit or feeds.limit
        query = Query(limit, topic.min_heat, topics=(slug,), sticky=feeds.sticky, until=topic.ended)
        former = tuple(map(TOPICS.path, topic.former_slugs))
        choice = stories.chosen(query, TOPICS.path(slug), former)
        if len(choice.stories) < min(feeds.min_items, limit) and topic.ended is None:
            continue
        title = topic.title or f"{topic.name} – {site.title}"
        about = topic.description or f"{topic.name}: {site.description}"
        yield _draft(slug, title, topic.name, about, choice)._replace(
            topic=topic, former=topic.former_slugs, has_ended=topic.ended is not None
        )


def _draft(slug: str, title: str, label: str, description: str, choice: Choice) -> Draft:
    return Draft(
        slug, title, label, description, choice.stories, memory=choice.memory, older=choice.older
    )


ALL = Kind("all", _of_all)
PODCAST = Kind("podcast", _of_podcast)
LANGUAGES = Kind("{slug}", _of_languages)
QUERIES = Kind("{slug}", _of_queries)
TOPICS = Kind("topics/{slug}", _of_topics)

# The feed of everything comes first. Lists and pages show the feeds in this order.
KINDS = (
    ALL,
    PODCAST,
    LANGUAGES,
    QUERIES,
    TOPICS,
)
