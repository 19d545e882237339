"""What stands in a feed; its items are in ``test_story_items``."""

from datetime import UTC, datetime

from feedtool.model.config import Config
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
