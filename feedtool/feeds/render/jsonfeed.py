"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from feedtool.feeds.layout import document_url, feed_url, page_url
from feedtool.feeds.render import content
from feedtool.feeds.render.items import NOTHING, Written, each
from feedtool.model.config import Author, Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Provider, Related
from feedtool.text import dates, indented

if TYPE_CHECKING:
    from feedtool.model.podcast import Enclosure  # few sites have one

VERSION = "https://jsonfeed.org/version/1.1"
# How a document without items ends, from where they belong; what stands there before them, and behind them.
_NO_ITEMS = "[]\n}"
_BEGIN, _END = b"[\n", b"\n  ]\n}\n"
# What begins the lines of an item.
_MARGIN = "\n    "


def render(feed: Feed, site: Site, written: Written = NOTHING) -> bytes:
    """The feed as JSON Feed, in UTF-8; of some items it may be ``written`` already how they stand there."""
    document = _present(
        version=VERSION,
        title=feed.title,
        home_page_url=page_url(feed, site),
        feed_url=feed_url(feed, site, "json"),
        next_url=_next_url(feed, site),
        description=feed.description,
        icon=(feed.topic and feed.topic.image) or site.icon,
        authors=_site_authors(site.author),
        language=feed.language or site.language,
        hubs=_hubs(feed, site),
        _feedtool=_present(id=feed.id, updated=dates.rfc3339(feed.updated), rights=site.rights),
    )
    document["items"] = []
    without_items = indented.dumps(document)
    if not feed.items:
        return f"{without_items}\n".encode()
    before = without_items.removesuffix(_NO_ITEMS).encode() + _BEGIN
    return before + b",\n".join(each(feed, written, _item)) + _END


def json_item(item: Item, _: Site) -> bytes:
    """What ``render`` writes of an item."""
    return _item(item)


def items(written: bytes) -> list[bytes]:
    """What ``render`` wrote of each item of a feed, none of which has a line break in a text."""
    _, _, listed = written.partition(b'\n  "items": ' + _BEGIN)
    first, *others = listed.removesuffix(_END).split(b",\n    {")
    return [first, *(b"    {" + one for one in others)] if first else []


@lru_cache(4096)
def _item(item: Item) -> bytes:
    """The item as it stands in each feed that shows it, two levels deep."""
    value = _present(
        id=item.id,
        url=item.link,
        external_url=item.external,
        title=item.title,
        content_html=content.compose(item),
        summary=item.excerpt or None,
        image=item.image.url if item.image else None,
        date_published=dates.rfc3339(item.published),
        date_modified=dates.rfc3339(item.updated),
        authors=[_present(name=name) for name in item.authors] or [_provider(item.provider)],
        tags=[topic.name for topic in item.topics],
        attachments=[_attachment(item.enclosure)] if item.enclosure else None,
        _feedtool=_present(
            heat=item.heat,
            also=list(map(_story, item.also)),
            related=list(map(_story, item.related)),
            more_related=item.more_related or None,
        )
        or None,
    )
    return f"    {indented.dumps(value, _MARGIN)}".encode()


def _story(story: Related) -> dict[str, Any]:
    return _present(title=story.title, url=story.url, provider=story.provider)


def _provider(provider: Provider) -> dict[str, Any]:
    return _present(name=provider.name, url=provider.url, avatar=provider.icon)


def _attachment(file: "Enclosure") -> dict[str, Any]:
    return _present(
        url=file.url,
        mime_type=file.media_type,
        size_in_bytes=file.length or None,
        duration_in_seconds=file.duration,
    )


def _hubs(feed: Feed, site: Site) -> list[dict[str, Any]] | None:
    """The hub that notifies of changes, but not for an archive, which nobody subscribes to."""
    is_archive = feed.chain is not None and feed.chain.number > 0
    return [{"type": "WebSub", "url": site.hub}] if site.hub and not is_archive else None


def _next_url(feed: Feed, site: Site) -> str | None:
    """The address of the items before those of a document, where there are any."""
    older = feed.chain.older if feed.chain else None
    return document_url(older, site, "json") if older else None


def _site_authors(author: Author | None) -> list[dict[str, Any]] | None:
    return [_present(name=author.name, url=author.url)] if author else None


def _present(**members: Any) -> dict[str, Any]:
    """The members that have a value; zero is one, None and an empty list are none."""
    return {key: value for key, value in members.items() if value is not None and value != []}
