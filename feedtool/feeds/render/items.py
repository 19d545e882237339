"""What is written of the items of a feed: anew, or as the last build wrote it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from feedtool.model.feed import Feed, Item, Shown

# What a file shows of items, each by what tells how it looks.
Written: TypeAlias = Mapping[Shown, bytes]
NOTHING: Written = {}


def each(
    feed: Feed, written: Written, write: Callable[[Item], bytes], most: int | None = None
) -> Iterable[bytes]:
    """What ``write`` makes of each item of a feed, or of so many; what is ``written`` already is not made."""
    keys, items = feed.keys[:most], feed.items
    if not written or len(feed.keys) != len(items):
        return map(write, items[:most])
    known = (written.get(key[1:]) for key in keys)
    return (write(items[place]) if one is None else one for place, one in enumerate(known))
