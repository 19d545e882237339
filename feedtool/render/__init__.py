"""Feeds and pages as bytes: equal feeds give equal bytes, on every machine, at any time."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from feedtool.model import Feed, Site, Topic
from feedtool.render import jsonfeed, opml, pages, syndication
from feedtool.render.addresses import MEDIA_TYPES, page_address

# Each format of feeds and how one is written; ``issued`` reads the ids in it.
FORMATS: Mapping[str, Callable[[Feed, Site], bytes]] = {
    "rss": syndication.rss,
    "atom": syndication.atom,
    "json": jsonfeed.render,
}


def files(feed: Feed, site: Site, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The files of one feed, each as its path below the output folder and its bytes."""
    for name in formats:
        yield f"{feed.name}.{name}", FORMATS[name](feed, site)
    yield page_address(feed), pages.feed_page(feed, site, formats)


def site_files(
    feeds: Iterable[Feed], site: Site, formats: tuple[str, ...], topics: Mapping[str, Topic]
) -> Iterator[tuple[str, bytes]]:
    """The files that tell of all feeds: the OPML list and, last, the landing page."""
    feeds = tuple(feeds)
    yield "feeds.opml", opml.render(feeds, site, formats, topics)
    yield "index.html", pages.landing_page(feeds, site, formats, topics)


__all__ = ["FORMATS", "MEDIA_TYPES", "files", "site_files"]
