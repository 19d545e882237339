"""What stands in a feed, and in each of its items."""

from datetime import UTC, datetime

import pytest

from feedtool.model.config import Config
from feedtool.model.feed import Item
from feedtool.model.record import Record, Related
from feedtool.model.topics import Topic
from tests.conftest import make_record
from tests.feeds.selected import at, feeds


def test_a_topic_without_items_keeps_an_empty_feed_of_a_constant_age(config: Config) -> None:
    feed = feeds([make_record("a", topics=())], config, Topic("ai", "AI"))["topics/ai"]
    assert (tuple(feed.items), feed.updated) == ((), datetime(2000, 1, 1, tzinfo=UTC))


def test_a_feed_is_as_new_as_the_newest_update_of_what_it_shows(config: Config) -> None:
    old = make_record("old", published=at(1), updated=at(11))
    new = make_record("new", published=at(9), updated=at(10))
    assert feeds([old, new], config)["all"].updated == at(11)
    assert feeds([old, new], config, limit=1)["all"].updated == at(10)


def item(record: Record, config: Config) -> Item:
    (found,) = feeds([record], config)["all"].items
    return found


def test_an_item_says_what_its_record_says(config: Config) -> None:
    record = make_record(
        "a", updated=at(9), heat=12, kind="video", video="https://v.example/", topics=("AI",)
    )
    assert item(record, config) == Item(
        id=record.id,
        title="Title a",
        excerpt="Excerpt a",
        link="https://example.org/a",
        via=None,
        kind="video",
        published=record.published,
        updated=at(9),
        heat=None,
        provider=record.provider,
        topics=(Topic("ai", "AI"),),
        image=None,
        video="https://v.example/",
        related=(),
    )


@pytest.mark.parametrize(
    ("link_key", "via"),
    [("https://example.org/a", None), ("https://web.example/", "https://example.org/a?ref")],
)
def test_the_original_is_told_where_the_link_leads_elsewhere(
    link_key: str, via: str | None, config: Config
) -> None:
    record = make_record("a")._replace(link_key=link_key, original="https://example.org/a?ref")
    assert item(record, config).via == via


def story(name: str, title: str | None = None) -> Related:
    return Related(
        title or f"Title {name}", f"https://r.example/{name}?x", f"https://r.example/{name}"
    )


@pytest.mark.parametrize(
    ("related", "shown"),
    [
        ([story("b"), story("c")], ["b", "c"]),
        ([story("b"), story("b", "Another title")], ["b"]),
        ([story("b"), story("c", "TITLE  b!")], ["b"]),
        ([story("b", "“title A!”"), story("c")], ["c"]),
        ([story("self"), story("link"), story("c")], ["c"]),
        ([story(name) for name in "bcdefgh"], [*"bcdef"]),
        ([story("self"), *[story(name) for name in "bbccddeeffgg"]], [*"bcdef"]),
        # what is left out leaves nothing behind
        ([story("self", "Title c"), story("c")], ["c"]),
        ([], []),
    ],
)
def test_related_stories_without_the_story_itself_and_none_twice(
    related: list[Related], shown: list[str], config: Config
) -> None:
    record = make_record(
        "a", original="https://r.example/self", link="https://r.example/link", related=tuple(related)
    )  # fmt: skip
    found = [one.key.rpartition("/")[2] for one in item(record, config).related]
    assert found == shown


@pytest.mark.parametrize(("heat", "told"), [(0, 0), (9, 0), (10, 10), (97, 90), (-1, None)])
def test_heat_is_told_in_steps_of_ten_where_that_was_asked_for(
    heat: int, told: int | None, config: Config
) -> None:
    for is_shown, expected in ((True, told), (False, None)):
        feed = feeds([make_record("a", heat=heat)], config, show_heat=is_shown)["all"]
        assert feed.items[0].heat == feed.keys[0].heat == expected


@pytest.mark.parametrize(
    ("link", "original", "external"),
    [
        ("https://example.org/a", "https://a.example/1", "https://a.example/1"),
        ("https://www.example.org/a", "https://a.example/1", "https://a.example/1"),
        ("https://example.org/a", "https://example.org/a", None),
        ("https://b.example/1", "https://a.example/1", "https://b.example/1"),
        ("https://a.example/1", "https://a.example/1", "https://a.example/1"),
    ],
)
def test_the_page_of_the_publisher_is_told_apart_from_that_of_the_site(
    link: str, original: str, external: str | None, config: Config
) -> None:
    record = make_record("a")._replace(link=link, original=original, link_key=link, key=original)
    assert item(record, config).external == external
