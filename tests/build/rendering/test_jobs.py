"""What workers are given to render."""

import pickle

import pytest

from feedtool.build.rendering import jobs
from feedtool.build.rendering.jobs import Job, JobResult, OfFeed, OfSite
from feedtool.feeds import layout, render
from feedtool.feeds.items import LazyItems
from tests.feeds.render.test_render import FORMATS, SITE, feed, item

FEED = feed(item(1), item(2), name="all")


def test_a_job_renders_what_is_wanted_of_feeds_and_of_the_site() -> None:
    wanted = frozenset({"all.rss", "all.html"})
    of_site = OfSite(frozenset({"feeds.opml"}), (FEED,), None, {})
    files, trimmed, _ = jobs.render(Job(SITE, FORMATS, [OfFeed(FEED, wanted, {})], of_site))
    clean = {
        **dict(render.files(FEED, SITE, FORMATS)),
        **dict(render.site_files([FEED], SITE, FORMATS)),
    }
    assert dict(files) == {path: clean[path] for path in ("all.rss", "all.html", "feeds.opml")}
    assert trimmed == {}


def test_nothing_is_rendered_where_nothing_is_wanted() -> None:
    assert jobs.render(Job(SITE, FORMATS)) == JobResult([], {}, {})


def test_a_job_writes_items_as_each_format_does() -> None:
    key = (60, "digest")
    written = jobs.render(Job(SITE, FORMATS, items={key: item(1)})).items
    for form in FORMATS:
        (content,) = (
            content
            for path, content in render.files(feed(item(1), name="all"), SITE, (form,))
            if path == layout.feed_path("all", form)
        )
        assert written[form][key] in content


def test_feeds_that_other_processes_are_given() -> None:
    lazy = FEED._replace(items=LazyItems(range(2), FEED.items.__getitem__))
    assert pickle.loads(pickle.dumps(jobs.with_items(lazy))) == FEED
    counted = jobs.counted(FEED)
    assert len(counted.items) == 2
    with pytest.raises(LookupError):
        counted.items[0]
