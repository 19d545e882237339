"""Whatever the items, the formats agree: the same ids, titles, links, dates and HTML, read back."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from feedtool.feeds import issued, layout, render
from feedtool.feeds.render import jsonfeed, syndication
from feedtool.model.config import Author, Site
from feedtool.model.feed import NEVER, Feed, Item
from feedtool.model.record import Image, Provider, Related
from feedtool.model.topics import Topic
from feedtool.text import dates
from feedtool.text import plain as text
from tests.integration.atom_grammar import complaints

SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "d": "http://purl.org/dc/elements/1.1/",
    "m": "http://search.yahoo.com/mrss/",
}
FORMATS = ("rss", "atom", "json")
DAY = datetime(2023, 9, 1, 15, 40, tzinfo=UTC)
# What has gone wrong in feeds before: entities, markup, CDATA, bidirectional text, control characters.
TRAPS = [
    "Tom & Jerry", "&amp;", "&amp;amp;", "&#60;b&#62;", "AT&T;", "&nbsp", "a < b > c", "<b>bold</b>",
    "List<String>", "</title>", "]]>", "<![CDATA[x]]>", "<!-- x -->", "<script>alert(1)</script>",
    "<?php ?>", "\"'", "{{ 7 * 7 }}", "{% raw %}", "%s %(x)s {0}", "\\", "\x00\x0b\x1f\x85", "\ufffe",
    "\u2028", "\u200f", "\u202e", "e\u0301", "😀", "\U0001d518", "שלום", "C:\\temp", "-1", "null", "<3", "&c.",
]  # fmt: skip


def item(number: int = 1, **changes: Any) -> Item:
    made = Item(
        id=f"urn:test:{number}",
        title=f"Title {number}",
        excerpt=f"Excerpt {number}",
        link=f"https://example.org/{number}?a=1&b=2",
        via=None,
        kind="article",
        published=DAY - timedelta(hours=number),
        updated=DAY - timedelta(hours=number),
        heat=number,
        provider=Provider("A & B", "https://example.org/"),
        topics=(),
        image=None,
        video=None,
        related=(),
    )
    return made._replace(**changes)


def feed(*items: Item, **changes: Any) -> Feed:
    made = Feed(
        name="topics/news",
        id="urn:test:feed",
        title="News & more",
        label="News",
        description="All of <it>",
        updated=max((item.updated for item in items), default=NEVER),
        items=items,
    )
    return made._replace(**changes)


SITE = Site(title="Site", url="https://example.org/f/", description="What it is.")


@dataclass(frozen=True)
class Rendered:
    """A feed in each format, parsed back."""

    files: dict[str, bytes]

    @property
    def rss(self) -> etree._Element:
        return etree.fromstring(self.files["rss"])

    @property
    def atom(self) -> etree._Element:
        return etree.fromstring(self.files["atom"])

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.files["json"])
        return document

    @property
    def page(self) -> etree._Element:
        return lxml_html.document_fromstring(self.files["html"].decode())


def rendered(made: Feed, site: Site = SITE) -> Rendered:
    files = dict(render.files(made, site, FORMATS))
    assert list(files) == [f"{made.name}.{form}" for form in (*FORMATS, "html")]
    return Rendered({name.rpartition(".")[2]: content for name, content in files.items()})


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return [str(part) if isinstance(part, str) else "".join(part.itertext()) for part in found]


def instants(written: list[str]) -> list[datetime]:
    return [datetime.fromisoformat(one) for one in written]


class _Text(HTMLParser):
    """What HTML says once tags are gone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def as_html_reader(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.said)


# --- any items at all -----------------------------------------------------------------------------

plain = st.one_of(
    st.sampled_from(TRAPS),
    st.text(max_size=60),
    st.lists(st.sampled_from(TRAPS), min_size=2, max_size=4).map(" ".join),
)
words = plain.map(text.plain).filter(bool)
links = st.sampled_from(
    ["https://example.org/", "https://example.org/a?b=1&c=%22", "http://[::1]:8080/~x;y=z,'(!)"]
)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
images = st.builds(
    Image,
    st.sampled_from(["https://i.example/x.png", "https://i.example/x?y=1&z.jpg"]),
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 9999),
    st.none() | words,
)
related = st.builds(
    Related,
    words,
    links,
    key=links,
    provider=st.none() | words,
    quality=st.integers(0, 100),
    published=st.none() | moments,
)
topics = st.builds(
    Topic,
    st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True),
    words,
)
items = st.builds(
    Item,
    id=st.uuids().map(lambda uuid: uuid.urn),
    title=words,
    excerpt=words,
    link=links,
    via=st.none() | links,
    kind=st.sampled_from(["article", "video"]),
    published=moments,
    updated=moments,
    heat=st.integers(-1, 1000),
    provider=st.builds(Provider, words, links, icon=st.none() | links),
    topics=st.lists(topics, max_size=3, unique_by=lambda topic: topic.slug).map(tuple),
    image=st.none() | images,
    video=st.none() | links,
    related=st.lists(related, max_size=3).map(tuple),
    authors=st.lists(words, max_size=3).map(tuple),
    more_related=st.integers(0, 2),
    also=st.lists(related, max_size=2).map(tuple),
    content=st.none(),
)
feeds = st.builds(
    lambda held, title, description: feed(*held, title=title, description=description),
    st.lists(items, max_size=4, unique_by=lambda item: item.id),
    words,
    words,
)


def all_formats_say_the_same(made: Feed, done: Rendered) -> None:
    rss, atom, told = done.rss, done.atom, done.json["items"]

    ids = [item.id for item in made.items]
    assert texts(rss, "//item/guid[@isPermaLink='false']") == ids
    assert texts(atom, "//a:entry/a:id") == ids
    assert [item["id"] for item in told] == ids

    titles = [item.title for item in made.items]
    assert texts(rss, "//item/title") == titles
    assert texts(atom, "//a:entry/a:title[@type='text']") == titles
    assert [item["title"] for item in told] == titles

    addresses = [item.link for item in made.items]
    assert texts(rss, "//item/link") == addresses
    assert texts(atom, "//a:entry/a:link[@rel='alternate'][@type='text/html']/@href") == addresses
    assert [item["url"] for item in told] == addresses

    published = [item.published for item in made.items]
    assert instants(texts(atom, "//a:entry/a:published")) == published
    assert instants([item["date_published"] for item in told]) == published
    assert [
        datetime.strptime(date, "%a, %d %b %Y %H:%M:%S %z") for date in texts(rss, "//item/pubDate")
    ] == published
    updated = [item.updated for item in made.items]
    assert instants(texts(atom, "//a:entry/a:updated")) == updated
    assert instants([item["date_modified"] for item in told]) == updated

    content = texts(rss, "//item/c:encoded")
    assert texts(atom, "//a:entry/a:content[@type='html']") == content
    assert [item["content_html"] for item in told] == content

    names = [name for item in made.items for name in item.authors or (item.provider.name,)]
    assert texts(rss, "//item/d:creator") == names
    assert texts(atom, "//a:entry/a:author/a:name") == names
    assert [author["name"] for item in told for author in item["authors"]] == names

    topics = [topic.name for item in made.items for topic in item.topics]
    assert texts(rss, "//item/category") == topics
    assert texts(atom, "//a:entry/a:category/@label") == topics
    assert [tag for item in told for tag in item.get("tags", ())] == topics

    pictures = [item.image.url for item in made.items if item.image]
    for root in (rss, atom):
        assert texts(root, "//m:content[@medium='image']/@url") == pictures
        assert texts(root, "//m:thumbnail/@url") == pictures
        assert not texts(root, "//m:group")
    assert [item["image"] for item in told if "image" in item] == pictures


def a_text_reads_the_same_as_plain_text_and_as_html(made: Feed, done: Rendered) -> None:
    excerpts = [item.excerpt for item in made.items]
    assert texts(done.atom, "//a:entry/a:summary[@type='text']") == excerpts
    assert [item["summary"] for item in done.json["items"]] == excerpts
    # Readers take the description of RSS for HTML.
    assert [as_html_reader(one) for one in texts(done.rss, "//item/description")] == excerpts
    assert texts(done.page, "//main//li/h3/a") == [item.title for item in made.items]
    assert texts(done.page, "//h1") == [made.title]


def atom_is_valid_and_html_is_harmless(_: Feed, done: Rendered) -> None:
    assert not complaints(done.atom)
    for html in (item["content_html"] for item in done.json["items"]):
        fragment = lxml_html.fragment_fromstring(html, create_parent="div")
        for element in fragment.iter():
            assert element.tag in {"div", "p", "a", "img", "ul", "li"}
            assert set(element.attrib) <= {"href", "src", "alt", "width", "height"}
            for address in (element.get("href"), element.get("src")):
                assert address is None or re.match(r"https?://", address)
    assert not texts(done.page, "//script | //iframe | //@*[starts-with(name(), 'on')]")


def equal_feeds_give_equal_bytes_and_the_ids_are_found_again(made: Feed, done: Rendered) -> None:
    files = done.files
    assert rendered(made._replace()).files == files
    for form in FORMATS:
        ids = issued.ids(form, files[form])
        assert ids == frozenset(item.id for item in made.items)
        assert issued.ids(form, b"\xff<garbage") == frozenset()


def heat_is_told_in_json_alone(made: Feed, done: Rendered) -> None:  # see unchanged.inputs
    hotter = made._replace(
        items=tuple(one._replace(heat=(one.heat or 0) + 1) for one in made.items)
    )
    before, after = done.files, rendered(hotter).files
    assert {form for form in before if before[form] != after[form]} <= {"json"}
    assert dict(render.site_files([made], SITE, FORMATS)) == dict(
        render.site_files([hotter], SITE, FORMATS)
    )


# To draw a feed takes far longer than to render and to read it: all is asked of the same ones.
TRUE_OF_ALL = (
    all_formats_say_the_same,
    a_text_reads_the_same_as_plain_text_and_as_html,
    atom_is_valid_and_html_is_harmless,
    equal_feeds_give_equal_bytes_and_the_ids_are_found_again,
    heat_is_told_in_json_alone,
)


@settings(max_examples=60, deadline=None)
@given(feeds)
def test_what_is_true_of_all_feeds(made: Feed) -> None:
    done = rendered(made)
    for is_true in TRUE_OF_ALL:
        is_true(made, done)


# --- what in particular ---------------------------------------------------------------------------


@given(feeds)
@example(feed(*(item(number, updated=datetime(2023, 9, 1, tzinfo=UTC)) for number in range(3))))
@pytest.mark.slow
def test_items_stand_in_a_feed_as_feedgen_and_json_write_it_in_one_piece(made: Feed) -> None:
    """Items are written one by one and kept, since several feeds show them."""
    scheme = layout.topics_url(SITE)
    for form in ("rss", "atom"):
        generator = syndication._generator(made, SITE, form)
        generator.ttl(SITE.ttl)
        used: Counter[str] = Counter()
        for one in made.items:
            # Of its own: the one that is kept is changed by what writes the feed.
            entry = syndication._entry.__wrapped__(one, scheme)
            if one.excerpt and form == "rss":
                entry.description(syndication._as_html(one.excerpt), isSummary=True)
            elif one.excerpt:
                entry.summary(one.excerpt)
            moment = dates.rfc3339(one.updated)
            zeros = used[moment]
            used[moment] += 1
            entry.feedtool.updated = f"{moment[:-1]}.{'0' * zeros}Z" if zeros else moment
            generator.add_entry(entry, order="append")
        if form == "atom":
            assert syndication.atom(made, SITE) == generator.atom_str(pretty=True)
        else:
            whole = generator.rss_str(pretty=True)
            whole = syndication._PLAIN_TEXT.sub(syndication._hexadecimal, whole)
            assert syndication.rss(made, SITE) == whole
    written = jsonfeed.render(made, SITE).decode()
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


def test_a_feed_without_items_is_valid_and_never_changes() -> None:
    done = rendered(feed())
    assert not complaints(done.atom)
    assert instants(texts(done.atom, "/a:feed/a:updated")) == [NEVER]
    assert texts(done.rss, "/rss/channel/title") == ["News & more"]
    assert not texts(done.rss, "//item")
    assert done.json["items"] == []
    assert "Nothing here yet" in "".join(done.page.itertext())


def test_the_feed_says_what_it_is_and_where() -> None:
    done = rendered(feed(item()))
    base = "https://example.org/f/topics/news"
    self_rss = "/rss/channel/a:link[@rel='self'][@type='application/rss+xml']/@href"
    assert texts(done.rss, self_rss) == [f"{base}.rss"]
    assert texts(done.rss, "/rss/channel/link") == [f"{base}.html"]
    assert texts(done.rss, "/rss/channel/description") == ["All of <it>"]
    assert texts(done.rss, "/rss/channel/language") == ["en"]
    assert texts(done.rss, "/rss/channel/generator") == ["feedtool"]
    assert texts(done.rss, "/rss/channel/ttl") == ["60"]
    self_atom = "/a:feed/a:link[@rel='self'][@type='application/atom+xml']/@href"
    assert texts(done.atom, self_atom) == [f"{base}.atom"]
    assert texts(done.atom, "/a:feed/a:link[@rel='alternate']/@href") == [f"{base}.html"]
    assert texts(done.atom, "/a:feed/a:id") == ["urn:test:feed"]
    assert texts(done.atom, "/a:feed/@xml:lang") == ["en"]
    assert (done.json["feed_url"], done.json["home_page_url"]) == (f"{base}.json", f"{base}.html")
    assert done.json["version"] == "https://jsonfeed.org/version/1.1"


def test_the_updated_of_a_feed_is_that_of_its_newest_item() -> None:
    newest = DAY + timedelta(days=3)
    done = rendered(feed(item(1), item(2, updated=newest)))
    assert instants(texts(done.atom, "/a:feed/a:updated")) == [newest]
    assert texts(done.rss, "/rss/channel/lastBuildDate") == ["Mon, 04 Sep 2023 15:40:00 +0000"]


def test_options_of_the_site_are_told_in_every_format() -> None:
    site = SITE._replace(
        language="de-CH",
        author=Author("Ann & Bob", "ann@example.org", "https://example.org/ann"),
        rights="© <them>",
        icon="https://example.org/icon.png",
        hub="https://hub.example.org/?a=1&b=2",
        ttl=5,
    )
    done = rendered(feed(item()), site)
    assert not complaints(done.atom)
    for root in (done.rss, done.atom):
        assert texts(root, "//a:link[@rel='hub']/@href") == [site.hub]
    assert done.json["hubs"] == [{"type": "WebSub", "url": site.hub}]
    assert texts(done.atom, "/a:feed/a:icon") == [site.icon]
    assert texts(done.rss, "/rss/channel/image/url") == [site.icon]
    assert done.json["icon"] == site.icon
    assert texts(done.page, "//link[@rel='icon']/@href") == [site.icon]
    assert texts(done.atom, "/a:feed/a:author/a:name") == ["Ann & Bob"]
    assert texts(done.atom, "/a:feed/a:author/a:uri") == ["https://example.org/ann"]
    assert texts(done.atom, "/a:feed/a:author/a:email") == ["ann@example.org"]
    assert done.json["authors"] == [{"name": "Ann & Bob", "url": "https://example.org/ann"}]
    assert texts(done.rss, "/rss/channel/copyright") == ["© <them>"]
    assert texts(done.atom, "/a:feed/a:rights") == ["© <them>"]
    assert texts(done.rss, "/rss/channel/ttl") == ["5"]
    assert texts(done.rss, "/rss/channel/language") == ["de-CH"]
    assert (done.json["language"], done.page.get("lang")) == ("de-CH", "de-CH")


def test_options_that_are_not_there_leave_no_empty_elements() -> None:
    done = rendered(feed(item()))
    for root in (done.rss, done.atom):
        assert not texts(root, "//a:link[@rel='hub' or @rel='via' or @rel='related']")
        assert not texts(root, "//m:*")
        assert not texts(root, "//*[not(*) and not(normalize-space()) and not(@href or @term)]")
    assert not {"hubs", "icon", "authors"} & done.json.keys()
    assert "image" not in done.json["items"][0]


def test_where_else_a_story_stands_is_told() -> None:
    also = Related("The same", "https://b.example/", "key", "B & C")
    other = Related("Another", "https://r.example/", "key", "R")
    done = rendered(feed(item(also=(also,), related=(other,))))
    for root in (done.rss, done.atom):
        assert texts(root, "//a:link[@rel='related']/@href") == [
            "https://b.example/", "https://r.example/",
        ]  # fmt: skip
        assert texts(root, "//a:link[@rel='related']/@title") == ["The same (B & C)", "Another"]
    (told,) = done.json["items"]
    assert told["_feedtool"]["also"] == [
        {"title": "The same", "url": "https://b.example/", "provider": "B & C"}
    ]
    assert (
        '<p>Also at <a href="https://b.example/">B &amp; C</a></p><p>Related:'
        in told["content_html"]
    )


def test_where_a_story_was_found_and_what_it_is_related_to_are_links() -> None:
    story = Related("Another & more", "https://r.example/", "https://r.example/", "R & Co")
    done = rendered(feed(item(via="https://o.example/?x=1&y=2", related=(story,))))
    for root in (done.rss, done.atom):
        assert texts(root, "//a:link[@rel='via']/@href") == ["https://o.example/?x=1&y=2"]
        assert texts(root, "//a:link[@rel='related']/@href") == ["https://r.example/"]
        assert texts(root, "//a:link[@rel='related']/@title") == ["Another & more"]
    told = done.json["items"][0]
    assert told["_feedtool"]["related"] == [
        {"title": "Another & more", "url": "https://r.example/", "provider": "R & Co"}
    ]
    assert (
        '<li><a href="https://r.example/">Another &amp; more</a> (R &amp; Co)</li>'
        in (told["content_html"])
    )


def test_the_poster_of_a_video_leads_to_the_video() -> None:
    picture = Image("https://i.example/poster.jpg", 480, 360)
    video = "https://www.youtube.com/watch?v=b_ieIGfOlbs"
    with_poster = rendered(feed(item(image=picture, video=video))).json["items"][0]["content_html"]
    assert with_poster.startswith(
        f'<p><a href="{video}"><img src="https://i.example/poster.jpg" alt="Title 1"'
    )
    without = rendered(feed(item(video=video))).json["items"][0]["content_html"]
    assert without.startswith(f'<p><a href="{video}">')


def test_the_files_of_the_site_end_with_the_landing_page() -> None:
    files = dict(render.site_files([feed(item(), name="all")], SITE, FORMATS))
    assert list(files) == ["feeds.opml", "index.html"]
