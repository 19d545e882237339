"""Which stories an edition tells of."""

from datetime import UTC, datetime, timedelta

from feedtool.feeds.digests import closing
from feedtool.feeds.digests.closing import Closing, DigestCandidates, mark
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.model.digest import DAY, DigestConfig, EditionPage
from feedtool.model.record import Candidate

DAILY = DigestConfig("day", DAY, top=2, min_heat=70, grace=timedelta(hours=12), limit=3)


def story(name: str, day: int, heat: int = 80, hour: int = 9) -> Candidate:
    moment = datetime(2024, 4, day, hour, tzinfo=UTC)
    return Candidate(f"{name}.md", "", name, name, False, moment, moment, heat, ())  # noqa: FBT003


def page(*ids: str) -> EditionPage:
    return EditionPage("", "", datetime(2024, 4, 1, tzinfo=UTC), "", frozenset(ids))


def close(
    *stories: Candidate,
    before: PublishedDigest = PublishedDigest(),  # noqa: B008 - a value
    day: int = 20,
    digest: DigestConfig = DAILY,
    placed: dict[str, str] | None = None,
    cold: tuple[Candidate, ...] = (),
) -> Closing:
    due = sorted(stories, key=lambda one: one.published, reverse=True)
    now = datetime(2024, 4, day, 12, tzinfo=UTC)
    return closing.close(digest, UTC, DigestCandidates(due, cold, placed or {}), before, now)


def told(made: Closing) -> dict[str, list[str]]:
    return {period.label: [one.id for one in some] for period, some in made.new.items()}


def test_the_hottest_stories_of_a_day_stand_in_its_edition() -> None:
    made = close(story("a", 18, 70), story("b", 18, 90), story("c", 18, 80), story("d", 18, 69))
    assert told(made) == {"2024-04-18": ["b", "c"]}


def test_of_two_that_are_as_hot_the_newer_goes_first() -> None:
    made = close(story("a", 18, hour=9), story("b", 18, hour=10))
    assert told(made) == {"2024-04-18": ["b", "a"]}


def test_a_period_is_told_of_once_its_grace_has_passed() -> None:
    assert told(close(story("a", 19), day=19)) == {}
    assert told(close(story("a", 19), day=20)) == {"2024-04-19": ["a"]}


def test_a_first_build_makes_as_many_editions_as_the_feed_holds() -> None:
    made = close(*(story(str(day), day) for day in (3, 7, 9, 11, 15)))
    assert sorted(told(made)) == ["2024-04-09", "2024-04-11", "2024-04-15"]
    assert made.last == "2024-04-19"


def test_what_was_closed_stays_closed() -> None:
    before = PublishedDigest("2024-04-18", (), {"2024-04-18": page("a")})
    made = close(story("b", 18), story("c", 10), before=before, day=19)
    assert (told(made), made.last, made.known) == ({}, "2024-04-18", ())


def test_an_empty_period_is_closed_as_well() -> None:
    before = PublishedDigest("2024-04-17", (), {})
    made = close(story("late", 17), before=before, day=19)
    assert told(made) == {"2024-04-18": ["late"]}
    again = close(
        story("late", 17), story("b", 18), before=PublishedDigest("2024-04-18", ()), day=19
    )
    assert told(again) == {}


def test_a_late_story_stands_in_the_next_edition() -> None:
    before = PublishedDigest("2024-04-18", (mark("a"), mark("cut"), mark("cold")), {})
    stories = [story("late", 18, 99), story("cut", 18, 99), story("cold", 18, 99), story("b", 19)]
    assert told(close(*stories, before=before)) == {"2024-04-19": ["late", "b"]}


def test_a_story_that_was_cold_when_its_period_was_closed_is_not_late() -> None:
    first = close(story("a", 18), day=19, cold=(story("cold", 18, 1),))
    before = PublishedDigest(first.last, first.known, {"2024-04-18": page("a")})
    assert told(close(story("a", 18), story("cold", 18), before=before)) == {}


def test_a_story_whose_address_was_corrected_is_not_late() -> None:
    """It has another id then, and its record the name that it had."""
    first = close(story("a", 18), day=19)
    before = PublishedDigest(first.last, first.known, {"2024-04-18": page("a")})
    corrected = story("a", 18)._replace(id="b", key="b")
    assert told(close(corrected, before=before)) == {}
    assert told(close(corrected._replace(path="b.md"), before=before)) == {"2024-04-19": ["b"]}


def test_a_story_that_comes_after_the_next_period_stands_nowhere() -> None:
    before = PublishedDigest("2024-04-18", (), {})
    assert told(close(story("late", 17), before=before)) == {}


def test_where_nobody_knows_what_was_known_nothing_is_late() -> None:
    assert told(close(story("a", 18), before=PublishedDigest("2024-04-18", None))) == {}


def test_a_story_stands_in_one_edition() -> None:
    """Even where its date was corrected since."""
    before = PublishedDigest("2024-04-18", (), {"2024-04-18": page("a")})
    assert told(close(story("a", 19), story("b", 19), before=before)) == {"2024-04-19": ["b"]}


def test_a_page_that_was_lost_is_made_anew() -> None:
    before = PublishedDigest("2024-04-18", (), {"2024-04-18": page("b")}, frozenset({"2024-04-17"}))
    made = close(story("a", 17), story("b", 17), before=before, day=19)
    assert told(made) == {"2024-04-17": ["a"]}


def test_all_pages_that_were_lost_are_made_anew_beside_the_newest_of_the_others() -> None:
    days = range(2, 19)
    stories = [story(str(day), day) for day in days]
    lost = frozenset(f"2024-04-{day:02}" for day in range(2, 8))
    before = PublishedDigest("2024-04-12", (), {"2024-04-08": page("8")}, lost)
    made = close(*stories, before=before)
    new = {"2024-04-16", "2024-04-17", "2024-04-18"}
    assert told(made).keys() == lost | new


def test_a_ledger_says_where_stories_stand() -> None:
    placed = {"a": "2024-04-18", "b": "2024-04-17", "c": "2024-04-25"}
    stories = [story("a", 17), story("b", 17, 10), story("c", 18), story("d", 18)]
    made = close(*stories, placed=placed)
    assert told(made) == {"2024-04-17": ["b"], "2024-04-18": ["a"]}


def test_a_clock_that_goes_back_opens_nothing() -> None:
    before = PublishedDigest("2024-04-18", (mark("a"),), {})
    made = close(story("b", 10), before=before, day=12)
    assert (told(made), made.last, made.known) == ({}, "2024-04-18", (mark("a"),))


def test_a_story_that_is_withdrawn_may_come_back_in_the_next_edition() -> None:
    before = PublishedDigest("2024-04-18", (mark("a"), mark("b")), {"2024-04-18": page("a", "b")})
    gone = closing.withdrawn_by_edition(before, {"a", "x"})
    assert gone == {"2024-04-18": frozenset("a")}
    assert closing.less_known(before, gone).known == (mark("b"),)
    by_name = before._replace(known=(mark("a"), mark("a.md"), mark("b.md")))
    left = closing.less_known(by_name, gone, [("a", "a.md"), ("b", "b.md")])
    assert left.known == (mark("b.md"),)
    assert closing.less_known(before, {}) == before
