import json
from typing import Any

from feedtool.feeds.render import jsonfeed
from feedtool.model.config import Author, Site
from feedtool.model.feed import Feed
from feedtool.model.record import Image, Provider, Related
from feedtool.model.topics import Topic
from tests.feeds.render.test_render import SITE, feed, item


def rendered(made: Feed, site: Site = SITE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jsonfeed.render(made, site))
    return found


def test_a_feed_with_only_what_it_must_have() -> None:
    assert rendered(feed()) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News & more",
        "home_page_url": "https://example.org/f/topics/news.html",
        "feed_url": "https://example.org/f/topics/news.json",
        "description": "All of <it>",
        "language": "en",
        "_feedtool": {"id": "urn:test:feed", "updated": "2000-01-01T00:00:00Z"},
        "items": [],
    }


def test_what_is_known_of_the_site_is_told() -> None:
    site = SITE._replace(
        icon="https://i.example/i.png", hub="https://h.example/", rights="All",
        author=Author("Ann", url="https://a.example/"),
    )  # fmt: skip
    found = rendered(feed(), site)
    assert found["icon"] == "https://i.example/i.png"
    assert found["hubs"] == [{"type": "WebSub", "url": "https://h.example/"}]
    assert found["authors"] == [{"name": "Ann", "url": "https://a.example/"}]
    assert found["_feedtool"]["rights"] == "All"
    topic = Topic("ai", "AI", image="https://i.example/ai.png")
    assert rendered(feed(topic=topic), site)["icon"] == "https://i.example/ai.png"


def test_an_item_with_every_member() -> None:
    made = item(
        image=Image("https://i.example/1.jpg"),
        topics=(Topic("ai", "AI"), Topic("cv", "CV")),
        provider=Provider("A", "https://a.example/", "https://a.example/i.png"),
        related=(Related("B", "https://b.example/", "b", "Bee"),),
        more_related=132,
        heat=0,
        external="https://a.example/1",
    )
    (found,) = rendered(feed(made))["items"]
    assert found.pop("content_html").startswith('<p><a href="')
    assert found == {
        "id": "urn:test:1",
        "url": "https://example.org/1?a=1&b=2",
        "external_url": "https://a.example/1",
        "title": "Title 1",
        "summary": "Excerpt 1",
        "image": "https://i.example/1.jpg",
        "date_published": "2023-09-01T14:40:00Z",
        "date_modified": "2023-09-01T14:40:00Z",
        "authors": [
            {"name": "A", "url": "https://a.example/", "avatar": "https://a.example/i.png"}
        ],
        "tags": ["AI", "CV"],
        "_feedtool": {
            "heat": 0,
            "related": [{"title": "B", "url": "https://b.example/", "provider": "Bee"}],
            "more_related": 132,
        },
    }


def test_what_an_item_does_not_have_leaves_no_member_behind() -> None:
    (found,) = rendered(feed(item(excerpt="", heat=None)))["items"]
    assert not found.keys() & {"summary", "image", "tags", "external_url", "_feedtool"}


def test_texts_of_any_script_are_written_as_they_are() -> None:
    assert "😀 é".encode() in jsonfeed.render(feed(item(title="😀 é")), SITE)
