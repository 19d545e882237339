from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from feedtool.feeds.history import archives
from feedtool.feeds.history.archives import Archived
from feedtool.model.feed import Chain, Feed
from feedtool.model.record import Candidate
from tests.build.test_fingerprints import feed, item
from tests.conftest import make_record
from tests.feeds.selected import candidate
from tests.tables import each

LIMIT, SIZE = 2, 3
FIRST = datetime(2023, 1, 1, tzinfo=UTC)


def story(day: int, **changed: Any) -> Candidate:
    """The story of a day, whose id is the number of the day."""
    made = make_record(str(day), published=FIRST + timedelta(days=day), id=str(day))
    return candidate(made)._replace(**changed)


def cut(*days: int, members: Mapping[str, int] | None = None, published: str = "") -> Archived:
    """The archives of a feed of stories of some days, where ids of ``published`` were in it before."""
    stories = sorted(map(story, days), key=lambda one: one.published, reverse=True)
    return archives.archived(
        stories[:LIMIT], stories[LIMIT:], SIZE, members or {}, published.split()
    )


def ids(found: Archived) -> tuple[str, dict[int, str]]:
    closed = {number: " ".join(one.id for one in some) for number, some in found.closed.items()}
    return " ".join(one.id for one in found.shown), closed


def after(found: Archived) -> dict[str, int]:
    """What is published of some archives."""
    return {one.id: number for number, some in found.closed.items() for one in some}


@each(
    ("stories", "shown", "closed"),
    [
        (0, "", {}),
        (2, "1 0", {}),
        (4, "3 2 1 0", {}),
        (5, "4 3", {1: "2 1 0"}),
        (7, "6 5 4 3", {1: "2 1 0"}),
        (8, "7 6", {1: "2 1 0", 2: "5 4 3"}),
    ],
)
def test_stories_are_archived_oldest_first_once_there_are_enough(
    stories: int, shown: str, closed: dict[int, str]
) -> None:
    assert ids(cut(*range(stories))) == (shown, closed)


def test_growing_one_by_one_comes_to_the_same() -> None:
    members: dict[str, int] = {}
    found = cut()
    for number in range(30):
        published = " ".join(map(str, range(max(0, number - LIMIT), number)))
        found = cut(*range(number), members=members, published=published)
        assert min(number, LIMIT) <= len(found.shown) < LIMIT + SIZE
        members = after(found)
    assert found == cut(*range(29))


def test_a_site_that_turns_archives_on_shows_no_old_story_as_new() -> None:
    found = cut(*range(9), published="8 7")
    assert ids(found) == ("8 7", {1: "0", 2: "3 2 1", 3: "6 5 4"})
    # Too few of them to tell this from a site that grows.
    assert ids(cut(*range(4), published="3 2")) == ("3 2 1 0", {})


def test_what_is_closed_takes_nothing_in() -> None:
    members = after(cut(*range(5)))
    assert ids(cut(-9, *range(5), members=members)) == ("4 3 -9", {1: "2 1 0"})
    late = cut(-9, *range(6), members=members)
    assert ids(late) == ("5 4 3 -9", {1: "2 1 0"})
    assert ids(cut(-9, *range(7), members=members)) == ("6 5", {1: "2 1 0", 2: "4 3 -9"})


def test_a_story_that_is_gone_is_gone_from_its_archive_alone() -> None:
    members = after(cut(*range(11)))
    assert ids(cut(*range(5), *range(6, 11), members=members)) == (
        "10 9", {1: "2 1 0", 2: "4 3", 3: "8 7 6"},
    )  # fmt: skip
    assert ids(cut(*range(3), *range(6, 11), members=members))[1] == {1: "2 1 0", 3: "8 7 6"}


def test_a_feed_is_never_left_empty_while_there_are_stories() -> None:
    members = after(cut(*range(8)))
    assert ids(cut(*range(6), members=members)) == ("5 4 3", {1: "2 1 0"})


def test_any_number_of_late_stories_is_archived_and_the_feed_stays_small() -> None:
    members = after(cut(*range(5)))
    found = cut(*range(-100, 5), members=members)
    assert LIMIT <= len(found.shown) < LIMIT + SIZE
    assert ids(found)[1][1] == "2 1 0"
    everything = [*found.shown, *(one for some in found.closed.values() for one in some)]
    assert sorted(int(one.id) for one in everything) == list(range(-100, 5))


def test_heat_moves_nothing_in_an_archive() -> None:
    twins = [story(1, id="b", heat=9), story(1, id="a", heat=1)]
    for order in (twins, twins[::-1]):
        found = archives.archived([story(9)], order, 2, {"a": 1, "b": 1})
        assert [one.id for one in found.closed[1]] == ["a", "b"]


def test_each_document_knows_its_neighbours() -> None:
    chain = archives.chain("all", {1: "archives/all-1", 4: "archives/all-4"})
    assert {number: (one.older, one.newer) for number, one in chain.items()} == {
        1: (None, "archives/all-4"),
        4: ("archives/all-1", "all"),
        0: ("archives/all-4", None),
    }
    assert {one.current for one in chain.values()} == {"all"}


def test_where_nothing_was_published_nothing_is_known() -> None:
    assert archives.NoHistory().members("all") == {}
    assert archives.NoHistory().published("all") == ()


def test_archives_of_one_time_follow_each_other_and_those_of_a_feed_stay_in_order() -> None:
    def archive(name: str, number: int, day: int) -> Feed:
        newest = item("one", published=FIRST + timedelta(days=day))
        made = feed(f"{name}-{number}", newest)
        return made._replace(chain=Chain(name, number, None, None))

    # The second of the feed of everything holds what was found late, and is old.
    every = [archive("all", 1, 3), archive("all", 2, 1), archive("all", 3, 7)]
    of_ai = [archive("ai", 1, 5), archive("ai", 2, 9)]
    found = archives.by_time([*every, *of_ai])
    assert [one.name for one in found] == ["all-1", "all-2", "ai-1", "all-3", "ai-2"]
