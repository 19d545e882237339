"""The lists of the site for programs: which there are, what each is made of, and the bytes of it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from feedtool.build.steps import Selected
from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.imports.tuples import NamedTuple
from feedtool.model.feed import Feed
from feedtool.text.hashes import digest, plain_digest


class SiteList(NamedTuple):
    """A list: a digest of what it is made of, and a function that makes its bytes."""

    made_of: str
    render: Callable[[], bytes]


def wanted(task: BuildTask, selected: Selected) -> dict[str, SiteList]:
    """The lists of the site, by their paths below the output folder."""
    return {
        **dict(_topics(task, selected)),
        **dict(_sitemaps(task, (*selected.feeds, *selected.archives))),
        **dict(_news(task, selected.news)),
    }


def _topics(task: BuildTask, selected: Selected) -> Iterator[tuple[str, SiteList]]:
    if task.config.feeds.topics_json:
        from feedtool.feeds.lists import topiclist  # late: where nothing has changed, none is made

        topics = topiclist.value(selected.feeds, selected.topics, selected.offered, task.config)
        made_of = digest(task.program, plain_digest(topics))
        yield layout.TOPICS_LIST, SiteList(made_of, partial(topiclist.render, topics))


def _sitemaps(task: BuildTask, feeds: Sequence[Feed]) -> Iterator[tuple[str, SiteList]]:
    if task.config.feeds.sitemap:
        from feedtool.feeds.lists import sitemap  # late: as above

        site = task.config.site
        for path, part in sitemap.parts(sitemap.pages(feeds, site), site).items():
            made_of = digest(task.program, part.root, [*map(tuple, part.pages)])
            yield path, SiteList(made_of, partial(sitemap.render, part))


def _news(task: BuildTask, news: Feed | None) -> Iterator[tuple[str, SiteList]]:
    """The list of the stories of two days."""
    if news is not None:
        from feedtool.feeds.lists import sitemap  # late: as above

        site = task.config.site
        made_of = digest(task.program, site, [key.digest for key in news.keys])
        yield layout.NEWS_SITEMAP, SiteList(made_of, partial(sitemap.news, news, site))
