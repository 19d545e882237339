"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from feedtool.feeds.layout import feed_url, page_url
from feedtool.feeds.render import content
from feedtool.model.config import Author, Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Provider
from feedtool.text import dates

VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed, site: Site) -> bytes:
    """The feed as JSON Feed, in UTF-8."""
    document = _present(
        version=VERSION,
        title=feed.title,
        home_page_url=page_url(feed, site),
        feed_url=feed_url(feed, site, "json"),
        description=feed.description,
        icon=(feed.topic and feed.topic.image) or site.icon,
        authors=_site_authors(site.author),
        language=site.language,
        hubs=[{"type": "WebSub", "url": site.hub}] if site.hub else None,
        _feedtool=_present(id=feed.id, updated=dates.rfc3339(feed.updated), rights=site.rights),
    )
    document["items"] = [_item(item) for item in feed.items]
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _item(item: Item) -> dict[str, Any]:
    return _present(
        id=item.id,
        url=item.link,
        external_url=item.link,
        title=item.title,
        content_html=content.compose(item),
        summary=item.excerpt or None,
        image=item.image.url if item.image else None,
        date_published=dates.rfc3339(item.published),
        date_modified=dates.rfc3339(item.updated),
        authors=[_present(name=name) for name in item.authors] or [_provider(item.provider)],
        tags=[topic.name for topic in item.topics],
        _feedtool=_present(
            heat=item.heat,
            related=[
                _present(title=story.title, url=story.url, provider=story.provider)
                for story in item.related
            ],
        ),
    )


def _provider(provider: Provider) -> dict[str, Any]:
    return _present(name=provider.name, url=provider.url, avatar=provider.icon)


def _site_authors(author: Author | None) -> list[dict[str, Any]] | None:
    return [_present(name=author.name, url=author.url)] if author else None


def _present(**members: Any) -> dict[str, Any]:
    """The members that have a value; zero is one, None and an empty list are none."""
    return {key: value for key, value in members.items() if value is not None and value != []}
