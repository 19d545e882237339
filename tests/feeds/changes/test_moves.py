from datetime import UTC, datetime

from feedtool.feeds.changes import moves
from tests.feeds.render.test_render import feed, item

FORMS = ("rss", "json")


def test_every_former_path_leads_to_the_one_of_now() -> None:
    renamed = feed(item(1), name="topics/c")._replace(former=("topics/a", "topics/b"))
    found = moves.of([feed(item(1), name="all"), renamed], FORMS)
    assert found.moved == (
        ("topics/a.html", "topics/c.html"),
        ("topics/a.json", "topics/c.json"),
        ("topics/a.rss", "topics/c.rss"),
        ("topics/b.html", "topics/c.html"),
        ("topics/b.json", "topics/c.json"),
        ("topics/b.rss", "topics/c.rss"),
    )
    assert found.gone == ()


def test_a_feed_that_ended_long_ago_is_gone_and_its_page_is_not() -> None:
    ended = feed(item(1), name="topics/c", updated=datetime(2024, 1, 1, tzinfo=UTC))
    assert not moves.of([ended._replace(has_ended=True)], FORMS)
    gone = moves.of([ended._replace(has_ended=True, is_gone=True)], FORMS)
    assert gone.gone == ("topics/c.json", "topics/c.rss")
