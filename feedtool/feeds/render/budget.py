"""How many bytes a feed may have: the oldest of its items lose their content first, and keep their summary."""

from collections.abc import Callable, Container

from feedtool.model.feed import Feed


def within(feed: Feed, write: Callable[[Feed], bytes]) -> tuple[bytes, int]:
    """The feed as a format writes it, and how many of its items lost their content for its size."""
    full = write(feed)
    if len(full) <= feed.max_bytes:
        return full, 0
    places = [place for place, item in enumerate(feed.items) if item.content]
    places.sort(key=lambda place: feed.items[place].published, reverse=True)
    if not places:
        return full, 0
    # A binary search for how many contents fit: ``least`` do, or none does; ``most`` do not.
    least, most = 0, len(places)
    best = write(_with_contents(feed, ()))
    while most - least > 1:
        middle = (least + most) // 2
        made = write(_with_contents(feed, places[:middle]))
        if len(made) <= feed.max_bytes:
            least, best = middle, made
        else:
            most = middle
    return best, len(places) - least


def _with_contents(feed: Feed, kept: Container[int]) -> Feed:
    """The feed with the contents of the items at some places alone."""
    items = tuple(
        item if place in kept else item._replace(content=None)
        for place, item in enumerate(feed.items)
    )
    return feed._replace(items=items, keys=())  # which are those of items with their content
