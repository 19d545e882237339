"""Files to render, as workers are given them. What renders is imported late: few builds render any."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, TypeAlias

from feedtool.feeds.items import CountedItems
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Site
from feedtool.model.feed import Feed, Item, Shown

if TYPE_CHECKING:
    from feedtool.feeds.render.items import Written

# A path below the output folder, and the bytes of the file.
File: TypeAlias = tuple[str, bytes]


class OfFeed(NamedTuple):
    """Files of a feed, and by the paths of some what stood there of items."""

    feed: Feed
    wanted: AbstractSet[str]
    written: "Mapping[str, Written]"


class OfSite(NamedTuple):
    """Files about ``every`` feed; ``listing`` is a landing page that lists these already.

    ``written`` is what stood there of items.
    """

    wanted: AbstractSet[str]
    every: Sequence[Feed]
    listing: bytes | None
    written: "Written"


NOTHING = OfSite(frozenset(), (), None, {})


class Job(NamedTuple):
    """Files to render: those wanted of some feeds, and some of the site; and items to write for feeds."""

    site: Site
    formats: tuple[str, ...]
    feeds: Sequence[OfFeed] = ()
    of_site: OfSite = NOTHING
    items: Mapping[Shown, Item] = {}


class JobResult(NamedTuple):
    """Files, and how many items of one have lost their content, where there are any; items, by format."""

    files: list[File]
    trimmed: dict[str, int]
    items: "dict[str, Written]"


def size(job: Job) -> int:
    """How many bytes a job holds of what stood there of items."""
    written = (one for feed in job.feeds for one in feed.written.values())
    return sum(len(item) for items in written for item in items.values())


def render(job: Job) -> JobResult:
    """Render what a job asks for."""
    from feedtool.feeds import render

    files, trimmed = list[File](), dict[str, int]()
    for feed, wanted, written in job.feeds:
        files += render.files(feed, job.site, job.formats, wanted, trimmed, written)
    if job.of_site.wanted:
        wanted, every, listing, of_items = job.of_site
        files += render.site_files(every, job.site, job.formats, wanted, listing, of_items)
    return JobResult(files, trimmed, render.items(job.items, job.site, job.formats))


def with_items(feed: Feed) -> Feed:
    """A feed with its items, which another process cannot make."""
    return feed._replace(items=tuple(feed.items))


def counted(feed: Feed) -> Feed:
    """A feed without its items, of which lists of feeds need the number: less to send to another process."""
    return feed._replace(items=CountedItems(len(feed.items)), keys=())
