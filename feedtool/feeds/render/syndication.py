"""RSS 2.0 and Atom 1.0, written by feedgen; what it lacks comes in through its extensions.

Here and in ``extensions`` feedgen is known, and its traps: the channel link is the last link given, dates
default to now, entry links lose their attributes. What feedgen writes of an item is kept, for the same item
stands in several feeds: a feed is what feedgen writes of it without items, with those put in before its end.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import Any

from feedtool.feeds.formats import named
from feedtool.feeds.layout import OPML, document_url, feed_url, page_url, topics_url
from feedtool.feeds.render import content
from feedtool.feeds.render.extensions.parts import ATOM, PODCAST, EntryParts, FeedParts
from feedtool.feeds.render.items import NOTHING, Written, each
from feedtool.feeds.render.libraries import FeedEntry, FeedGenerator, etree
from feedtool.model.config import Site
from feedtool.model.feed import Feed, Item
from feedtool.model.topics import Topic
from feedtool.text import dates, urls

GENERATOR = "feedtool"
# So many items of each format are kept as bytes, and of the feed at hand as feedgen has them.
_MOST_KEPT = 4096
_OF_ONE_FEED = 512
# How an item begins in a document, which nothing else in it does, and what stands behind all of them.
_RSS_ITEM, _RSS_END = b"    <item>\n", b"  </channel>\n</rss>\n"
_ATOM_ENTRY, _ATOM_END = b"  <entry>\n", b"</feed>\n"


def rss(feed: Feed, site: Site, written: Written = NOTHING) -> bytes:
    """The feed as RSS 2.0 (https://www.rssboard.org/rss-specification), in UTF-8.

    Of some items it may be ``written`` already how they stand there.
    """
    generator = _generator(feed, site, "rss")
    generator.ttl(site.ttl)
    image = (feed.topic and feed.topic.image) or (feed.podcast and feed.podcast.image) or site.icon
    if image and urls.media_type(image) in ("image/gif", "image/jpeg", "image/png"):
        generator.image(image, feed.title, page_url(feed, site))
    without_items: bytes = generator.rss_str(pretty=True)
    form = PODCAST if feed.podcast else "rss"
    items = each(feed, written, partial(_rss_item, scheme=topics_url(site), form=form))
    return _filled(_PLAIN_TEXT.sub(_hexadecimal, without_items), _RSS_END, items)


def rss_item(item: Item, site: Site) -> bytes:
    """What ``rss`` writes of an item, in a feed that is no podcast."""
    return _rss_item(item, scheme=topics_url(site), form="rss")


def rss_items(written: bytes) -> list[bytes]:
    """What ``rss`` wrote of each item of a feed."""
    return _split(written, _RSS_ITEM, _RSS_END)


def atom(feed: Feed, site: Site, written: Written = NOTHING) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), in UTF-8; see ``rss``."""
    generator = _generator(feed, site, "atom")
    if site.author:
        author = {"name": site.author.name, "uri": site.author.url, "email": site.author.email}
        generator.author({key: value for key, value in author.items() if value})
    if site.icon:
        generator.icon(site.icon)
    if feed.topic and feed.topic.image:
        generator.logo(feed.topic.image)
    used: Counter[bytes] = Counter()
    entries = each(feed, written, partial(_atom_entry, scheme=topics_url(site)))
    distinct = (_with_distinct_date(entry, used) for entry in entries)
    return _filled(generator.atom_str(pretty=True), _ATOM_END, distinct)


def atom_entry(item: Item, site: Site) -> bytes:
    """What ``atom`` writes of an item, but for how the date of its update is written."""
    return _atom_entry(item, scheme=topics_url(site))


def atom_entries(written: bytes) -> list[bytes]:
    """What ``atom`` wrote of each item of a feed."""
    return _split(written, _ATOM_ENTRY, _ATOM_END)


def _filled(without_items: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    """The document with items before its end."""
    if not without_items.endswith(end):
        raise ValueError("feedgen ends a document in another way than it used to")
    return b"".join((without_items[: -len(end)], *items, end))


@lru_cache(_MOST_KEPT)
def _rss_item(item: Item, scheme: str, form: str) -> bytes:
    """The item as it stands in each RSS feed that shows it; ``scheme`` is that of its categories.

    ``form`` tells podcasts from other feeds.
    """
    entry = _entry(item, scheme)
    entry.feedtool.form = form
    # Readers take a description for HTML: what looks like markup must be escaped once more.
    # A title alone is enough for an item of RSS 2.0, and better than the title twice.
    if item.excerpt:
        entry.description(_as_html(item.excerpt), isSummary=True)
    written = _indented(entry.rss_entry(), form, 2)
    return _PLAIN_TEXT.sub(_hexadecimal, written)


@lru_cache(_MOST_KEPT)
def _atom_entry(item: Item, scheme: str) -> bytes:
    """The item as it stands in each Atom feed that shows it, but for how the date of its update is written."""
    # What another generator gave as an id is any text in RSS, and a URI in Atom (RFC 4287 section 4.2.6).
    entry = _entry(item._replace(id=urls.as_id(item.id)), scheme)
    if item.excerpt:
        entry.summary(item.excerpt)
    entry.feedtool.updated = dates.rfc3339(item.updated)
    return _indented(entry.atom_entry(), "atom", 1)


def _split(written: bytes, start: bytes, end: bytes) -> list[bytes]:
    _, *items = written.removesuffix(end).split(start)
    return [start + item for item in items]


def _indented(element: Any, form: str, depth: int) -> bytes:
    """The lines of an element below so many others, in a document that declares the prefixes of its format."""
    above, start, end = _frame(form, depth)
    above.append(element)
    written: bytes = etree.tostring(above.getroottree(), pretty_print=True, encoding="UTF-8")
    above.remove(element)
    return written[start:-end]


@cache
def _frame(form: str, depth: int) -> tuple[Any, int, int]:
    """The innermost of so many elements, and how many bytes stand before and behind what it holds."""
    innermost = etree.Element("frame", nsmap=_prefixes(form))
    for _ in range(depth - 1):
        innermost = etree.SubElement(innermost, "frame")
    held = etree.SubElement(innermost, "held")
    written = etree.tostring(innermost.getroottree(), pretty_print=True, encoding="UTF-8")
    line = b"  " * depth + b"<held/>\n"
    start = written.index(line)
    innermost.remove(held)
    return innermost, start, len(written) - start - len(line)


def _prefixes(form: str) -> dict[str, str]:
    """The prefixes that a document of a format declares, as feedgen writes it."""
    generator = FeedGenerator()
    generator.register_extension("feedtool", FeedParts)
    generator.feedtool.form = form
    generator.id(ATOM)
    generator.title(GENERATOR)
    generator.description(GENERATOR)
    generator.link(href=ATOM)
    written = generator.atom_str() if form == "atom" else generator.rss_str()
    declared: dict[str | None, str] = etree.fromstring(written).nsmap
    return {prefix: name for prefix, name in declared.items() if prefix}


def _generator(feed: Feed, site: Site, form: str) -> FeedGenerator:
    generator = FeedGenerator()
    generator.register_extension("feedtool", FeedParts)
    # A hub notifies subscribers; nobody subscribes to an archive.
    is_archive = feed.chain is not None and feed.chain.number > 0
    generator.feedtool.form, generator.feedtool.hub = form, None if is_archive else site.hub
    generator.feedtool.blogroll = site.url + OPML
    generator.feedtool.chain = feed.chain
    generator.feedtool.links = _chain_links(feed, site, form)
    if feed.podcast and form == "rss":
        generator.feedtool.form, generator.feedtool.show = PODCAST, feed.podcast
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language or site.language)
    generator.generator(GENERATOR)
    generator.updated(feed.updated)
    if site.rights:
        generator.rights(site.rights)
    if feed.topic:
        generator.category(_category(feed.topic, topics_url(site)))
    generator.link(href=feed_url(feed, site, form), rel="self", type=named(form).media_type)
    generator.link(href=page_url(feed, site), rel="alternate", type="text/html")
    return generator


def _chain_links(feed: Feed, site: Site, form: str) -> list[dict[str, str]]:
    """The links to the other documents of a feed (RFC 5005, section 4)."""
    chain = feed.chain
    if chain is None:
        return []
    names = {"prev-archive": chain.older}
    if chain.number:
        names |= {"next-archive": chain.newer, "current": chain.current}
    return [
        {"rel": rel, "type": named(form).media_type, "href": document_url(name, site, form)}
        for rel, name in names.items()
        if name
    ]


@lru_cache(_OF_ONE_FEED)
def _entry(item: Item, scheme: str) -> Any:
    """The item as feedgen has it; each format sets the summary in its own way before it writes the entry."""
    entry = FeedEntry()
    entry.register_extension("feedtool", EntryParts)
    entry.feedtool.item = item
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.link(href=item.link)
    entry.published(item.published)
    entry.updated(item.updated)
    entry.content(content.compose(item), type="html")
    entry.category([_category(topic, scheme) for topic in item.topics])
    return entry


def _category(topic: Topic, scheme: str) -> dict[str, str]:
    return {"term": topic.slug, "scheme": scheme, "label": topic.name}


# The date of an entry without zeros for its fraction, and with them. It comes before all that may hold another.
_UPDATED = re.compile(rb"<updated>([^<.]*)(?:\.0+)?Z</updated>")


def _with_distinct_date(entry: bytes, used: Counter[bytes]) -> bytes:
    """The entry, with the same instant written differently each time it comes up in one feed.

    Entries of one feed should differ in ``updated`` (the W3C validator warns of two that agree), and
    RFC 3339 section 5.6 lets an instant be written with any number of zeros for its fraction.
    """

    def distinct(updated: re.Match[bytes]) -> bytes:
        moment = updated[1]
        used[moment] += 1
        zeros = used[moment] - 1
        fraction = b"." + b"0" * zeros if zeros else b""
        return b"<updated>" + moment + fraction + b"Z</updated>"

    return _UPDATED.sub(distinct, entry, 1)


# What HTML would take for a tag or a character reference (HTML living standard, 13.2.5.6 and .72).
_MARKUP_START = re.compile(r"<(?=[A-Za-z/!?])|&(?=#|[A-Za-z][A-Za-z0-9]*;?)")


def _as_html(plain: str) -> str:
    """Plain text that reads the same whether it is taken for HTML or for plain text, where it can."""
    return _MARKUP_START.sub(lambda start: "&lt;" if start[0] == "<" else "&amp;", plain)


# RSS Best Practices Profile, "Character data": plain text writes & and < as hexadecimal references.
_PLAIN_TEXT = re.compile(rb"(<(?:title|category|copyright|dc:creator)\b[^>]*>)([^<]*&[^<]*)")


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return found[1] + found[2].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
