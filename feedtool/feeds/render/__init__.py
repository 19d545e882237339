"""Feeds and pages as bytes: equal feeds give equal bytes, on every machine, at any time.

What writes a format is imported when it is needed: where only heat has changed, neither lxml nor minijinja is.
"""

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from feedtool.diagnostics import room
from feedtool.feeds import formats as every
from feedtool.feeds import layout
from feedtool.feeds.render import budget
from feedtool.feeds.render.items import NOTHING, Written
from feedtool.model.config import Site
from feedtool.model.feed import Feed, Item, Shown


def prepare(formats: Iterable[str]) -> None:
    """Do now what takes time before the first feed of these formats can be written."""
    _require_room()
    for form in formats:
        _writer(form)


def prepare_all(formats: Iterable[str]) -> None:
    """Do now what takes time before any file can be written, pages included."""
    prepare(formats)
    from feedtool.feeds.render import pages  # noqa: F401 - to have it imported


def files(  # noqa: PLR0913, PLR0917 - a feed, what of it is wanted, and what is known of that
    feed: Feed,
    site: Site,
    formats: tuple[str, ...],
    wanted: Container[str] | None = None,
    trimmed: dict[str, int] | None = None,
    written: Mapping[str, Written] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The files of one feed, each as its path below the output folder and its bytes; of them those wanted.

    ``trimmed`` takes how many items of a file have lost their content, where there are any; ``written`` is,
    by the path of a file, what stood there of items.
    """
    written = written or {}
    former = layout.former_paths(feed, formats).items()
    for form in formats:
        path = layout.feed_path(feed.name, form)
        paths = (path, *(old for old, new in former if new == path))
        here = [one for one in paths if wanted is None or one in wanted]
        if here:
            known = {"written": written[path]} if path in written else {}
            write = partial(_writer(form), site=site, **known)
            content, without = budget.within(feed, write)
            if without and trimmed is not None:
                trimmed |= dict.fromkeys(here, without)
            yield from ((one, content) for one in here)
    path = layout.page_path(feed)
    for old in (old for old, new in former if new == path):
        if wanted is None or old in wanted:
            from feedtool.feeds.render.servers import moved  # late: few feeds are renamed

            yield old, moved.page(feed, site, formats)
    if wanted is None or path in wanted:
        _require_room()
        from feedtool.feeds.render import pages

        yield path, pages.feed_page(feed, site, formats, written.get(path, NOTHING))
    for page in feed.pages:
        if page.edition is not None and (wanted is None or page.path in wanted):
            _require_room()
            from feedtool.feeds.render import editions

            yield page.path, editions.page(page.edition, feed.name, site)


def items(some: Mapping[Shown, Item], site: Site, formats: Iterable[str]) -> dict[str, Written]:
    """By format, what stands of some items in every feed that is no podcast."""
    found: dict[str, Written] = {}
    for form in formats if some else ():
        if named := every.named(form).item:
            _require_room()
            write = every.function(named)
            found[form] = {shown: write(item, site) for shown, item in some.items()}
    return found


def _writer(form: str) -> Callable[..., bytes]:
    _require_room()
    return every.function(every.named(form).write)


def _require_room() -> None:
    """Raise MemoryError where too little is left to import all that renders, or to render one file more."""
    room.require_room(room.HEADROOM if "feedtool.feeds.render.pages" in sys.modules else 32)


def site_files(  # noqa: PLR0913, PLR0917 - as above
    feeds: Iterable[Feed],
    site: Site,
    formats: tuple[str, ...],
    wanted: Container[str] = layout.SITE_FILES,
    landing_page: bytes | None = None,
    written: Written = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """The files about all feeds: those for servers, the OPML list and, last, the landing page.

    Of them those wanted. Lists leave out archives, and feeds that have ended. ``landing_page`` is one that
    was made before and lists the same feeds; ``written`` is what stood there of items.
    """
    _require_room()
    feeds = tuple(feeds)
    if any(path in wanted for path in layout.SERVER_FILES):
        from feedtool.feeds.changes import moves  # late: few feeds are renamed
        from feedtool.feeds.render.servers import redirects

        if found := moves.of(feeds, formats):
            yield from redirects.files(found, site, wanted)
    feeds = tuple(feed for feed in feeds if not (feed.has_ended or feed.is_archive))
    if layout.OPML in wanted:
        from feedtool.feeds.render.lists import opml

        yield layout.OPML, opml.render(feeds, site, formats)
    if layout.LANDING_PAGE in wanted:
        from feedtool.feeds.render import pages

        # One topic of hundreds has changed: its stories have, and the list of all feeds has not.
        listed = pages.listed_feeds(landing_page) if landing_page else None
        yield layout.LANDING_PAGE, pages.landing_page(feeds, site, formats, listed, written)
