"""The values that travel through feedtool: frozen, made of tuples, complete when made.

All times are aware and in UTC. All texts are plain text (no markup, entities decoded) that XML 1.0
can carry. All URLs are absolute http(s) URIs in ASCII. Every value pickles, since records cross to
worker processes. They are named tuples, as elsewhere: to define a frozen dataclass takes five times as
long, and every run defines them all.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedtool.imports.tuples import NamedTuple

if TYPE_CHECKING:
    from feedtool.model.podcast import Enclosure
    from feedtool.model.query import Traits

# What a story is where its record does not tell.
USUAL_KIND = "article"


class Image(NamedTuple):
    """A picture; its width and height in pixels are None where the record does not tell, as is ``alt``.

    ``alt`` is a text that stands for it.
    """

    url: str
    width: int | None = None
    height: int | None = None
    alt: str | None = None


class Provider(NamedTuple):
    """Who published the story: a name, the address of its site, and its avatar."""

    name: str
    url: str
    icon: str | None = None


class Related(NamedTuple):
    """A related story; ``key`` is its canonical URL, which tells two of them apart.

    ``quality`` is 0, and ``published`` None, where the record does not tell.
    """

    title: str
    url: str
    key: str
    provider: str | None = None
    quality: float = 0
    published: datetime | None = None


class Content(NamedTuple):
    """The body of a post, as HTML for any reader; ``markdown`` is what it was made of, if it was that."""

    html: str
    markdown: str | None = None


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
    authors: tuple[str, ...] = ()
    enclosure: "Enclosure | None" = None
    content: Content | None = None


def wording(record: Record) -> tuple[str, str, str, int]:
    """What a ``shingles.Wording`` of a record is made of: title, excerpt, publisher, and date in seconds."""
    publisher = record.provider.url.removeprefix("https://").removeprefix("www.")
    return record.title, record.excerpt, publisher, int(record.published.timestamp())


class Candidate(NamedTuple):
    """The fields of a valid record, published and hot enough, that selection needs; the others can wait.

    The fields are those of ``Record``, and a digest of what its file holds. Where stories of several
    publishers are merged, ``wording`` is what a ``shingles.Wording`` is made of, and ``also`` the others
    that tell the story of this one; ``traits`` are there where a query asks for any. ``is_episode`` tells of a
    record with something to play.
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
    expires: datetime | None = None
    wording: tuple[str, str, str, int] | None = None
    also: tuple["Candidate", ...] = ()
    traits: "Traits | None" = None
    is_episode: bool = False


class ScanResult(NamedTuple):
    """The scan result of one file: plain values, since one is sent and stored for every record.

    ``digest`` is that of its content, ``state`` one of ``model.states``. ``facts``, as
    ``facts.SelectionFacts`` has them, are there for ``READY``, and where a build asks for them for records that
    are held; ``problems`` are as ``codec`` makes them, ``ignores`` those of the comments. ``linted`` is there
    where a valid record was held against the rules beyond the schema: their problems, its identity for the
    rules over several records, when its story is due, in seconds since 1970, and whether it was due then, for
    what rules say of a date changes at that moment. ``fields`` are those of ``convert.fields``, where nearly
    every record is shown. The path, which depends on how the folder is shown, is in none of them.
    """

    name: str
    digest: str | None
    state: str
    facts: tuple[Any, ...] | None = None
    problems: tuple[Any, ...] = ()
    ignores: tuple[Any, ...] = ()
    linted: tuple[Any, ...] | None = None
    fields: str | None = None


def is_hot_enough(heat: int, least: int | None) -> bool:
    """Whether a story of so much heat is shown where at least so much is asked for; None asks for none."""
    return least is None or heat >= least
