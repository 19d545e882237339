"""The pages that people see: a landing page and one a feed, without scripts."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from feedtool import dates
from feedtool.model import Feed, Site, Topic
from feedtool.render.addresses import MEDIA_TYPES, NAMES, feed_url, page_url

NEWEST = 10


def prepare() -> None:
    """Compile the templates, which takes longer than a page."""
    for name in _environment().list_templates(extensions=["html"]):
        _environment().get_template(name)


def landing_page(
    feeds: tuple[Feed, ...], site: Site, formats: tuple[str, ...], topics: Mapping[str, Topic]
) -> bytes:
    """The page of the site: every feed, nested as its topics are, and the newest items."""
    everything = feeds[0]
    return _page(
        "landing.html",
        site,
        feeds=[_described(feed, site, formats) for feed in feeds],
        depths={feed.name: _depth(feed.topic, topics) for feed in _tree(feeds, topics)},
        order=[feed.name for feed in _tree(feeds, topics)],
        items=everything.items[:NEWEST],
        page={"title": site.title, "description": site.description, "url": site.url},
    )


def feed_page(feed: Feed, site: Site, formats: tuple[str, ...]) -> bytes:
    """The page of one feed: how to subscribe to it, and its items."""
    return _page(
        "feed.html",
        site,
        feed=_described(feed, site, formats),
        items=feed.items,
        page={"title": feed.title, "description": feed.description, "url": page_url(feed, site)},
    )


def _tree(feeds: tuple[Feed, ...], topics: Mapping[str, Topic]) -> list[Feed]:
    """The feeds with each topic behind the one above it."""

    def path(feed: Feed) -> tuple[str, ...]:
        steps: list[str] = []
        topic = feed.topic
        while topic:
            steps.insert(0, topic.slug)
            topic = topics[topic.parent] if topic.parent else None
        return tuple(steps)

    return sorted(feeds, key=path)


def _depth(topic: Topic | None, topics: Mapping[str, Topic]) -> int:
    depth = 0
    while topic and topic.parent:
        topic, depth = topics[topic.parent], depth + 1
    return depth


def _described(feed: Feed, site: Site, formats: tuple[str, ...]) -> dict[str, Any]:
    """What a template needs to know of a feed."""
    return {
        "name": feed.name,
        "label": feed.label,
        "title": feed.title,
        "description": feed.description,
        "url": page_url(feed, site),
        "count": len(feed.items),
        "links": [
            {"name": NAMES[form], "type": MEDIA_TYPES[form], "url": feed_url(feed, site, form)}
            for form in formats
        ],
    }


def _page(template: str, site: Site, **values: object) -> bytes:
    html = _environment().get_template(template).render(site=site, **values)
    return (html.rstrip() + "\n").encode()


@cache
def _environment() -> Environment:
    loader = PackageLoader("feedtool.render")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = loader.get_source(environment, "style.css")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals["style"] = Markup(style)  # our own file  # noqa: S704  # nosec B704
    environment.globals["style_digest"] = digest
    environment.filters["day"] = lambda moment: dates.rfc3339(moment)[:10]
    environment.filters["rfc3339"] = dates.rfc3339
    return environment
