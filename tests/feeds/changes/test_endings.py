from datetime import UTC, datetime

from feedtool.feeds.changes import endings
from feedtool.model.topics import Topic, Topics
from tests.feeds.render.test_render import SITE

DAY = datetime(2026, 5, 1, tzinfo=UTC)
AI = Topic("ai", "AI")
OLD = Topic("old", "Old", ended=DAY, successor="ai")
TOPICS = Topics({"ai": AI, "old": OLD}, {})


def test_a_topic_that_goes_on_has_no_last_item() -> None:
    assert endings.last_item("topics/ai", AI, TOPICS, SITE) is None


def test_the_last_item_says_so_and_leads_on() -> None:
    found = endings.last_item("topics/old", OLD, TOPICS, SITE)
    assert found is not None
    assert (found.title, found.published, found.updated) == ("Old has ended", DAY, DAY)
    assert found.link == f"{SITE.url}topics/ai.html"
    assert found.excerpt.endswith("Its stories go on in AI.")


def test_the_id_of_the_last_item_stays_whatever_it_says() -> None:
    one = endings.last_item("topics/old", OLD, TOPICS, SITE)
    two = endings.last_item(
        "topics/old", OLD._replace(end_note="Enough.", name="Older"), TOPICS, SITE
    )
    assert one
    assert two
    assert one.id == two.id
    assert two.excerpt == "Enough."


def test_a_successor_without_a_page_is_not_linked() -> None:
    topics = Topics({"ai": AI._replace(has_feed=False), "old": OLD}, {})
    found = endings.last_item("topics/old", OLD, topics, SITE)
    assert found is not None
    assert found.link == f"{SITE.url}topics/old.html"
