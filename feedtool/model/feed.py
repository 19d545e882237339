"""Feeds and their items, as they are rendered."""

from datetime import datetime
from typing import NamedTuple

from feedtool.model.record import Image, Provider, Related
from feedtool.model.topics import Topic


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
    authors: tuple[str, ...] = ()


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
