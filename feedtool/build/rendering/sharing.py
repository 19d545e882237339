"""Items of a few feeds, written by whichever process has time; each feed then takes those that it shows.

Of many feeds each is rendered by itself. Of a few one shows most items, so that one process would write nearly
all of them, while another one, with the pages, is done in a third of the time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from feedtool.build.rendering.jobs import Job, OfFeed
from feedtool.feeds import layout
from feedtool.model.config import Site

if TYPE_CHECKING:
    from feedtool.feeds.render.items import Written
    from feedtool.model.feed import Item, Shown

# So many items are written in one call: in some milliseconds, so that at the end no process waits for long.
_AT_ONCE = 12


def jobs(feeds: Iterable[OfFeed], site: Site, formats: tuple[str, ...]) -> Iterator[Job]:
    """Jobs that write all items of some feeds that stand nowhere as they were written."""
    items: dict[Shown, Item] = {}
    for one in feeds:
        paths = [path for _, path in _paths(one, formats) if path in one.wanted]
        # Of a feed without keys nobody knows which items are alike.
        for key, item in zip(one.feed.keys, one.feed.items, strict=False):
            if any(key[1:] not in one.written.get(path, ()) for path in paths):
                items[key[1:]] = item
    left = iter(items.items())
    while some := dict(islice(left, _AT_ONCE)):
        yield Job(site, formats, items=some)


def with_items(
    feeds: Sequence[OfFeed], written: "Iterable[Mapping[str, Written]]", formats: tuple[str, ...]
) -> list[OfFeed]:
    """The feeds with what is ``written`` of their items, by the results of the jobs."""
    by_format: dict[str, dict[Shown, bytes]] = {form: {} for form in formats}
    for of_job in written:
        for form, items in of_job.items():
            by_format[form] |= items
    return [one._replace(written={**one.written, **_of(one, by_format)}) for one in feeds]


def _of(one: OfFeed, by_format: "Mapping[str, Mapping[Shown, bytes]]") -> "dict[str, Written]":
    """What is written of items, by the path of each file of a feed."""
    return {
        path: {**by_format[form], **one.written.get(path, {})}
        for form, path in _paths(one, tuple(by_format))
    }


def _paths(one: OfFeed, formats: tuple[str, ...]) -> list[tuple[str, str]]:
    """The files of a feed by format; none of a podcast, whose items are written in a way of their own."""
    if one.feed.podcast:
        return []
    return [(form, layout.feed_path(one.feed.name, form)) for form in formats]
