"""The values that travel through feedtool: frozen, made of tuples, complete when made.

All times are aware and in UTC. All texts are plain text (no markup, entities decoded) that XML 1.0
can carry. All URLs are absolute http(s) URIs in ASCII. Every value pickles, since records cross to
worker processes. They are named tuples, as elsewhere: to define a frozen dataclass takes five times as
long, and every run defines them all.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from feedtool.diagnostics.selector import Choice
from feedtool.storage.place import Folders, Place


class Image(NamedTuple):
    """A picture; its width and height in pixels are None where the record does not tell."""

    url: str
    width: int | None = None
    height: int | None = None


class Provider(NamedTuple):
    """Who published the story: a name, the address of its site, and its avatar."""

    name: str
    url: str
    icon: str | None = None


class Related(NamedTuple):
    """A related story; ``key`` is its canonical URL, which tells two of them apart."""

    title: str
    url: str
    key: str
    provider: str | None = None


class Record(NamedTuple):
    """One valid record.

    ``key`` and ``link_key`` are the canonical forms of the original URL and of the link;
    ``explicit_id`` tells whether ``id`` was written in the record rather than made from the key.
    """

    path: str
    id: str
    key: str
    link_key: str
    explicit_id: bool
    title: str
    excerpt: str
    link: str
    original: str
    kind: str
    published: datetime
    updated: datetime
    is_published: bool
    heat: int
    provider: Provider
    topics: tuple[str, ...]
    image: Image | None = None
    video: str | None = None
    related: tuple[Related, ...] = ()


class Candidate(NamedTuple):
    """What selection needs to know of a valid record that may be published; the rest can wait.

    The fields are those of ``Record``, and a digest of what its file holds.
    """

    path: str
    digest: str
    id: str
    key: str
    explicit_id: bool
    published: datetime
    updated: datetime
    heat: int
    topics: tuple[str, ...]

    @property
    def is_published(self) -> bool:
        """Always true: what is not published is no candidate."""
        return True


# What selection needs to know of a record, as plain values: id, key, whether the id is explicit,
# published and updated in seconds since 1970, heat, topics.
Facts = tuple[str, str, bool, int, int, int, tuple[str, ...]]


class Seen(NamedTuple):
    """What became of a file of a folder: plain values, since one is sent and kept for every record.

    ``digest`` is that of its content, ``state`` is one of those below. ``facts`` are there for ``READY``
    alone; ``problems``, ``ignores`` and ``linted`` are as ``stored`` makes them. ``linted`` is what came of
    the rules beyond the schema, where a valid record was held against them.
    """

    name: str
    digest: str | None
    state: str
    facts: Facts | None = None
    problems: tuple[Any, ...] = ()
    ignores: tuple[Any, ...] = ()
    linted: tuple[Any, ...] | None = None


# A state is this, or one of the reasons why a valid record is held.
READY, INVALID, UNREADABLE, SAME = "ready", "invalid", "unreadable", "same"


class Topic(NamedTuple):
    """A subject with a feed of its own.

    ``parent`` is the slug of the topic above it (in a configuration also its name); ``rollup`` is
    None where the topic leaves it to the configuration.
    """

    slug: str
    name: str
    title: str | None = None
    description: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    image: str | None = None
    min_heat: int | None = None
    limit: int | None = None
    rollup: bool | None = None


class Item(NamedTuple):
    """One entry of a feed: a record, or several records of one story merged."""

    id: str
    title: str
    excerpt: str
    link: str
    via: str | None
    kind: str
    published: datetime
    updated: datetime
    heat: int
    provider: Provider
    topics: tuple[Topic, ...]
    image: Image | None
    video: str | None
    related: tuple[Related, ...]


class Feed(NamedTuple):
    """A feed to render: ``name`` is its path below the output folder, without an extension."""

    name: str
    id: str
    title: str
    label: str
    description: str
    updated: datetime
    items: tuple[Item, ...]
    topic: Topic | None = None


class Author(NamedTuple):
    """Who is responsible for a site."""

    name: str
    email: str | None = None
    url: str | None = None


class Site(NamedTuple):
    """Where the output is served, and what it says of itself; ``url`` ends with a slash."""

    title: str
    url: str
    description: str
    language: str = "en"
    author: Author | None = None
    rights: str | None = None
    icon: str | None = None
    hub: str | None = None
    ttl: int = 60


class RecordsConfig(NamedTuple):
    """Where records are, in one folder or in several, and how they are read.

    ``require`` are fields that records must have besides those of the schema; ``registry`` is a glob below
    ``registry_base``; ``max_bytes`` bounds one file.
    """

    path: Place | Folders
    include: tuple[str, ...]
    schema: Path | None
    registry_base: Path
    registry: str | None
    tracking_parameters: tuple[str, ...]
    max_bytes: int
    require: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The folders of the records."""
        return self.path.paths if isinstance(self.path, Folders) else (self.path,)


class FeedsConfig(NamedTuple):
    """Which feeds are written, where to, and with what."""

    output: Place
    formats: tuple[str, ...]
    min_heat: int
    limit: int
    unknown_topics: str
    rollup: bool
    layout: str
    keep_generations: int
    max_new: int
    check: bool


class Origin(NamedTuple):
    """Where a configuration comes from: its file, and the variables over it, each with the path of its key.

    ``given`` are the JSON pointers of what the command line says.
    """

    file: str | None = None
    variables: tuple[tuple[tuple[str, ...], str], ...] = ()
    given: tuple[str, ...] = ()


class Config(NamedTuple):
    """A whole configuration; every path in it is absolute.

    ``base`` is the folder of its file, ``choice`` says which problems are reported, ``origin`` where
    a problem with a value is.
    """

    base: Path
    site: Site
    records: RecordsConfig
    feeds: FeedsConfig
    choice: Choice
    topics: tuple[Topic, ...]
    origin: Origin = Origin()
