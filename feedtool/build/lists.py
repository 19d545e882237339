"""The lists of the site for programs: which there are, what each is made of, and the bytes of it."""

from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.text.digests import digest

if TYPE_CHECKING:
    from feedtool.build.publication import Selected


class SiteList(NamedTuple):
    """A list: a digest of what it is made of, and a function that makes its bytes."""

    made_of: str
    render: Callable[[], bytes]


def wanted(
    task: BuildTask, selected: "Selected", written_before: Container[str]
) -> dict[str, SiteList]:
    """The lists of the site, by their paths below the output folder.

    Another's file of such a name stays, and there is no list of ours then: a site may have its own sitemap.
    """
    found = dict(_lists(task, selected))
    return {
        path: one
        for path, one in found.items()
        if path in written_before or not _is_foreign(task, path)
    }


def _is_foreign(task: BuildTask, path: str) -> bool:
    content = task.output.read(path)
    is_there = bool(content and content.strip(b"\0")) if content is not None else task.output.has(path)
    return is_there and not layout.is_marked(path, content)


def _lists(task: BuildTask, selected: "Selected") -> Iterator[tuple[str, SiteList]]:
    from feedtool.feeds.render import sitemap, topiclist  # late: where nothing has changed, none is written

    config, program = task.config, task.program
    if config.feeds.topics_json:
        topics = topiclist.value(selected.feeds, selected.topics, selected.selection.stories, config)
        yield layout.TOPICS_LIST, SiteList(
            digest(program, topics), partial(topiclist.render, topics)
        )
    if config.feeds.sitemap:
        pages = sitemap.pages((*selected.feeds, *selected.archives), config.site)
        for path, part in sitemap.parts(pages, config.site).items():
            yield path, SiteList(digest(program, part), partial(sitemap.render, part))
    if selected.news is not None:
        news = selected.news
        made_of = digest(program, config.site, [key.digest for key in news.keys])
        yield layout.NEWS_SITEMAP, SiteList(made_of, partial(sitemap.news, news, config.site))
