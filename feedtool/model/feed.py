"""Feeds and their items, as they are rendered."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from feedtool.model.record import Content, Image, Provider, Related
from feedtool.model.topics import Topic

# So many bytes a feed may have before items lose their content, where nobody says otherwise.
MAX_BYTES = 512 * 1024


class Item(NamedTuple):
    """One entry of a feed: a record, or several records of one story merged.

    ``more_related`` is how many related stories there are besides those in ``related``; ``also`` is the same
    story at other publishers.
    """

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
    authors: tuple[str, ...] = ()
    more_related: int = 0
    also: tuple[Related, ...] = ()
    content: Content | None = None


class ItemKey(NamedTuple):
    """What is known of an item before it is made: its id, its heat, and a digest of all else of it."""

    id: str
    heat: int
    digest: str


class Feed(NamedTuple):
    """A feed to render: ``name`` is its path below the output folder, without an extension.

    ``items`` may be made only when they are asked for; ``keys`` tells of each what is known before. In a file
    of more than ``max_bytes`` only the newest items have their content.
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
    max_bytes: int = MAX_BYTES
