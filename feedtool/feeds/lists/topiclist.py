"""``topics.json``: the topics of the site, for programs."""

from collections.abc import Iterable
from typing import Any

from feedtool.feeds import layout
from feedtool.feeds.queries import Stories
from feedtool.model.config import Config, Site
from feedtool.model.feed import Feed
from feedtool.model.topics import Topic, Topics
from feedtool.text import indented

VERSION = 1


def value(
    feeds: Iterable[Feed], topics: Topics, stories: Stories, config: Config
) -> dict[str, Any]:
    """The list as a JSON value; topics that have no feed are in it, without addresses."""
    site = config.site
    by_slug = {topic.slug: feed for feed in feeds if (topic := layout.own_topic(feed))}
    counts = stories.topic_counts()
    return {
        "version": VERSION,
        "generator": "feedtool",
        "title": site.title,
        "url": site.url,
        "stories": len(stories),
        "topics": [
            _topic(topic, counts[slug], by_slug.get(slug), site, config.feeds.formats)
            for slug, topic in sorted(topics.by_slug.items())
        ],
    }


def render(topics: dict[str, Any]) -> bytes:
    """The bytes of the list, in UTF-8."""
    return f"{indented.dumps(topics)}\n".encode()


def _topic(
    topic: Topic, stories: int, feed: Feed | None, site: Site, formats: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "name": topic.name,
        "description": topic.description,
        "parent": topic.parent,
        "stories": stories,
        "shown": len(feed.items) if feed else 0,
        "keywords": list(topic.keywords),
        "hashtags": list(topic.hashtags),
        "feeds": {form: layout.feed_url(feed, site, form) for form in formats} if feed else {},
        "page": layout.page_url(feed, site) if feed else None,
    }
