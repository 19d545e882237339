"""Feeds and pages as bytes: equal feeds give equal bytes, on every machine, at any time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedtool.model import Feed, Site, Topic
from feedtool.render import jsonfeed, opml, pages, syndication
from feedtool.render.addresses import MEDIA_TYPES, page_address


@dataclass(frozen=True, slots=True)
class Format:
    """A format of feeds: how one is written, and how the ids in a written one are found again."""

    render: Callable[[Feed, Site], bytes]
    ids: Callable[[bytes], frozenset[str]]


FORMATS: Mapping[str, Format] = {
    "rss": Format(syndication.rss, syndication.rss_ids),
    "atom": Format(syndication.atom, syndication.atom_ids),
    "json": Format(jsonfeed.render, jsonfeed.ids),
}


def files(feed: Feed, site: Site, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The files of one feed, each as its path below the output folder and its bytes."""
    for name in formats:
        yield f"{feed.name}.{name}", FORMATS[name].render(feed, site)
    yield page_address(feed), pages.feed_page(feed, site, formats)


def site_files(
    feeds: Iterable[Feed], site: Site, formats: tuple[str, ...], topics: Mapping[str, Topic]
) -> Iterator[tuple[str, bytes]]:
    """The files that tell of all feeds: the OPML list and, last, the landing page."""
    feeds = tuple(feeds)
    yield "feeds.opml", opml.render(feeds, site, formats, topics)
    yield "index.html", pages.landing_page(feeds, site, formats, topics)


__all__ = ["FORMATS", "MEDIA_TYPES", "Format", "files", "site_files"]
