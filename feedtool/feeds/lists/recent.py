"""The stories of the last two days that are the site's own, which search engines for news ask for."""

from collections.abc import Sequence
from datetime import datetime

from feedtool.model.config import Config
from feedtool.model.feed import NEWS_PERIOD
from feedtool.model.record import Candidate
from feedtool.text import dates, urls

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
_MOST = 1_000


def news(stories: Sequence[Candidate], config: Config, now: datetime) -> list[Candidate] | None:
    """The site's own stories of the last two days, the newest first; None where it has no stories of its own.

    A sitemap may list only what stands on the host that it stands on (https://www.sitemaps.org/protocol.html),
    so a site whose stories are all published elsewhere has none of news.
    """
    if not config.feeds.sitemap:
        return None
    addresses = own_addresses(config)
    own = [story for story in stories if story.key.startswith(addresses)]
    if not own:
        return None
    oldest = dates.shifted(now, -NEWS_PERIOD)
    return [story for story in own if oldest < story.published <= now][:_MOST]


def own_addresses(config: Config) -> tuple[str, ...]:
    """What addresses on the hosts of the site begin with: where the feeds are served, and where its home is."""
    home = config.records.site.home if config.records.site else config.site.url
    found: dict[str, None] = {}
    for url in (config.site.url, home):
        host = urls.canonical(url, ()).partition("://")[2].partition("/")[0]
        found |= dict.fromkeys((f"https://{host}/", f"http://{host}/"))
    return tuple(found)
