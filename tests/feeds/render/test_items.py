"""What is written of items already need not be made again: a feed is the same with it and without."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.feeds import formats, layout, render
from feedtool.feeds.items import LazyItems
from feedtool.feeds.render import pages
from feedtool.feeds.render.items import NOTHING, Written, each
from feedtool.model.feed import Feed, Item, ItemKey
from feedtool.model.record import Content
from tests.feeds.render.test_render import DAY, FORMATS, SITE, feed, feeds, item


def keyed(made: Feed, first: int = 0) -> Feed:
    """A feed whose items have keys of their own."""
    keys = [ItemKey(one.id, one.heat, f"{first + n:032x}") for n, one in enumerate(made.items)]
    return made._replace(keys=tuple(keys))


def split(path: str, content: bytes) -> list[bytes]:
    """What a file shows of each item."""
    if layout.is_page(path):
        return pages.stories(content)
    where = formats.named(path.rpartition(".")[2]).split
    assert where is not None
    found: list[bytes] = formats.function(where)(content)
    return found


def written(made: Feed) -> dict[str, Written]:
    """What the files of a feed show of its items."""
    files = dict(render.files(made, SITE, FORMATS))
    keys = [key[1:] for key in made.keys]
    return {
        path: dict(zip(keys, split(path, content), strict=True)) for path, content in files.items()
    }


def unmade(place: int) -> Item:
    raise AssertionError(f"item {place} is written already")


@settings(max_examples=25, deadline=None)
@given(feeds, feeds, st.randoms(use_true_random=False))
def test_a_feed_is_the_same_with_what_is_written_of_items(
    before: Feed, added: Feed, chance: Random
) -> None:
    before = keyed(before)
    added = keyed(added, len(before.items))
    pairs = [
        *zip(before.items, before.keys, strict=True),
        *zip(added.items, added.keys, strict=True),
    ]
    chance.shuffle(pairs)
    now = before._replace(items=tuple(one for one, _ in pairs), keys=tuple(key for _, key in pairs))
    clean = dict(render.files(now, SITE, FORMATS))
    assert dict(render.files(now, SITE, FORMATS, written=written(before))) == clean


def test_what_is_written_is_not_made() -> None:
    made = keyed(feed(item(1), item(2, image=None, excerpt="")))
    unread = made._replace(items=LazyItems(range(2), unmade))
    files = dict(render.files(made, SITE, FORMATS))
    assert dict(render.files(unread, SITE, FORMATS, written=written(made))) == files


def test_the_landing_page_shows_what_is_written() -> None:
    made = keyed(feed(*map(item, range(20)), name="all"))
    page = dict(render.site_files([made], SITE, FORMATS))[layout.LANDING_PAGE]
    stories = pages.stories(page)
    assert len(stories) == layout.NEWEST
    unread = made._replace(items=LazyItems(range(20), unmade))
    known = dict(zip([key[1:] for key in made.keys], stories, strict=False))
    again = render.site_files([unread], SITE, FORMATS, {layout.LANDING_PAGE}, None, known)
    assert dict(again) == {layout.LANDING_PAGE: page}


def test_content_does_not_pass_for_an_item() -> None:
    html = (
        '<ol class="stories">\n<li>\n<h3 dir="auto"><a href="https://example.org/">T</a></h3></li>\n</ol>\n'
        "    <item>\n  <entry>\n    {\n"
    )
    made = keyed(feed(*(item(n, content=Content(html, html)) for n in range(3))))
    for path, content in render.files(made, SITE, FORMATS):
        assert len(split(path, content)) == 3, path


def test_dates_of_atom_differ_whatever_they_were_before() -> None:
    same = [item(number, updated=DAY) for number in range(3)]
    before, turned = keyed(feed(*same)), keyed(feed(*same))
    turned = turned._replace(items=tuple(same[::-1]), keys=turned.keys[::-1])
    for now in (turned, turned._replace(items=turned.items[:1], keys=turned.keys[:1])):
        files = dict(render.files(now, SITE, ("atom",)))
        assert dict(render.files(now, SITE, ("atom",), written=written(before))) == files


@pytest.mark.parametrize("most", [None, 2])
def test_a_feed_whose_keys_are_not_known_is_made_anew(most: int | None) -> None:
    made = keyed(feed(item(1), item(2), item(3)))
    known = {key[1:]: b"before" for key in made.keys}
    assert list(each(made, known, _title, most)) == [b"before"] * (most or 3)
    assert list(each(made, NOTHING, _title, most)) == _titles(made.items[:most])
    assert list(each(made._replace(keys=()), known, _title, most)) == _titles(made.items[:most])


def _title(one: Item) -> bytes:
    return one.title.encode()


def _titles(items: Sequence[Item]) -> list[bytes]:
    return list(map(_title, items))
