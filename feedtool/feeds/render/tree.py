"""The feeds as a tree: each topic below the one that its ``parent`` names."""

from collections.abc import Iterable, Iterator

from feedtool.model.feed import Feed


def nested(feeds: Iterable[Feed]) -> Iterator[tuple[Feed, int]]:
    """Each feed with its depth, behind the feed above it; siblings in the order that they come in.

    A topic whose parent has no feed is at the top.
    """
    feeds = tuple(feeds)
    slugs = {feed.topic.slug for feed in feeds if feed.topic}
    below: dict[str | None, list[Feed]] = {}
    for feed in feeds:
        parent = feed.topic.parent if feed.topic else None
        below.setdefault(parent if parent in slugs else None, []).append(feed)
    waiting = [(feed, 0) for feed in reversed(below.get(None, ()))]
    while waiting:
        feed, depth = waiting.pop()
        yield feed, depth
        children = below.get(feed.topic.slug, ()) if feed.topic else ()
        waiting += ((child, depth + 1) for child in reversed(children))
