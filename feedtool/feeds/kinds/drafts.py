"""Which feeds there are of each kind, and which stories they show: a function a kind.

Each yields the feeds, from all stories that may be published: ``stories.chosen(query, name)`` of these.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feedtool.feeds.kinds import ALL, PODCAST, TOPICS
from feedtool.feeds.queries import Choice, Stories
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.query import NamedQuery, Query
from feedtool.model.record import Candidate
from feedtool.model.topics import Topic, Topics

if TYPE_CHECKING:
    from feedtool.model.podcast import Podcast  # few sites have one


class Draft(NamedTuple):
    """A feed before the complete records of its stories are read.

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
    podcast: "Podcast | None" = None
    query_name: str | None = None
    language: str | None = None
    memory: str = ""
    older: Sequence[Candidate] | None = None
    former: tuple[str, ...] = ()
    has_ended: bool = False


def of_all(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    """The feed of everything."""
    site, query = config.site, Query(config.feeds.limit, sticky=config.feeds.sticky)
    yield _draft("", site.title, "All stories", site.description, stories.chosen(query, ALL.name))


def of_languages(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    """The feeds of everything in one language."""
    for one in config.languages:
        yield _named(one, stories, f"All stories ({one.language})")


def of_queries(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    """The feeds that the configuration asks for by name."""
    for one in config.queries:
        yield _named(one, stories, one.title)._replace(query_name=one.name)


def _named(one: NamedQuery, stories: Stories, label: str) -> Draft:
    choice = stories.chosen(one.query, one.name)
    made = _draft(one.name, one.title, label, one.description, choice)
    return made._replace(language=one.language)


def of_podcast(stories: Stories, _: Topics, config: Config, /) -> Iterator[Draft]:
    """The feed of all episodes, where one is asked for."""
    if show := config.podcast:
        query = Query(show.limit, only_episodes=True, sticky=config.feeds.sticky)
        choice = stories.chosen(query, PODCAST.name)
        yield _draft("", show.title, "Podcast", show.description, choice)._replace(podcast=show)


def of_topics(stories: Stories, topics: Topics, config: Config, /) -> Iterator[Draft]:
    """The feeds of those topics that have stories enough."""
    site, feeds = config.site, config.feeds
    for slug, topic in topics.by_slug.items():
        limit = topic.limit or feeds.limit
        query = Query(limit, topic.min_heat, topics=(slug,), sticky=feeds.sticky, until=topic.ended)
        former = topic.former_slugs
        choice = stories.chosen(query, TOPICS.path(slug), [*map(TOPICS.path, former)])
        if len(choice.stories) < min(feeds.min_items, limit) and topic.ended is None:
            continue
        title = topic.title or f"{topic.name} – {site.title}"
        about = topic.description or f"{topic.name}: {site.description}"
        yield Draft(
            slug,
            title,
            topic.name,
            about,
            choice.stories,
            topic=topic,
            memory=choice.memory,
            older=choice.older,
            former=former,
            has_ended=topic.ended is not None,
        )


def _draft(slug: str, title: str, label: str, description: str, choice: Choice) -> Draft:
    return Draft(
        slug, title, label, description, choice.stories, memory=choice.memory, older=choice.older
    )
