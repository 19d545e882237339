"""The formats of feeds. All that feedtool knows of one stands in its line of ``FORMATS``."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from feedtool.imports.tuples import NamedTuple


class Format(NamedTuple):
    """A format of feeds.

    ``name`` is what configurations call it, ``label`` what people do; ``extension`` ends its files, without
    a dot. ``write``, ``ids``, ``split`` and ``item`` are functions, as ``module:function``: where no feed has
    changed none is imported. ``write(feed, site)`` returns the bytes of a feed, in UTF-8; ``ids(content)`` the
    ids of the items in a feed that was written before, none where it cannot be read. A format with a ``split``
    may be given, as ``write(feed, site, written)``, what is written of items already (``render.items``):
    ``split(content)`` returns what stands in a feed of each item, and ``item(item, site)`` what is written of
    one in any feed that is no podcast.
    ``mark`` is a regular expression that is found in every feed that feedtool writes in this format, and in
    none that others write: a file without it is never replaced or removed. ``address`` is one whose group is,
    where it is found first, the address of the feed itself; ``end`` is what a feed ends with, but for white
    space, unless it was cut off.
    ``tells_heat`` is whether a feed may say how hot its stories are.
    """

    name: str
    label: str
    media_type: str
    extension: str
    write: str
    ids: str
    mark: bytes
    address: bytes
    end: bytes
    tells_heat: bool = False
    split: str | None = None
    item: str | None = None


# The format that most readers take comes first: it is the one that lists of feeds name.
# Media types: RFC 4287 section 7; JSON Feed 1.1; that of RSS was never registered, yet every reader knows it.
FORMATS = (
    Format(
        name="rss",
        label="RSS",
        media_type="application/rss+xml",
        extension="rss",
        write="feedtool.feeds.render.syndication:rss",
        ids="feedtool.feeds.issued:rss_ids",
        mark=rb"<generator[^>]*>feedtool</generator>",
        address=rb'<atom:link href="([^"]*)" rel="self"',
        end=b"</rss>",
        split="feedtool.feeds.render.syndication:rss_items",
        item="feedtool.feeds.render.syndication:rss_item",
    ),
    Format(
        name="atom",
        label="Atom",
        media_type="application/atom+xml",
        extension="atom",
        write="feedtool.feeds.render.syndication:atom",
        ids="feedtool.feeds.issued:atom_ids",
        mark=rb"<generator[^>]*>feedtool</generator>",
        address=rb'<link href="([^"]*)" rel="self"',
        end=b"</feed>",
        split="feedtool.feeds.render.syndication:atom_entries",
        item="feedtool.feeds.render.syndication:atom_entry",
    ),
    Format(
        name="json",
        label="JSON Feed",
        media_type="application/feed+json",
        extension="json",
        write="feedtool.feeds.render.jsonfeed:render",
        ids="feedtool.feeds.issued:json_ids",
        mark=rb'"_feedtool"',
        address=rb'"feed_url": "([^"]*)"',
        end=b"\n}",
        tells_heat=True,
        split="feedtool.feeds.render.jsonfeed:items",
        item="feedtool.feeds.render.jsonfeed:json_item",
    ),
)


def named(name: str) -> Format:
    """The format that configurations call so. Raises KeyError where there is none."""
    return _BY_NAME[name]


def function(where: str) -> Callable[..., Any]:
    """The function that ``module:function`` names, imported now."""
    module, _, name = where.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


_BY_NAME = {form.name: form for form in FORMATS}
