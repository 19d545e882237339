"""Where stories stand, by the ledger: in which archives of feeds, and in which periods of digests."""

import re
from collections.abc import Iterable, Iterator, Mapping

from feedtool.feeds import layout
from feedtool.model.digest import DigestConfig
from feedtool.model.feed import Feed
from feedtool.model.ledger import ARCHIVE, DIGEST, FeedFacts, Ledger

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def facts(feeds: Iterable[Feed], archives: Iterable[Feed]) -> Iterator[FeedFacts]:
    """What the ledger is to know of feeds, some of them digests, and of the archives of feeds."""
    numbers: dict[str, dict[str, str]] = {}
    for archive in archives:
        if archive.chain:
            of_feed = numbers.setdefault(archive.chain.current, {})
            of_feed |= {key.id: str(archive.chain.number) for key in archive.keys}
    for name, by_id in numbers.items():
        yield FeedFacts(ARCHIVE, name, by_id)
    for feed in feeds:
        if feed.pages:
            ids = {page.path: page.ids for page in feed.pages}
            periods = layout.edition_periods(feed.name, ids)
            by_story = {story: label for label, path in periods.items() for story in ids[path]}
            yield FeedFacts(DIGEST, feed.name, by_story)


def archives(ledger: Ledger) -> dict[str, dict[str, int]]:
    """The numbers of the archives that stories stand in, by the name of the feed and their ids."""
    return {
        feed: {story: int(number) for story, number in found.items() if _NUMBER.fullmatch(number)}
        for feed, found in ledger.by_feed(ARCHIVE).items()
    }


def periods(ledger: Ledger, digests: Iterable[DigestConfig]) -> Mapping[str, Mapping[str, str]]:
    """For each digest by its name, the period whose edition lists a story, by the id of the story."""
    by_feed = ledger.by_feed(DIGEST)
    return {one.name: by_feed.get(layout.digest_name(one.name), {}) for one in digests}
