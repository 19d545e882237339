"""Digests: a feed with one item a period, which lists the hottest stories of the period."""

from datetime import datetime, timedelta

from feedtool.imports.tuples import NamedTuple

DAY, WEEK, MONTH = "day", "week", "month"


class DigestConfig(NamedTuple):
    """A digest as it is configured.

    ``every`` is the length of its periods, ``top`` how many stories an item lists at most, ``grace`` how
    long after its end a period stays open, ``limit`` how many items the feed holds. Stories stand below
    their topics where ``has_sections``. ``title`` and ``description`` are None where the site says neither.
    """

    name: str
    every: str
    top: int
    min_heat: int
    grace: timedelta
    limit: int
    has_sections: bool = True
    title: str | None = None
    description: str | None = None


class DigestStory(NamedTuple):
    """A story as an edition tells it; ``topic`` is the name of the section that it stands in, or empty."""

    id: str
    title: str
    link: str
    provider: str
    excerpt: str
    topic: str = ""


class Edition(NamedTuple):
    """One item of a digest: the stories of a period that is closed, section by section, the hottest first.

    ``period`` is the label of the period, ``heading`` what people call it. ``more`` is how many stories
    did not fit.
    """

    id: str
    period: str
    heading: str
    published: datetime
    stories: tuple[DigestStory, ...]
    more: int = 0

    @property
    def title(self) -> str:
        """The period, and the headline of its hottest story."""
        return f"{self.heading}: {self.stories[0].title}"


class EditionPage(NamedTuple):
    """The page of an edition: its path below the output folder, and what is known of it without its texts.

    ``digest`` is one of what it tells, ``ids`` are those of its stories. ``edition`` is what has to be
    written there; None where the page stands as it was published.
    """

    path: str
    id: str
    published: datetime
    digest: str
    ids: frozenset[str]
    edition: Edition | None = None
