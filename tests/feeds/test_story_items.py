"""What an item says of its story."""

from datetime import datetime, timedelta

import pytest

from feedtool.model.config import Config
from feedtool.model.feed import Item
from feedtool.model.record import Provider, Record, Related
from feedtool.model.topics import Topic
from tests.conftest import make_record
from tests.feeds.selected import at, feeds
from tests.tables import each


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


@each(
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


def day(number: int) -> datetime:
    return at(0) + timedelta(days=number)


@each(
    ("ranked", "chosen"),
    [
        # the best, however they are written
        ({"b": (10, 0), "c": (90, 0), "d": (50, 0)}, "cdb"),
        # of equal ones the newer first
        ({"b": (50, -3), "c": (50, 2), "d": (50, 0)}, "cdb"),
        # those of another time after all of the same weeks, and so are those without a date
        ({"b": (90, -31), "c": (10, 30), "d": (95, None), "e": (20, -30)}, "ecdb"),
        ({"b": (90, -400), "c": (10, 400)}, "bc"),
        # what says nothing of itself stays as it is written
        ({"b": (0, None), "c": (0, None), "d": (0, None)}, "bcd"),
    ],
)
def test_related_stories_are_chosen_by_quality_and_date(
    ranked: dict[str, tuple[int, int | None]], chosen: str, config: Config
) -> None:
    related = tuple(
        story(name)._replace(quality=quality, published=None if days is None else day(days))
        for name, (quality, days) in ranked.items()
    )
    found = item(make_record("a", published=day(0), related=related), config)
    assert "".join(one.key.rpartition("/")[2] for one in found.related) == chosen
    assert found.more_related == 0


def test_of_two_that_are_one_the_better_is_shown_and_the_others_are_counted(config: Config) -> None:
    related = [story("b")._replace(quality=number, provider=f"P{number}") for number in range(3)]
    related += [story(name) for name in "cdefghi"]
    found = item(make_record("a", related=tuple(related)), config)
    assert (found.related[0].provider, len(found.related), found.more_related) == ("P2", 5, 3)


def test_the_same_story_elsewhere_is_told_and_no_related_story(config: Config) -> None:
    title = "Robots learn to fold the laundry of a family"
    related = (
        Related(title, "https://x.example/", "https://x.example/"),
        Related("It has a name", "https://b.example/1", "https://b.example/1"),
        story("c"),
    )
    first = make_record("a", title=title, published=at(1), related=related)
    other = make_record(
        "b", title=title, published=at(2), original="https://b.example/1",
        provider=Provider("B", "https://b.example/"), topics=("Robots",),
    )  # fmt: skip
    made = feeds([first, other], config, Topic("robots", "Robots"), cluster=True)
    for feed in (made["all"], made["topics/robots"]):
        (shown,) = feed.items
        assert shown.also == (Related(title, "https://b.example/1", "https://b.example/1", "B"),)
        assert [one.title for one in shown.related] == ["Title c"]
        assert [topic.slug for topic in shown.topics] == ["ai", "robots"]
    # What the other one says is part of what the item is made of.
    changed = feeds([first, other._replace(title=f"{title}!")], config, cluster=True)["all"]
    assert changed.keys != made["all"].keys


@each(("heat", "told"), [(0, 0), (9, 0), (10, 10), (97, 90), (-1, None)])
def test_heat_is_told_in_steps_of_ten_where_that_was_asked_for(
    heat: int, told: int | None, config: Config
) -> None:
    for is_shown, expected in ((True, told), (False, None)):
        feed = feeds([make_record("a", heat=heat)], config, show_heat=is_shown)["all"]
        assert feed.items[0].heat == feed.keys[0].heat == expected


@each(
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
