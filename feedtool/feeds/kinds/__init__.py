"""The kinds of feeds, and where the feeds of each stand."""

from typing import TYPE_CHECKING

from feedtool.imports.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedtool.feeds.kinds.drafts import Draft
    from feedtool.feeds.queries import Stories
    from feedtool.model.config import Config
    from feedtool.model.topics import Topics

# What stands for the slug of a feed in the path of its kind.
SLUG = "{slug}"


class Kind(NamedTuple):
    """A kind of feed.

    ``name`` is the path of its feeds below the output folder, without an extension; ``{slug}`` in it stands
    for the slug of each. ``function`` names one in ``drafts`` that says which feeds there are: where nothing
    has changed, none is imported.
    """

    name: str
    function: str

    def path(self, slug: str) -> str:
        """The path of one of its feeds."""
        return self.name.replace(SLUG, slug)

    def drafts(self, stories: "Stories", topics: "Topics", config: "Config") -> "Iterable[Draft]":
        """The feeds of this kind that there are."""
        from feedtool.feeds.kinds import drafts

        found: Iterable[Draft] = getattr(drafts, self.function)(stories, topics, config)
        return found


ALL = Kind("all", "of_all")
PODCAST = Kind("podcast", "of_podcast")
LANGUAGES = Kind("{slug}", "of_languages")
QUERIES = Kind("{slug}", "of_queries")
TOPICS = Kind("topics/{slug}", "of_topics")

# The feed of everything comes first. Lists and pages show the feeds in this order.
KINDS = (
    ALL,
    PODCAST,
    LANGUAGES,
    QUERIES,
    TOPICS,
)
