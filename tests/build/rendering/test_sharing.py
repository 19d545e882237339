"""Which items of a few feeds are written by whom, and what the feeds take of them."""

from feedtool.build.rendering import jobs, sharing
from feedtool.build.rendering.jobs import OfFeed
from feedtool.feeds import layout, render
from feedtool.model.feed import Feed, Item, ItemKey
from feedtool.model.podcast import Podcast
from tests.feeds.render.test_render import FORMATS, SITE, feed, item


def of_items(name: str, *items: Item) -> Feed:
    """A feed of items, each with a key."""
    keys = tuple(ItemKey(one.id, one.heat, one.title) for one in items)
    return feed(*items, name=name)._replace(keys=keys)


def wanted(made: Feed, *forms: str, **written: dict[tuple[int | None, str], bytes]) -> OfFeed:
    paths = frozenset(layout.feed_path(made.name, form) for form in forms)
    known = {layout.feed_path(made.name, form): items for form, items in written.items()}
    return OfFeed(made, paths, known)


def items_of(*feeds: OfFeed) -> list[Item]:
    """The items that are to be written of some feeds, in the order of the jobs."""
    return [one for job in sharing.jobs(feeds, SITE, FORMATS) for one in job.items.values()]


ITEMS = tuple(item(number, title=f"Title {number}") for number in range(30))
SHOW = Podcast("A show", "Of things.", "A", "B", "b@example.org", "https://example.org/a.png", (("Arts",),),
               explicit=False, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", limit=9)  # fmt: skip


def test_each_item_is_written_once_however_many_feeds_show_it() -> None:
    feeds = (wanted(of_items("all", *ITEMS), *FORMATS), wanted(of_items("ai", *ITEMS[::2]), "rss"))
    shared = list(sharing.jobs(feeds, SITE, FORMATS))

    assert [len(job.items) for job in shared] == [12, 12, 6]
    assert items_of(*feeds) == list(ITEMS)


def test_items_that_stand_as_they_were_written_are_not_written_again() -> None:
    one, two = ITEMS[:2]
    keys = [key[1:] for key in of_items("all", one, two).keys]
    was = {keys[0]: b"<item/>"}

    assert items_of(wanted(of_items("all", one, two), "rss", rss=was)) == [two]
    # In another file of the feed nothing is known of it.
    assert items_of(wanted(of_items("all", one, two), "rss", "json", rss=was)) == [one, two]
    assert items_of(wanted(of_items("all", one, two), rss=was)) == []


def test_what_has_no_keys_and_podcasts_share_nothing() -> None:
    podcast = of_items("show", *ITEMS)._replace(podcast=SHOW)

    assert items_of(wanted(feed(*ITEMS, name="all"), *FORMATS)) == []
    assert items_of(wanted(podcast, *FORMATS)) == []
    assert sharing.with_items([wanted(podcast, *FORMATS)], (), FORMATS)[0].written == {}


def test_feeds_are_the_same_with_items_that_were_shared() -> None:
    made = [of_items("all", *ITEMS), of_items("ai", *ITEMS[::3])]
    feeds = [wanted(one, *FORMATS) for one in made]
    written = (jobs.render(job).items for job in sharing.jobs(feeds, SITE, FORMATS))

    shared = sharing.with_items(feeds, written, FORMATS)
    for one in shared:
        assert one.written.keys() == one.wanted
        alone = dict(render.files(one.feed, SITE, FORMATS, one.wanted))
        assert dict(render.files(one.feed, SITE, FORMATS, one.wanted, None, one.written)) == alone


def test_what_stood_there_before_goes_before_what_is_written_now() -> None:
    (key,) = (key[1:] for key in of_items("all", ITEMS[0]).keys)
    before = wanted(of_items("all", ITEMS[0]), "rss", "json", rss={key: b"as it was"})

    (found,) = sharing.with_items([before], [{"rss": {key: b"new"}, "json": {key: b"{}"}}], FORMATS)
    assert found.written == {
        "all.rss": {key: b"as it was"},
        "all.atom": {},
        "all.json": {key: b"{}"},
    }
