"""The rows of a list of feeds: whatever texts are in them, each says what its feed is and where."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from feedtool.feeds.render.lists import rows
from feedtool.model.topics import Topic
from tests.feeds.render.test_render import FORMATS, SITE, feed, item
from tests.tables import each


@given(st.text(st.sampled_from("ab:/<&>\"'é")))
def test_a_line_may_be_broken_behind_each_part_of_a_path_alone(text: str) -> None:
    url = f"https://a.example/{text}"
    html = rows.breakable(url)
    assert html.startswith("https://a.example/<wbr>")
    assert html.count("<wbr>") == url.count("/") - 2
    assert html.count("<") == html.count("/<wbr>")
    assert unescape(html.replace("<wbr>", "")) == url


@each(
    ("items", "closed", "noun"),
    [
        (0, None, "stories"),
        (1, None, "story"),
        (2, None, "stories"),
        (1, "", "edition"),
        (2, "", "editions"),
    ],
)
def test_a_feed_says_how_much_is_in_it(items: int, closed: str | None, noun: str) -> None:
    row = rows.row(feed(*map(item, range(items)), closed=closed), SITE, FORMATS)
    assert (row["count"], row["noun"]) == (items, noun)


def test_a_feed_has_an_address_a_format() -> None:
    links = rows.row(feed(), SITE, ("rss", "json"))["links"]
    assert [(link["name"], link["path"]) for link in links] == [
        ("RSS", "topics/news.rss"),
        ("JSON Feed", "topics/news.json"),
    ]
    assert [link["url"] for link in links] == [SITE.url + link["path"] for link in links]


def test_topics_stand_below_their_parents_the_deepest_side_by_side() -> None:
    topics = [Topic(f"t{n}", f"T{n}", parent=f"t{n - 1}" if n else None) for n in range(7)]
    feeds = [feed(name=f"topics/{topic.slug}", topic=topic) for topic in topics]
    assert [row["depth"] for row in rows.rows(feeds, SITE, FORMATS)] == [0, 1, 2, 3, 4, 4, 4]
