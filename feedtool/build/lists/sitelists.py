"""The lists of the site for programs: which there are, what each is made of, and the bytes of it."""

import marshal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.feeds.queries import Stories
from feedtool.model.feed import Feed
from feedtool.model.topics import Topics
from feedtool.text.hashes import content_digest, digest


class SiteList(NamedTuple):
    """A list: a digest of what it is made of, and a function that makes its bytes."""

    made_of: str
    render: Callable[[], bytes]


def wanted(  # noqa: PLR0913, PLR0917 - all that a site has
    task: BuildTask,
    feeds: Sequence[Feed],
    archives: Sequence[Feed],
    named: Topics,
    stories: Stories,
    news: Feed | None,
) -> dict[str, SiteList]:
    """The lists of the site, by their paths below the output folder; ``news`` are the stories of two days."""
    return {
        **dict(_topics(task, feeds, named, stories)),
        **dict(_sitemaps(task, feeds, archives)),
        **dict(_news(task, news)),
    }


def _topics(
    task: BuildTask, feeds: Sequence[Feed], named: Topics, stories: Stories
) -> Iterator[tuple[str, SiteList]]:
    if task.config.feeds.topics_json:
        from feedtool.feeds.lists import topiclist  # late: where nothing has changed, none is made

        topics = topiclist.value(feeds, named, stories, task.config)
        # As many as there are topics: marshal writes them in a third of the time that ``repr`` takes.
        made_of = digest(task.program, content_digest(marshal.dumps(topics, 2)))
        yield layout.TOPICS_LIST, SiteList(made_of, partial(topiclist.render, topics))


def _sitemaps(
    task: BuildTask, feeds: Sequence[Feed], archives: Sequence[Feed]
) -> Iterator[tuple[str, SiteList]]:
    if task.config.feeds.sitemap:
        from feedtool.feeds.lists import sitemap  # late: as above

        site = task.config.site
        for path, part in sitemap.parts(sitemap.pages((*feeds, *archives), site), site).items():
            made_of = digest(task.program, part.root, [*map(tuple, part.pages)])
            yield path, SiteList(made_of, partial(sitemap.render, part))


def _news(task: BuildTask, news: Feed | None) -> Iterator[tuple[str, SiteList]]:
    if news is not None:
        from feedtool.feeds.lists import sitemap  # late: as above

        site = task.config.site
        made_of = digest(task.program, site, [key.digest for key in news.keys])
        yield layout.NEWS_SITEMAP, SiteList(made_of, partial(sitemap.news, news, site))
