"""What a podcast feed says beside RSS; that directories take it, `feedtool check` says."""

from typing import Any

import pytest
from lxml import etree

from feedtool import check
from feedtool.feeds.render import jsonfeed, syndication
from feedtool.feeds.render.extensions import podcast
from feedtool.model.podcast import Enclosure, Episode, Podcast, Transcript
from tests.feeds.render.test_jsonfeed import rendered
from tests.feeds.render.test_render import SITE, SPACES, feed, item

NAMES = {"i": podcast.ITUNES, "p": podcast.PODCAST}
SHOW = Podcast(
    title="A show", description="All of it", author="Ann & Bob", owner_name="Ann",
    owner_email="ann@example.org", image="https://example.org/show.jpg",
    categories=(("Technology",), ("Society & Culture", "Documentary")), explicit=False,
    guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", limit=10, kind="serial", is_complete=True,
    is_locked=True, funding=("https://example.org/pay", "Pay"), license=("cc-by-4.0", None),
)  # fmt: skip
FILE = Enclosure(
    "https://example.org/1.mp3", 34216300, "audio/mpeg", 3723,
    Episode(
        "Alone", 3, 1, "full", explicit=True, image="https://example.org/1.jpg",
        transcripts=(Transcript("https://example.org/1.vtt", "text/vtt", "de"),),
        chapters="https://example.org/1.json",
    ),
)  # fmt: skip


def channel(**changes: Any) -> Any:
    made = feed(item(enclosure=FILE), name="podcast", podcast=SHOW._replace(**changes))
    return etree.fromstring(syndication.rss(made, SITE))[0]


def test_what_the_show_is() -> None:
    found = channel()
    assert [one.text for one in found.xpath("i:author | i:owner/* | i:explicit", namespaces=NAMES)] == [
        "Ann & Bob", "Ann", "ann@example.org", "false",
    ]  # fmt: skip
    assert found.xpath("i:category/@text", namespaces=NAMES) == ["Technology", "Society & Culture"]
    assert found.xpath("i:category/i:category/@text", namespaces=NAMES) == ["Documentary"]
    assert found.xpath("i:image/@href", namespaces=NAMES) == ["https://example.org/show.jpg"]
    assert found.xpath("string(image/url)") == "https://example.org/show.jpg"
    assert [one.text for one in found.xpath("i:type | i:complete", namespaces=NAMES)] == [
        "serial",
        "Yes",
    ]
    told = {etree.QName(one).localname: one for one in found.xpath("p:*", namespaces=NAMES)}
    assert told["guid"].text == SHOW.guid
    assert (told["locked"].text, told["locked"].get("owner")) == ("yes", "ann@example.org")
    assert (told["funding"].text, told["funding"].get("url")) == ("Pay", "https://example.org/pay")
    assert (told["license"].text, told["license"].attrib) == ("cc-by-4.0", {})


def test_what_nobody_said_is_not_there() -> None:
    found = channel(kind=None, is_complete=False, is_locked=None, funding=None, license=None)
    assert not found.xpath("i:type | i:complete", namespaces=NAMES)
    assert [etree.QName(one).localname for one in found.xpath("p:*", namespaces=NAMES)] == ["guid"]


def test_what_an_episode_is() -> None:
    (found,) = channel().xpath("item")
    told = {
        etree.QName(one).localname: one.text or dict(one.attrib)
        for one in found.xpath("i:* | p:*", namespaces=NAMES)
    }
    assert told == {
        "title": "Alone", "duration": "3723", "season": "1", "episode": "3", "episodeType": "full",
        "explicit": "true", "image": {"href": "https://example.org/1.jpg"},
        "transcript": {"url": "https://example.org/1.vtt", "type": "text/vtt", "language": "de"},
        "chapters": {"url": "https://example.org/1.json", "type": "application/json+chapters"},
    }  # fmt: skip


@pytest.mark.parametrize("profile", ["default", "strict", "podcast", "w3c"])
def test_the_checker_says_nothing(profile: str) -> None:
    bare = Enclosure("https://example.org/2.mp4", 0, "video/mp4")
    made = feed(item(enclosure=FILE), item(2, enclosure=bare), name="podcast", podcast=SHOW)
    address = "https://example.org/f/podcast.rss"
    content = syndication.rss(made._replace(description="All of it"), SITE)
    options = check.CheckOptions(base=address, profile=profile)
    assert check.check("podcast.rss", content, options) == ()


def test_other_feeds_have_the_file_and_are_no_podcast() -> None:
    made = feed(item(enclosure=FILE))
    found = etree.fromstring(syndication.rss(made, SITE))
    assert [dict(one.attrib) for one in found.iter("enclosure")] == [
        {"url": "https://example.org/1.mp3", "length": "34216300", "type": "audio/mpeg"}
    ]
    assert not found.xpath("//i:* | //p:*", namespaces=NAMES)


def test_the_file_in_atom() -> None:
    def links(file: Enclosure) -> list[dict[str, str]]:
        found = etree.fromstring(syndication.atom(feed(item(enclosure=file), podcast=SHOW), SITE))
        return [
            dict(one.attrib) for one in found.xpath("//a:link[@rel='enclosure']", namespaces=SPACES)
        ]

    known = {"rel": "enclosure", "href": "https://example.org/1.mp3", "type": "audio/mpeg"}
    assert links(FILE) == [{**known, "length": "34216300"}]
    assert links(FILE._replace(length=0)) == [known]


def test_the_file_in_json() -> None:
    (found,) = rendered(feed(item(enclosure=FILE)))["items"]
    assert found["attachments"] == [
        {
            "url": "https://example.org/1.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 34216300,
            "duration_in_seconds": 3723,
        }
    ]
    bare = feed(item(enclosure=FILE._replace(length=0, duration=None)))
    (found,) = rendered(bare)["items"]
    assert found["attachments"] == [{"url": "https://example.org/1.mp3", "mime_type": "audio/mpeg"}]
    assert b"attachments" not in jsonfeed.render(feed(item()), SITE)
