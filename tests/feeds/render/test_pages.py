"""The pages that people see: what stands on them, in which order, and where their links lead."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from feedtool.feeds import render
from feedtool.feeds.render import pages
from feedtool.feeds.render.lists import tree
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.model.record import Image, Provider, Related
from feedtool.model.topics import Topic
from feedtool.text import dates
from tests.feeds.render.test_render import DAY, FORMATS, SITE, feed, item, texts

PICTURE = Image("https://i.example/x.jpg", 640, 480)


def topic_feed(topic: Topic, *items: Any) -> Feed:
    return feed(
        *items,
        name=f"topics/{topic.slug}",
        title=f"{topic.name} – Site",
        label=topic.name,
        topic=topic,
    )


def site_of(topics: list[Topic], *items: Any) -> tuple[Feed, ...]:
    """The feed of everything, and one a topic with the items that have it."""
    everything = feed(*items, name="all", title=SITE.title, label="All stories")
    return (
        everything,
        *(topic_feed(topic, *(one for one in items if topic in one.topics)) for topic in topics),
    )


def parsed(page: bytes) -> etree._Element:
    return lxml_html.document_fromstring(page.decode())


def landing(feeds: tuple[Feed, ...], site: Site = SITE) -> etree._Element:
    return parsed(pages.landing_page(feeds, site, FORMATS))


def page_of(made: Feed, site: Site = SITE) -> etree._Element:
    return parsed(pages.feed_page(made, site, FORMATS))


def one(page: etree._Element, path: str) -> etree._Element:
    found = page.xpath(path)
    assert isinstance(found, list)
    assert len(found) == 1
    assert isinstance(found[0], etree._Element)
    return found[0]


AI = Topic("ai", "AI")
VISION = Topic("computer-vision", "Computer Vision", parent="ai")
OTHER = Topic("other", "Other & more")
STORY = item(
    topics=(VISION, AI),
    image=PICTURE,
    provider=Provider("A & B", "https://example.org/", "https://example.org/icon.png"),
    related=(Related("Another", "https://r.example/", "key", "R & Co"),),
)


# --- links ----------------------------------------------------------------------------------------


def files(feeds: tuple[Feed, ...]) -> dict[str, bytes]:
    made = dict(render.site_files(feeds, SITE, FORMATS))
    for one_feed in feeds:
        made |= render.files(one_feed, SITE, FORMATS)
    return made


def test_what_leads_from_page_to_page_is_relative_and_there() -> None:
    made = files(site_of([AI, VISION, OTHER], STORY))
    for name in (name for name in made if name.endswith(".html")):
        page = parsed(made[name])
        links = [link for link in texts(page, "//body//a/@href") if not urlsplit(link).scheme]
        assert any(link.endswith("feeds.opml") for link in links)
        ids = texts(page, "//@id")
        for link in links:
            path, _, fragment = link.partition("#")
            assert not fragment or fragment in ids
            folder = Path("/", name).parent
            assert not path or str((folder / path).resolve())[1:] in made, (name, link)


def test_what_a_reader_takes_is_absolute() -> None:
    feeds = site_of([AI], STORY)
    for page, name in ((landing(feeds), "all"), (page_of(feeds[1]), "topics/ai")):
        assert f"{SITE.url}{name}.rss" in texts(page, "//main//code")
        assert f"{SITE.url}{name}.rss" in texts(page, "/html/head/link[@rel='alternate']/@href")
        for link in texts(page, "//head/link/@href"):
            assert link.startswith(SITE.url)
    assert texts(landing(feeds), "//link[@rel='canonical']/@href") == [SITE.url]
    assert texts(page_of(feeds[1]), "//link[@rel='canonical']/@href") == [
        f"{SITE.url}topics/ai.html"
    ]


@pytest.mark.parametrize("formats", [FORMATS, ("atom",), ("json", "rss")])
def test_every_format_of_every_feed_can_be_opened_and_copied(formats: tuple[str, ...]) -> None:
    feeds = site_of([AI, OTHER], STORY)
    page = parsed(pages.landing_page(feeds, SITE, formats))
    paths = [f"{made.name}.{form}" for made in feeds for form in formats]
    assert sorted(texts(page, "//main//a[@rel='alternate']/@href")) == sorted(paths)
    assert texts(page, "//main//code") == [f"{SITE.url}{path}" for path in paths]
    for made in feeds:
        page = parsed(pages.feed_page(made, SITE, formats))
        found = texts(page, "//main//a[@rel='alternate']/@href")
        assert [PurePosixPath(path).suffix[1:] for path in found] == [*formats]
        assert texts(page, "//main//code") == [f"{SITE.url}{made.name}.{form}" for form in formats]


def test_a_reader_that_looks_for_feeds_finds_those_of_the_page() -> None:
    topics = [Topic(f"t{number}", f"Topic {number}") for number in range(41)]
    feeds = site_of(topics, STORY)
    found = texts(landing(feeds), "/html/head/link[@rel='alternate']/@href")
    assert found == [f"{SITE.url}all.rss", f"{SITE.url}all.atom"]
    found = texts(page_of(feeds[7]), "/html/head/link[@rel='alternate']/@href")
    assert found == [f"{SITE.url}topics/t6.{form}" for form in FORMATS]


def test_a_line_a_topic_with_its_addresses_behind_it() -> None:
    page = landing(site_of([AI, VISION, OTHER], STORY))
    lines = page.xpath("//ul[@class='feeds']/li")
    assert [texts(line, "div/a[1]")[0] for line in lines] == [
        "All stories", "AI", "Computer Vision", "Other & more",
    ]  # fmt: skip
    assert [texts(line, "div/a[1]/@href")[0] for line in lines] == [
        "all.html", "topics/ai.html", "topics/computer-vision.html", "topics/other.html",
    ]  # fmt: skip
    assert [texts(line, "div/span")[0] for line in lines] == [
        "1 story", "1 story", "1 story", "0 stories",
    ]  # fmt: skip
    for line in lines:
        assert texts(line, "div/a[2]") == ["RSS"]
        assert texts(line, "details//dd/code")
        assert texts(line, "details//dt/a[@rel='alternate']") == ["Atom", "JSON Feed"]
    assert [line.get("class") for line in lines] == [None, None, "depth-1", None]


# --- stories --------------------------------------------------------------------------------------


def test_stories_come_before_feeds() -> None:
    page = landing(site_of([AI], STORY))
    assert texts(page, "//main//h2") == ["Newest stories", "Topics and feeds"]
    assert texts(page_of(feed(STORY)), "//main//h2") == ["Newest stories", "Subscribe"]


def test_a_story_has_its_picture_source_topics_and_related_stories() -> None:
    for page, root in ((landing(site_of([AI, VISION], STORY)), ""), (page_of(feed(STORY)), "../")):
        story = one(page, "//ol[@class='stories']/li")
        assert texts(story, "h3/a") == ["Title 1"]
        picture = one(story, "div[@class='picture']/img")
        assert dict(picture.attrib) == {
            "src": PICTURE.url, "alt": "", "width": "640", "height": "480",
            "loading": "lazy", "decoding": "async", "referrerpolicy": "no-referrer",
        }  # fmt: skip
        icon = one(story, "p[@class='source']/img")
        assert (icon.get("src"), icon.get("alt")) == ("https://example.org/icon.png", "")
        assert texts(story, "p[@class='source']/bdi") == ["A & B"]
        assert texts(story, ".//time/@datetime") == [dates.rfc3339(STORY.published)]
        assert texts(story, "ul[@class='topics']//a") == ["Computer Vision", "AI"]
        assert texts(story, "ul[@class='topics']//a/@href") == [
            f"{root}topics/computer-vision.html",
            f"{root}topics/ai.html",
        ]
        assert texts(story, "details/summary") == ["1 related story"]
        assert texts(story, "details//a/@href") == ["https://r.example/"]
        assert texts(story, "details//li") == ["Another R & Co"]


def test_what_a_story_does_not_have_leaves_nothing_behind() -> None:
    story = one(page_of(feed(item(excerpt="Title 1"))), "//ol[@class='stories']/li")
    assert [child.tag for child in story] == ["h3", "p"]
    assert not story.xpath(".//img | .//details | .//ul")


def test_a_video_can_be_watched() -> None:
    page = page_of(feed(item(video="https://www.youtube.com/watch?v=x")))
    assert texts(page, "//a[.='Watch the video']/@href") == ["https://www.youtube.com/watch?v=x"]


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (300, 200, ("300", "200")),
        (None, 200, ("640", "360")),
        (300, None, ("640", "360")),
        (10**30, 1, ("640", "360")),
    ],
)
def test_every_picture_has_a_size(
    width: int | None, height: int | None, size: tuple[str, str]
) -> None:
    picture = one(
        page_of(feed(item(image=Image("https://i.example/x", width, height)))), "//li//img"
    )
    assert (picture.get("width"), picture.get("height")) == size


def test_no_picture_comes_unencrypted() -> None:
    story = item(
        image=Image("http://i.example/x.jpg", 3, 2),
        provider=Provider("P", "https://p.example/", "http://p.example/icon.png"),
    )
    topic = AI._replace(image="http://i.example/topic.png")
    site = SITE._replace(icon="http://i.example/site.png")
    for page in (landing(site_of([topic], story), site), page_of(topic_feed(topic, story), site)):
        assert not texts(page, "//img | //link[@rel='icon']")
        assert not page.xpath("//li[contains(@class, 'pictured')]")
        (policy,) = texts(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "img-src https:;" in policy
        assert "http:;" not in policy


def test_a_topic_shows_its_own_picture_else_that_of_the_site() -> None:
    site = SITE._replace(icon="https://i.example/site.png")
    topic = AI._replace(image="https://i.example/topic.png")
    path = "//header//img/@src"
    assert texts(page_of(topic_feed(topic), site), path) == ["https://i.example/topic.png"]
    assert texts(page_of(topic_feed(AI), site), path) == ["https://i.example/site.png"]
    assert texts(landing(site_of([topic]), site), path) == ["https://i.example/site.png"]


def test_a_site_without_stories_says_so() -> None:
    for page in (landing(site_of([AI])), page_of(feed())):
        assert "Nothing here yet" in "".join(page.itertext())
        assert not page.xpath("//ol")


def test_a_stranger_is_told_what_a_feed_is() -> None:
    for page in (landing(site_of([AI], STORY)), page_of(feed(STORY))):
        assert texts(page, "//a[.='What is a feed?']/@href") == ["https://aboutfeeds.com/"]


# --- languages ------------------------------------------------------------------------------------


def test_a_day_is_written_as_people_of_the_language_do() -> None:
    page = page_of(feed(item(published=DAY)), SITE._replace(language="de"))
    assert texts(page, "//time") == ["1. September 2023"]


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de", None)]
)
def test_our_own_words_are_english_whatever_the_language(
    language: str, direction: str | None
) -> None:
    site = SITE._replace(language=language)
    for page in (landing(site_of([AI], STORY), site), page_of(feed(STORY), site)):
        assert (page.get("lang"), page.get("dir")) == (language, direction)
        for words in ("Newest stories", "Skip to the stories", "1 related story"):
            element = one(page, f"//*[text()='{words}']")
            assert element.get("lang") == "en"
            assert element.get("dir") == ("ltr" if direction else None)
        for element in page.xpath("//h1 | //h3 | //h3/a | //time | //bdi[.='AI']"):
            assert not element.xpath("ancestor-or-self::*[@lang='en']")
    assert not landing(site_of([AI], STORY)).xpath("//body//@lang")


def test_texts_of_records_go_in_their_own_direction() -> None:
    page = page_of(feed(STORY))
    for path in ("//h1", "//h3", "//p[@class='excerpt']", "//details/ul/li"):
        assert texts(page, f"{path}/@dir") == ["auto"]


# --- many topics ----------------------------------------------------------------------------------


def test_a_topic_stands_below_its_parent() -> None:
    topics = [
        Topic("a", "A", parent="c"),
        Topic("b", "B", parent="a"),
        Topic("c", "C"),
        Topic("d", "D", parent="gone"),
        Topic("e", "E", parent="c"),
    ]
    found = [(made.label, depth) for made, depth in tree.nested(site_of(topics))]
    assert found == [("All stories", 0), ("C", 0), ("A", 1), ("B", 2), ("E", 1), ("D", 0)]


def chain(length: int) -> tuple[Feed, ...]:
    """As many topics, each below the one before it."""
    return site_of(
        [Topic(f"t{n}", f"T {n}", parent=f"t{n - 1}" if n else None) for n in range(length)]
    )


def test_a_long_line_of_topics_is_no_trouble() -> None:
    lines = landing(chain(4000)).xpath("//ul[@class='feeds']/li")
    assert len(lines) == 4001
    assert lines[-1].get("class") == "depth-4"
    opml = etree.fromstring(dict(render.site_files(chain(4000), SITE, FORMATS))["feeds.opml"])
    assert len(opml.findall(".//outline")) == 4001


def test_the_landing_page_grows_with_the_topics_and_no_faster() -> None:
    assert calls(landing, chain(800)) < 4.5 * calls(landing, chain(200))


def test_the_list_of_a_page_that_lists_the_same_feeds_is_taken_over() -> None:
    topics = [AI, VISION, OTHER]
    before = pages.landing_page(site_of(topics, STORY), SITE, FORMATS)
    now = site_of(topics, STORY._replace(title='<ul class="feeds">'))
    made = pages.landing_page(now, SITE, FORMATS, pages.listed_feeds(before))
    assert made == pages.landing_page(now, SITE, FORMATS) != before
    for other in (b"", before[:2000], b"<!DOCTYPE html>"):  # what is none has no list
        assert pages.listed_feeds(other) is None


def calls(work: Callable[[tuple[Feed, ...]], object], made: tuple[Feed, ...]) -> int:
    """How many functions are called while something is made of feeds."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    work(made)
    sys.setprofile(seen)
    try:
        work(made)
    finally:
        sys.setprofile(None)
    return count


# --- markup ---------------------------------------------------------------------------------------


def pages_with_all_parts() -> Iterator[etree._Element]:
    made = site_of([AI, VISION, OTHER], STORY, item(2, video="https://v.example/"), item(3))
    yield landing(made)
    yield from (page_of(one_feed) for one_feed in made)


def test_every_page_can_be_told_to_be_ours_and_runs_nothing() -> None:
    for page in pages_with_all_parts():
        assert texts(page, "//meta[@name='generator']/@content") == ["feedtool"]
        assert not page.xpath(
            "//script | //iframe | //form | //@style | //@*[starts-with(name(), 'on')]"
        )
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert texts(page, "//a[@class='skip']/@href") == ["#main"]


def test_every_link_has_a_name_and_every_picture_an_alt() -> None:
    for page in pages_with_all_parts():
        for link in page.xpath("//a"):
            assert "".join(link.itertext()).strip()
        assert not page.xpath("//img[not(@alt)]")
    assert any(page.xpath("//img") for page in pages_with_all_parts())
