"""What feedgen leaves out of feeds and entries, as its extension interface takes it."""

from typing import TYPE_CHECKING, Any

from feedtool.feeds.render.libraries import BaseEntryExtension, BaseExtension, etree
from feedtool.model.feed import Chain, Item
from feedtool.text import dates, urls

if TYPE_CHECKING:
    # Imported late: few sites have a podcast.
    from collections.abc import Iterable

    from feedtool.feeds.render.extensions.podcast import Tag
    from feedtool.model.podcast import Podcast

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
SOURCE = "http://source.scripting.com/"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
# The form of RSS that podcasts have, which declares more prefixes.
PODCAST = "podcast"


class FeedParts(BaseExtension):  # type: ignore[misc]
    """What feedgen leaves out of a feed.

    That is the WebSub hub (https://www.w3.org/TR/websub/#discovery), the links between a feed and its archives,
    and in RSS the list of all feeds (http://source.scripting.com/). No relation of that meaning is
    registered for links of Atom.
    """

    form = "rss"
    hub: str | None = None
    show: "Podcast | None" = None
    blogroll: str | None = None
    chain: Chain | None = None
    links: list[dict[str, str]] = []  # noqa: RUF012 - it is replaced, never changed

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that the feed and its entries use."""
        found = {"media": MEDIA}
        if self.form != "atom":
            found |= {"dc": DC, "source": SOURCE}
        if self.chain and self.chain.number:
            found["fh"] = HISTORY
        if self.form == PODCAST:
            from feedtool.feeds.render.extensions import podcast

            found |= podcast.PREFIXES
        return found

    def extend_atom(self, feed: Any) -> Any:
        """The feed with its hub and its archives."""
        self._extend(feed, "link")
        return feed

    def extend_rss(self, feed: Any) -> Any:
        """The channel with its hub, its archives, the list of all feeds, and what a podcast says."""
        self._extend(feed[0], f"{{{ATOM}}}link")
        if self.blogroll:
            etree.SubElement(feed[0], f"{{{SOURCE}}}blogroll").text = self.blogroll
        if self.show:
            from feedtool.feeds.render.extensions import podcast

            _add_tags(feed[0], podcast.of_show(self.show))
        return feed

    def _extend(self, head: Any, link: str) -> None:
        if self.hub:
            etree.SubElement(head, link, rel="hub", href=self.hub)
        for attributes in self.links:
            etree.SubElement(head, link, attributes)
        if self.chain and self.chain.number:
            etree.SubElement(head, f"{{{HISTORY}}}archive")


class EntryParts(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen leaves out of an entry or item."""

    item: Item
    updated: str
    form: str

    def extend_atom(self, entry: Any) -> Any:
        """The entry with whole links, its author, its picture, and the summary before the content."""
        item = self.item
        # Each stands there once, in this order; between the last two there may be a summary.
        title, updated, content, link, *summaries, published = entry.iterchildren(
            "title", "updated", "content", "link", "summary", "published"
        )
        title.set("type", "text")
        updated.text = self.updated
        published.text = dates.rfc3339(item.published)
        link.set("rel", "alternate")
        link.set("type", "text/html")
        for summary in summaries:
            # Readers that take the first text they meet must meet the summary (lemon24/reader 262).
            content.addprevious(summary)
            summary.set("type", "text")
        for name in reversed(item.authors or (item.provider.name,)):
            author = etree.SubElement(entry, "author")
            etree.SubElement(author, "name").text = name
            if not item.authors:
                etree.SubElement(author, "uri").text = item.provider.url
            updated.addnext(author)
        _add_links(entry, "link", item)
        if file := item.enclosure:
            link = etree.SubElement(entry, "link", rel="enclosure", href=file.url)
            link.set("type", file.media_type)
            if file.length:
                link.set("length", str(file.length))
        _add_picture(entry, item)
        return entry

    def extend_rss(self, entry: Any) -> Any:
        """The item with its author, its links, its picture, and the Markdown of its content."""
        for name in self.item.authors or (self.item.provider.name,):
            etree.SubElement(entry, f"{{{DC}}}creator").text = name
        _add_links(entry, f"{{{ATOM}}}link", self.item)
        _add_picture(entry, self.item)
        if file := self.item.enclosure:
            # An item has one at most, and its length in bytes has to be there (RSS 2.0).
            length = str(file.length)
            etree.SubElement(entry, "enclosure", url=file.url, length=length, type=file.media_type)
            if self.form == PODCAST:
                from feedtool.feeds.render.extensions import podcast

                _add_tags(entry, podcast.of_episode(file))
        if markdown := _markdown(self.item):
            etree.SubElement(entry, f"{{{SOURCE}}}markdown").text = markdown
        return entry


def _markdown(item: Item) -> str | None:
    """The Markdown of an item (http://source.scripting.com/), which RSS alone carries."""
    return item.content.markdown if item.content else None


def _add_links(entry: Any, tag: str, item: Item) -> None:
    """Add ``via`` where the story was found elsewhere (RFC 4287 section 4.2.7.2), and ``related``.

    The same story elsewhere is related, too; who tells it stands in the title.
    """
    if item.via:
        etree.SubElement(entry, tag, rel="via", href=item.via)
    for story in item.also:
        title = f"{story.title} ({story.provider})"
        etree.SubElement(entry, tag, rel="related", href=story.url, title=title)
    for story in item.related:
        etree.SubElement(entry, tag, rel="related", href=story.url, title=story.title)


def _add_tags(parent: Any, tags: "Iterable[Tag]") -> None:
    for tag in tags:
        element = etree.SubElement(parent, tag.name, tag.attributes)
        element.text = tag.text
        _add_tags(element, tag.inner)


def _add_picture(entry: Any, item: Item) -> None:
    """Add the picture as Media RSS (https://www.rssboard.org/media-rss), outside of any group."""
    if item.image is None:
        return
    size = {"width": item.image.width, "height": item.image.height}
    known = {name: str(pixels) for name, pixels in size.items() if pixels}
    content_element = etree.SubElement(
        entry, f"{{{MEDIA}}}content", url=item.image.url, medium="image"
    )
    if media_type := urls.media_type(item.image.url):
        content_element.set("type", media_type)
    thumbnail = etree.SubElement(entry, f"{{{MEDIA}}}thumbnail", url=item.image.url)
    for name, pixels in known.items():
        content_element.set(name, pixels)
        thumbnail.set(name, pixels)
