"""Queries: which stories a feed shows, in which order, and how many of them."""

from datetime import datetime, timedelta

from feedtool.imports.tuples import NamedTuple

NEWEST, HOTTEST = "newest", "hottest"


class Traits(NamedTuple):
    """What a query may ask of a record besides heat and topics; None where it is missing or not asked."""

    kind: str | None = None
    provider: str | None = None
    domain: str | None = None
    category: str | None = None
    language: str | None = None


class Query(NamedTuple):
    """Which stories a feed shows.

    Each of the conditions narrows it, an empty one does not; of several values any will do. ``topics`` and
    ``not_topics`` are names or slugs, ``providers`` names or domains, ``languages`` tags in small letters.
    ``items`` are picked by hand, by the stems of their files or their ids: they come first, in this order,
    whatever the conditions say; with ``only_items`` no other story is shown. ``sticky`` stories stay once
    they were in, however cold they become. Where there is an ``until`` only what was published before is;
    ``only_episodes`` are those with something to play.
    """

    limit: int
    min_heat: int | None = None
    topics: tuple[str, ...] = ()
    not_topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    max_age: timedelta | None = None
    items: tuple[str, ...] = ()
    only_items: bool = False
    order: str = NEWEST
    sticky: bool = False
    until: datetime | None = None
    only_episodes: bool = False

    @property
    def traits(self) -> frozenset[str]:
        """The traits that the conditions ask for, by the names that ``Traits`` has for them."""
        asked = {
            "kind": self.kinds,
            "provider": self.providers,
            "domain": self.providers,
            "category": self.categories,
            "language": self.languages,
        }
        return frozenset(name for name, values in asked.items() if values)


class NamedQuery(NamedTuple):
    """A feed that the configuration asks for; ``name`` is its path below the output folder.

    ``language`` is that of its stories, as the configuration writes it; None where it may be any.
    """

    name: str
    title: str
    description: str
    query: Query
    language: str | None = None
