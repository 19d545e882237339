"""The feeds as a tree: each topic below the one that its ``parent`` names."""

from collections.abc import Iterable, Iterator

from feedtool.feeds.layout import own_topic
from feedtool.model.feed import Feed


def nested(feeds: Iterable[Feed]) -> Iterator[tuple[Feed, int]]:
    """Each feed with its depth, behind the feed above it; siblings in the order that they come in.

    A topic whose parent has no feed is at the top, and so are the feeds of other kinds.
    """
    feeds = tuple(feeds)
    slugs = {topic.slug for feed in feeds if (topic := own_topic(feed))}
    below: dict[str | None, list[Feed]] = {}
    for feed in feeds:
        topic = own_topic(feed)
        parent = topic.parent if topic else None
        below.setdefault(parent if parent in slugs else None, []).append(feed)
    waiting = [(feed, 0) for feed in reversed(below.get(None, ()))]
    while waiting:
        feed, depth = waiting.pop()
        yield feed, depth
        topic = own_topic(feed)
        children = below.get(topic.slug, ()) if topic else ()
        waiting += ((child, depth + 1) for child in reversed(children))
