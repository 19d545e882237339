from feedtool.feeds.render.lists import tree
from feedtool.model.feed import Feed
from feedtool.model.topics import Topic
from tests.feeds.render.test_render import feed


def of(slug: str, parent: str | None = None) -> Feed:
    return feed(name=f"topics/{slug}", topic=Topic(slug, slug.upper(), parent=parent))


def nested(*feeds: Feed) -> list[tuple[str, int]]:
    return [(one.name.removeprefix("topics/"), depth) for one, depth in tree.nested(feeds)]


def test_a_topic_stands_behind_its_parent_and_below_it() -> None:
    feeds = feed(name="all", topic=None), of("a", "z"), of("b"), of("c", "a"), of("z")
    assert nested(*feeds) == [("all", 0), ("b", 0), ("z", 0), ("a", 1), ("c", 2)]


def test_siblings_keep_their_order() -> None:
    assert nested(of("z"), of("b", "z"), of("a", "z")) == [("z", 0), ("b", 1), ("a", 1)]


def test_a_topic_whose_parent_has_no_feed_is_at_the_top() -> None:
    assert nested(of("a", "gone"), of("b", "a")) == [("a", 0), ("b", 1)]


def test_a_feed_of_another_kind_about_a_topic_is_at_the_top_and_has_nothing_below() -> None:
    hot = feed(name="hot/a", topic=Topic("a", "A", parent="z"))
    assert nested(of("z"), of("a", "z"), hot) == [("z", 0), ("a", 1), ("hot/a", 0)]
