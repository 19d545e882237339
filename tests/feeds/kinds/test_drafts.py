"""Which feeds there are of each kind, and which stories they show."""

from feedtool.config import taxonomy
from feedtool.feeds import assemble
from feedtool.feeds.queries import Stories
from feedtool.feeds.select import Selection
from feedtool.model.config import Config
from feedtool.model.feed import Feed
from feedtool.model.topics import Topic
from feedtool.text import urls
from tests.conftest import make_record
from tests.feeds.selected import NOW, at, candidate, feeds, titles, whole
from tests.tables import each


def test_the_feed_of_everything(config: Config) -> None:
    record = make_record("a", updated=at(9))
    feed = next(iter(feeds([record], config).values()))
    assert feed._replace(items=(), keys=()) == Feed(
        name="all",
        id=urls.urn("https://example.org/all"),
        title="A site",
        label="All stories",
        description=config.site.description,
        updated=at(9),
        items=(),
        topic=None,
    )
    assert titles(feed) == ["Title a"]


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
    found = assemble.feeds(
        Stories(Selection((candidate(record),)), known, config, NOW),
        known,
        config,
        lambda shown: whole([record], shown),
    ).feeds
    assert [(feed.name, len(feed.items)) for feed in found] == [("all", 1), ("topics/ai", 0)]
    assert found[0].items[0].topics == ()


ROOT, BRANCH, LEAF = Topic("r", "R"), Topic("b", "B", parent="R"), Topic("l", "L", parent="B")


@each(
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


def test_a_topic_with_too_few_stories_has_no_feed_and_keeps_its_name(config: Config) -> None:
    few = config._replace(feeds=config.feeds._replace(min_items=2))
    records = [make_record("a", topics=("AI", "CV")), make_record("b", topics=("AI",))]
    found = feeds(records, few)
    assert list(found) == ["all", "topics/ai"]
    named = {topic.slug: topic.has_feed for item in found["all"].items for topic in item.topics}
    assert named == {"ai": True, "cv": False}


def test_a_feed_of_few_items_by_its_limit_is_not_one_of_too_few(config: Config) -> None:
    few = config._replace(feeds=config.feeds._replace(min_items=5))
    records = [make_record(name) for name in "abc"]
    assert "topics/ai" in feeds(records, few, Topic("ai", "AI", limit=2))
