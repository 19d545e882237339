"""The page at a path where a feed stood before it was renamed: it leads on to the page of the feed."""

from feedtool.feeds import layout
from feedtool.feeds.formats import named
from feedtool.feeds.render import environment
from feedtool.model.config import Site
from feedtool.model.feed import Feed


def page(feed: Feed, site: Site, formats: tuple[str, ...]) -> bytes:
    """The page at any of the former paths of a feed."""
    html = environment.render(
        "moved.html",
        {
            "language": site.language,
            "title": feed.title,
            "url": layout.page_url(feed, site),
            "links": [
                {"type": named(form).media_type, "url": layout.feed_url(feed, site, form)}
                for form in formats
            ],
        },
    )
    return f"{html}\n".encode()
