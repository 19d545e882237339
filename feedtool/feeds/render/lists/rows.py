"""Feeds as pages list them: what each is called, how much is in it, and where it is."""

from collections.abc import Iterable
from typing import Any

from feedtool.feeds import layout
from feedtool.feeds.formats import named
from feedtool.feeds.render import environment
from feedtool.feeds.render.lists import tree
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.text.plain import escape

# Deeper feeds look like those of this depth.
_DEEPEST = 4


def rows(feeds: Iterable[Feed], site: Site, formats: tuple[str, ...]) -> list[dict[str, Any]]:
    """The feeds as the landing page lists them, nested as their topics are."""
    return [
        row(feed, site, formats) | {"depth": min(depth, _DEEPEST)}
        for feed, depth in tree.nested(feeds)
    ]


def row(feed: Feed, site: Site, formats: tuple[str, ...]) -> dict[str, Any]:
    """What a template needs to know of a feed; paths are below the output folder."""
    count, nouns = len(feed.items), ("story", "stories")
    if feed.closed is not None:
        nouns = ("edition", "editions")
    return {
        "label": feed.label,
        "title": feed.title,
        "path": layout.page_path(feed),
        "is_all": feed.name == layout.ALL,
        "is_query": feed.query_name is not None,
        # A feed that is about no topic is labelled with words of ours.
        "has_own_label": feed.topic is None and feed.query_name is None and not feed.is_named,
        "closed": feed.closed,
        "count": count,
        "noun": nouns[count != 1],
        "links": [_link(feed, site, form) for form in formats],
    }


def _link(feed: Feed, site: Site, form: str) -> dict[str, str]:
    known, url = named(form), layout.feed_url(feed, site, form)
    return {
        "name": known.label,
        "type": known.media_type,
        "path": layout.feed_path(feed.name, form),
        "url": url,
        "breakable_url": breakable(url),
    }


def breakable(url: str) -> str:
    """The URL as HTML, with a place to break the line behind each part of its path."""
    scheme, mark, rest = url.partition("://")
    # What is escaped has as many slashes as before.
    return environment.trusted(escape(scheme + mark) + escape(rest).replace("/", "/<wbr>"))
