import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.config import taxonomy
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.feeds import assemble, stories
from feedtool.feeds import select as selection
from feedtool.feeds.select import Cold, Duplicate, Embargo, Reason, Unpublished
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Candidate, Record, Related
from feedtool.model.topics import Topic
from feedtool.text import urls
from tests.conftest import make_config, make_record

NOW = datetime(2023, 9, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return make_config(tmp_path_factory.mktemp("site"))


def at(hour: int) -> datetime:
    return NOW.replace(hour=hour)


class Selected(NamedTuple):
    """What a build makes of some records."""

    records: tuple[Record, ...]
    held: dict[str, int]
    problems: list[Problem]


def candidate(record: Record) -> Candidate:
    return Candidate(
        record.path,
        "",
        record.id,
        record.key,
        record.explicit_id,
        record.published,
        record.updated,
        record.heat,
        record.topics,
    )


def withheld(record: Record, min_heat: int) -> Reason | None:
    return selection.withheld(
        None if record.is_published else "is_published", record.heat, min_heat
    )


def select(*records: Record, min_heat: int = 0, now: datetime = NOW) -> Selected:
    reasons = [withheld(record, min_heat) for record in records]
    candidates = [
        candidate(record) for record, reason in zip(records, reasons, strict=True) if reason is None
    ]
    selected = selection.select(candidates, now)
    counts = selected.counts(Counter(reason.name for reason in reasons if reason))
    return Selected(tuple(whole(records, selected.stories).records), counts, selected.problems)


class Whole(NamedTuple):
    """The records of some stories, as ``assemble`` asks for them."""

    records: list[Record]

    def record(self, place: int) -> Record:
        return self.records[place]

    def digest(self, place: int) -> str:
        return self.records[place].title


def whole(records: Iterable[Record], shown: Iterable[Candidate]) -> Whole:
    by_path = {record.path: record for record in records}
    return Whole([stories.with_merged(by_path[story.path], story) for story in shown])


def paths(selected: Selected) -> list[str]:
    return [record.path for record in selected.records]


def held(**counted: int) -> dict[str, int]:
    return {"unpublished": 0, "heat": 0, "embargo": 0, "duplicate": 0} | counted


# --- which records may be published


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"is_published": False}, "unpublished"),
        ({"heat": 7}, None),
        ({"heat": 6}, "heat"),
        ({"heat": -1}, "heat"),
        ({"published": NOW}, None),
        ({"published": NOW + timedelta(seconds=1)}, "embargo"),
        # each record is counted once, at the first step that holds it
        ({"is_published": False, "heat": 0, "published": at(20)}, "unpublished"),
        ({"heat": 0, "published": at(20)}, "heat"),
    ],
)
def test_each_step_holds_some_and_counts_them(changed: dict[str, Any], reason: str | None) -> None:
    selected = select(make_record("a", **changed), make_record("b"), min_heat=7)
    assert sorted(paths(selected)) == (["b.md"] if reason else ["a.md", "b.md"])
    assert selected.held == held(**({reason: 1} if reason else {}))
    assert selected.problems == []


def test_nothing_makes_an_empty_selection() -> None:
    assert select() == Selected((), held(), [])


def test_why_a_record_is_in_no_feed_is_a_value() -> None:
    assert selection.withheld("draft", 0, 7) == Unpublished("draft")
    assert selection.withheld(None, 6, 7) == Cold(6, 7)
    assert selection.withheld(None, 7, 7) is None
    early, late = make_record("a", id="urn:ab:1"), make_record("b", id="urn:ab:1", published=at(1))
    due = make_record("c", published=at(20))
    found = selection.select(map(candidate, (late, due, early)), NOW)
    assert found.held == {"b.md": Duplicate("a.md"), "c.md": Embargo(at(20))}


def test_why_a_story_is_not_in_the_feed_of_a_topic_is_a_value() -> None:
    assert selection.cold(6, 7, "ai") == Cold(6, 7, "ai")
    assert selection.cold(7, 7, "ai") is None
    assert selection.cold(-1, None, "ai") is None


def test_the_least_heat_may_be_below_zero() -> None:
    cold = make_record("a", heat=-1)
    assert select(cold, min_heat=0).held == held(heat=1)
    assert paths(select(cold, min_heat=-1)) == ["a.md"]


def test_the_newest_come_first_then_the_hottest_then_the_later_named_then_by_id() -> None:
    expected = [
        make_record("1", published=at(9), heat=1),
        make_record("2", published=at(8), heat=90),
        make_record("4", published=at(8), heat=80, id="urn:ab:3", path="a/4.md"),
        make_record("3", published=at(8), heat=80, id="urn:ab:1", path="z/3.md"),
        make_record("3b", published=at(8), heat=80, id="urn:ab:2", path="b/3.md"),
        make_record("5", published=at(7), heat=100),
    ]
    for order in (expected, expected[::-1]):
        assert select(*order).records == tuple(expected)


# --- one story in several files


def test_a_story_is_published_once_with_the_best_of_each_record() -> None:
    old = make_record(
        "old", original="https://a.example/", published=at(6), updated=at(7), heat=90, topics=("AI", "Old")
    )  # fmt: skip
    new = make_record(
        "new", original="https://a.example/", published=at(8), updated=at(9), heat=10, topics=("New", "AI")
    )  # fmt: skip
    selected = select(old, new)
    assert selected.records == (
        new._replace(published=at(6), heat=90, topics=("New", "AI", "Old")),
    )
    assert selected.held == held(duplicate=1)


def test_a_story_in_two_files_is_a_warning_that_names_both() -> None:
    early = make_record("z", original="https://a.example/", published=at(6))
    late = make_record("a", original="https://a.example/", published=at(7))
    last = make_record("b", original="https://a.example/", published=at(7))
    problems = select(last, late, early).problems
    assert [problem.path for problem in problems] == ["a.md", "b.md"]
    for problem in problems:
        assert (problem.code, problem.severity) == ("record-duplicate", Severity.WARNING)
        assert "z.md" in problem.message


@pytest.mark.parametrize(
    "newer",
    [
        {"updated": at(9)},
        {"updated": at(8), "published": at(8)},
        {"updated": at(8), "published": at(7), "path": "z.md"},
    ],
)
def test_the_newest_text_is_that_of_the_last_update_then_publication_then_path(
    newer: dict[str, Any],
) -> None:
    one = make_record("a", original="https://a.example/", published=at(7), updated=at(8))
    two = make_record("b", original="https://a.example/")._replace(**({"published": at(7)} | newer))
    for order in ((one, two), (two, one)):
        (record,) = select(*order).records
        assert record.title == "Title b"


def test_an_unpublished_record_takes_no_part_in_a_story() -> None:
    shown = make_record("a", original="https://a.example/", heat=5)
    hidden = make_record("b", original="https://a.example/", heat=90, is_published=False)
    selected = select(shown, hidden)
    assert selected.records == (shown,)
    assert (selected.held, selected.problems) == (held(unpublished=1), [])


def test_an_explicit_id_wins() -> None:
    made = make_record("made", original="https://a.example/", updated=at(9))
    given_ = make_record(
        "given", original="https://a.example/", updated=at(8), id="tag:a.example,2023:x"
    )
    for order in ((made, given_), (given_, made)):
        (record,) = select(*order).records
        assert (record.id, record.title) == ("tag:a.example,2023:x", "Title made")


def test_of_two_explicit_ids_the_older_one_wins() -> None:
    older = make_record(
        "a", original="https://a.example/", updated=at(7), id="tag:a.example,2023:z"
    )
    newer = make_record(
        "b", original="https://a.example/", updated=at(8), id="tag:a.example,2023:a"
    )
    for order in ((older, newer), (newer, older)):
        (record,) = select(*order).records
        assert record.id == "tag:a.example,2023:z"


def test_an_edit_of_one_record_does_not_change_the_id_of_the_item() -> None:
    one = make_record(
        "a", original="https://a.example/", published=at(6), updated=at(6), id="urn:ab:1"
    )
    two = make_record(
        "b", original="https://a.example/", published=at(7), updated=at(7), id="urn:ab:2"
    )
    edited = one._replace(updated=at(9), title="A better title")
    before, after = select(one, two).records[0], select(edited, two).records[0]
    assert before.id == after.id


def test_stories_are_one_where_records_share_a_url_or_an_id() -> None:
    first = make_record("a", original="https://a.example/", id="urn:ab:1")
    second = make_record("b", original="https://b.example/", id="urn:ab:1")
    third = make_record("c", original="https://b.example/")
    fourth = make_record("d", original="https://d.example/", id=third.id)
    other = make_record("e")
    for order in ([first, second, third, fourth, other], [fourth, first, other, third, second]):
        selected = select(*order)
        assert len(selected.records) == 2
        assert selected.held == held(duplicate=3)


def test_a_record_that_joins_two_stories_makes_one_of_them() -> None:
    one = make_record("a", original="https://a.example/", id="urn:ab:1")
    two = make_record("b", original="https://b.example/", id="urn:ab:2")
    joining = make_record("c", original="https://a.example/", id="urn:ab:2")
    later = make_record("d", original="https://b.example/", id="urn:ab:3")
    for order in ([one, two, joining, later], [later, joining, two, one]):
        assert len(select(*order).records) == 1
    assert len(select(one, two).records) == 2


@st.composite
def many_records(draw: st.DrawFn) -> list[Record]:
    """Records that collide in every way: few URLs, ids, times and heats between them."""
    few = st.integers(0, 3)
    return [
        make_record(
            str(number),
            original=f"https://a.example/{draw(few)}",
            published=at(draw(st.integers(10, 13))),
            updated=at(13 + draw(few)),
            heat=draw(few),
            is_published=draw(st.integers(0, 5)) > 0,
            topics=tuple(draw(st.lists(st.sampled_from(["AI", "ai", "CV"]), max_size=2))),
            **({"id": f"urn:ab:{draw(few)}"} if draw(st.booleans()) else {}),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@given(many_records(), st.randoms(use_true_random=False))
def test_the_order_of_records_is_irrelevant(records: list[Record], rnd: random.Random) -> None:
    expected = select(*records, min_heat=1)
    shuffled = select(*rnd.sample(records, len(records)), min_heat=1)
    assert shuffled.records == expected.records
    assert shuffled.held == expected.held
    assert sorted(shuffled.problems, key=repr) == sorted(expected.problems, key=repr)


@given(many_records())
def test_every_record_is_published_or_counted(records: list[Record]) -> None:
    selected = select(*records, min_heat=1)
    assert len(selected.records) + sum(selected.held.values()) == len(records)
    assert len(selected.problems) == selected.held["duplicate"]
    assert len({record.key for record in selected.records}) == len(selected.records)
    assert len({record.id for record in selected.records}) == len(selected.records)
    order = [(record.published, record.heat) for record in selected.records]
    assert order == sorted(order, reverse=True)


# --- which feeds they make


def feeds(
    records: Sequence[Record], config: Config, *configured: Topic, **changed: Any
) -> dict[str, Feed]:
    """The feeds by name, of records that name any topics."""
    selected = selection.select(map(candidate, records), NOW).stories
    known = taxonomy.known(configured, [])
    named = topics.with_named(known, (name for record in records for name in record.topics))
    config = config._replace(feeds=config.feeds._replace(**changed))
    made = assemble.feeds(selected, named, config, lambda shown: whole(records, shown))
    return {feed.name: feed for feed in made}


def titles(feed: Feed) -> list[str]:
    return [item.title for item in feed.items]


def test_the_feed_of_everything(config: Config) -> None:
    record = make_record("a", updated=at(9))
    assert next(iter(feeds([record], config).values())) == Feed(
        name="all",
        id=urls.urn("https://example.org/all"),
        title="A site",
        label="All stories",
        description=config.site.description,
        updated=at(9),
        items=feeds([record], config)["all"].items,
        topic=None,
    )


def test_the_feed_of_a_topic(config: Config) -> None:
    ai = Topic("ai", "AI")
    found = feeds([make_record("a", topics=("ai",)), make_record("b", topics=("CV",))], config, ai)
    assert list(found) == ["all", "topics/ai", "topics/cv"]
    feed = found["topics/ai"]
    assert (feed.id, feed.title, feed.label, feed.description, feed.topic) == (
        urls.urn("https://example.org/topics/ai"),
        "AI – A site",
        "AI",
        "AI: A site",
        ai,
    )
    assert titles(feed) == ["Title a"]


def test_what_is_configured_for_a_topic_stands_on_its_feed(config: Config) -> None:
    ai = Topic("ai", "AI", title="Everything", description="About AI")
    feed = feeds([], config, ai)["topics/ai"]
    assert (feed.title, feed.description) == ("Everything", "About AI")


def test_a_topic_without_items_keeps_an_empty_feed_of_a_constant_age(config: Config) -> None:
    feed = feeds([make_record("a", topics=())], config, Topic("ai", "AI"))["topics/ai"]
    assert (feed.items, feed.updated) == ((), datetime(2000, 1, 1, tzinfo=UTC))


def test_a_feed_is_as_new_as_the_newest_update_of_what_it_shows(config: Config) -> None:
    old = make_record("old", published=at(1), updated=at(11))
    new = make_record("new", published=at(9), updated=at(10))
    assert feeds([old, new], config)["all"].updated == at(11)
    assert feeds([old, new], config, limit=1)["all"].updated == at(10)


def test_a_feed_holds_the_newest_up_to_its_limit(config: Config) -> None:
    records = [make_record(str(hour), published=at(hour)) for hour in range(6)]
    found = feeds(records, config, Topic("ai", "AI", limit=4), limit=3)
    assert titles(found["all"]) == ["Title 5", "Title 4", "Title 3"]
    assert titles(found["topics/ai"]) == ["Title 5", "Title 4", "Title 3", "Title 2"]
    again = feeds(records, config, Topic("ai", "AI", limit=2), limit=3)
    assert titles(again["topics/ai"]) == ["Title 5", "Title 4"]
    assert len(feeds(records, config, Topic("ai", "AI"), limit=3)["topics/ai"].items) == 3


def test_a_topic_may_ask_for_more_heat_before_its_limit_counts(config: Config) -> None:
    records = [make_record(str(hour), published=at(hour), heat=10 - hour) for hour in range(6)]
    feed = feeds(records, config, Topic("ai", "AI", min_heat=8, limit=2))["topics/ai"]
    assert titles(feed) == ["Title 2", "Title 1"]
    assert len(feeds(records, config, Topic("ai", "AI", min_heat=0))["topics/ai"].items) == 6


def test_a_story_is_in_the_feed_of_each_of_its_topics_once(config: Config) -> None:
    record = make_record("a", topics=("AI", "ai", "CV", "A.I."))
    found = feeds([record], config, Topic("ai", "AI", aliases=("A.I.",)))
    assert titles(found["topics/ai"]) == titles(found["topics/cv"]) == ["Title a"]
    (item,) = found["all"].items
    assert [topic.slug for topic in item.topics] == ["ai", "cv"]


def test_a_topic_that_nothing_knows_makes_no_feed(config: Config) -> None:
    record = make_record("a", topics=("Nonsense",))
    known = taxonomy.known([Topic("ai", "AI")], [])
    found = assemble.feeds([candidate(record)], known, config, lambda shown: whole([record], shown))
    assert [(feed.name, len(feed.items)) for feed in found] == [("all", 1), ("topics/ai", 0)]
    assert found[0].items[0].topics == ()


ROOT, BRANCH, LEAF = Topic("r", "R"), Topic("b", "B", parent="R"), Topic("l", "L", parent="B")


@pytest.mark.parametrize(
    ("tree", "rollup", "shown"),
    [
        ((ROOT, BRANCH, LEAF), False, {"l"}),
        ((ROOT, BRANCH, LEAF), True, {"l", "b", "r"}),
        ((ROOT, BRANCH, LEAF._replace(rollup=True)), False, {"l", "b"}),
        ((ROOT, BRANCH._replace(rollup=True), LEAF._replace(rollup=True)), False, {"l", "b", "r"}),
        ((ROOT, BRANCH._replace(rollup=True), LEAF), False, {"l"}),
        ((ROOT, BRANCH, LEAF._replace(rollup=False)), True, {"l"}),
        ((ROOT, BRANCH._replace(rollup=False), LEAF), True, {"l", "b"}),
    ],
)
def test_a_story_rolls_up_as_far_as_topics_let_it(
    tree: tuple[Topic, ...],
    rollup: bool,  # noqa: FBT001
    shown: set[str],
    config: Config,
) -> None:
    found = feeds([make_record("a", topics=("L",))], config, *tree, rollup=rollup)
    assert {name.removeprefix("topics/") for name, feed in found.items() if feed.items} == shown | {
        "all"
    }
    assert [topic.slug for topic in found["all"].items[0].topics] == ["l"]


def test_a_story_that_rolls_up_twice_is_shown_once(config: Config) -> None:
    record = make_record("a", topics=("B", "L", "R"))
    assert titles(feeds([record], config, ROOT, BRANCH, LEAF, rollup=True)["topics/r"]) == [
        "Title a"
    ]


# --- what an item is


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
        heat=12,
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
