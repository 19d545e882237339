"""Feeds and their items, as they are rendered."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import MAX_BYTES
from feedtool.model.record import Content, Image, Provider, Related
from feedtool.model.topics import Topic

if TYPE_CHECKING:
    from feedtool.model.digest import Edition, EditionPage  # few sites have digests
    from feedtool.model.podcast import Enclosure, Podcast

# How long a story is news to search engines.
NEWS_PERIOD = timedelta(days=2)
# RFC 4287 section 4.1.1 wants an `updated` even of a feed without entries; a constant never churns.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Item(NamedTuple):
    """One entry of a feed: a record, or several records of one story merged; or an edition of a digest.

    ``more_related`` is how many related stories there are besides those in ``related``; ``also`` is the same
    story at other publishers. ``heat`` is what feeds tell of it, None where they do not; ``external`` the
    address of its publisher's page, None where there is none but that of the site itself.
    """

    id: str
    title: str
    excerpt: str
    link: str
    via: str | None
    kind: str
    published: datetime
    updated: datetime
    heat: int | None
    provider: Provider
    topics: tuple[Topic, ...]
    image: Image | None
    video: str | None
    related: tuple[Related, ...]
    authors: tuple[str, ...] = ()
    more_related: int = 0
    also: tuple[Related, ...] = ()
    enclosure: "Enclosure | None" = None
    external: str | None = None
    edition: "Edition | None" = None
    content: Content | None = None

    def __hash__(self) -> int:
        """That of its id: what is written of items is kept, and few items of one id differ."""
        return hash(self.id)


class ItemKey(NamedTuple):
    """What is known of an item before it is made: its id, the heat that it tells, and a digest of all else."""

    id: str
    heat: int | None
    digest: str


# Of an ItemKey all but the id: items of which it is the same look the same.
Shown: TypeAlias = tuple[int | None, str]


class Chain(NamedTuple):
    """Where a document stands among those that together hold all stories of a feed: RFC 5005, section 4.

    ``current`` is the name of the feed that people subscribe to; ``number`` that of the archive, 0 for the
    feed itself. ``older`` and ``newer`` are the names of the documents before and behind it; None at the ends.
    """

    current: str
    number: int
    older: str | None
    newer: str | None


class Feed(NamedTuple):
    """A feed to render, or an archive of one: ``name`` is its path in the output folder, without an extension.

    ``items`` may be made only when they are asked for; ``keys`` tells of each what is known before.
    Of one without archives ``chain`` is None.
    ``query_name`` is what the configuration calls it, where it is one of those that it asks for;
    ``language`` is that of its stories, None where they are in that of the site. ``memory`` is what a
    later build must know of those stories that have left it. In a file of more than ``max_bytes`` only the
    newest items have their content.
    ``former`` are the names that it had before, the first one first: it stands there, too. A feed that
    ``has_ended`` has its last item, one that ``is_gone`` ended long ago. One that ``is_named`` is labelled by
    the site. Of a digest ``pages`` are those of its editions, and ``closed`` is what its page remembers.
    ``podcast`` is what the feed says of the show, where it is a podcast.
    """

    name: str
    id: str
    title: str
    label: str
    description: str
    updated: datetime
    items: Sequence[Item]
    topic: Topic | None = None
    keys: tuple[ItemKey, ...] = ()
    podcast: "Podcast | None" = None
    chain: Chain | None = None
    query_name: str | None = None
    language: str | None = None
    memory: str = ""
    former: tuple[str, ...] = ()
    has_ended: bool = False
    is_gone: bool = False
    is_named: bool = False
    pages: tuple["EditionPage", ...] = ()
    closed: str | None = None
    max_bytes: int = MAX_BYTES

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive, to which nobody subscribes."""
        return self.chain is not None and self.chain.number > 0
