"""Feeds that would be too large: the oldest items lose their content first."""

from datetime import timedelta

import pytest

from feedtool.feeds import render
from feedtool.feeds.render import budget, jsonfeed
from feedtool.model.feed import Feed
from feedtool.model.record import Content
from tests.feeds.render.test_render import FORMATS, SITE, feed, item

LONG = Content(f"<p>{'x' * 2000}</p>", "x" * 2000)


def large(number: int) -> Feed:
    newest = item(1)
    items = (
        newest._replace(
            id=f"urn:x:{age}", published=newest.published - timedelta(days=age), content=LONG
        )
        for age in range(number)
    )
    return feed(*items)


def kept(made: bytes) -> list[bool]:
    return [b"xxxx" in part for part in made.split(b"urn:x:")[1:]]


@pytest.mark.parametrize("most", [30_000, 10_000, 1024])
def test_the_newest_that_fit_keep_their_content(most: int) -> None:
    whole = large(20)._replace(max_bytes=most)
    made, trimmed = budget.within(whole, lambda one: jsonfeed.render(one, SITE))
    assert len(made) <= most or trimmed == 20
    assert kept(made) == [True] * (20 - trimmed) + [False] * trimmed
    one_more = budget._with_contents(whole, range(20 - trimmed + 1))
    assert trimmed == 0 or len(jsonfeed.render(one_more, SITE)) > most


def test_what_fits_is_whole_and_what_has_no_content_stays() -> None:
    assert budget.within(large(3), lambda one: jsonfeed.render(one, SITE))[1] == 0
    small = feed(item(1))._replace(max_bytes=10)
    assert budget.within(small, lambda one: jsonfeed.render(one, SITE))[1] == 0


def test_each_file_tells_how_many_items_lost_it() -> None:
    trimmed: dict[str, int] = {}
    whole = large(20)._replace(max_bytes=30_000)
    files = dict(render.files(whole, SITE, FORMATS, None, trimmed))
    assert not [path for path in trimmed if len(files[path]) > 30_000]
    assert trimmed.keys() == {path for path in files if not path.endswith(".html")}
