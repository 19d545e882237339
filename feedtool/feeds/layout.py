"""Where the parts of the output are served, and as what."""

from collections.abc import Iterable

from feedtool.model.config import Site
from feedtool.model.feed import Feed

# RFC 4287 section 7; JSON Feed 1.1; the RSS type was never registered, yet every reader knows it.
MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def page_address(feed: Feed) -> str:
    """The path of the feed's page below the output folder."""
    return f"{feed.name}.html"


def page_url(feed: Feed, site: Site) -> str:
    """The URL of the feed's page."""
    return site.url + page_address(feed)


def feed_url(feed: Feed, site: Site, form: str) -> str:
    """The URL of the feed in one format."""
    return f"{site.url}{feed.name}.{form}"


# The files that tell of all feeds.
SITE_FILES = ("feeds.opml", "index.html")


def paths(feed: Feed, formats: Iterable[str]) -> list[str]:
    """The paths of the files of a feed: one a format, and its page."""
    return [f"{feed.name}.{form}" for form in (*formats, "html")]
