"""RSS and Atom in particular; test_render has what they share with JSON Feed."""

from collections.abc import Callable

import pytest
from lxml import etree

from feedtool.feeds.render import jsonfeed, syndication
from feedtool.model.config import Author, Site
from feedtool.model.feed import Feed
from feedtool.model.record import Image
from feedtool.model.topics import Topic
from tests.feeds.render.test_render import DAY, SITE, SPACES, feed, instants, item, rendered, texts


def test_entries_of_one_moment_write_it_differently() -> None:
    made = feed(*(item(number, updated=DAY, published=DAY) for number in range(5)))
    written = texts(rendered(made).atom, "//a:entry/a:updated")
    assert len(set(written)) == 5
    assert set(instants(written)) == {DAY}
    assert written[0] == "2023-09-01T15:40:00Z"


@pytest.mark.parametrize(
    ("url", "kind"),
    [("https://i.example/a.JPG?x=1", "image/jpeg"), ("https://i.example/a.ashx", None)],
)
def test_a_picture_has_a_type_only_if_its_name_tells(url: str, kind: str | None) -> None:
    done = rendered(feed(item(image=Image(url, 10, None))))
    for root in (done.rss, done.atom):
        assert texts(root, "//m:content/@type") == ([kind] if kind else [])
        assert texts(root, "//m:content/@width") == ["10"]
        assert not texts(root, "//m:content/@height")


def test_a_text_with_signs_of_markup_is_escaped_once_more_for_rss() -> None:
    made = feed(item(excerpt="a <b> & c &amp;"))
    assert texts(etree.fromstring(syndication.rss(made, SITE)), "//item/description") == [
        "a &lt;b> & c &amp;amp;"
    ]
    summary = etree.fromstring(syndication.atom(made, SITE)).find("a:entry/a:summary", SPACES)
    assert summary is not None
    assert summary.text == "a <b> & c &amp;"


def test_an_item_is_the_same_whichever_format_is_written_first() -> None:
    def written(site_url: str, *formats: Callable[[Feed, Site], bytes]) -> set[bytes]:
        # Each time an item that was not written yet.
        made = feed(item(link=site_url, excerpt="a <b> & c"))
        return {form(made, SITE).replace(site_url.encode(), b"") for form in formats}

    rss, atom = syndication.rss, syndication.atom
    first = written("https://one.example/", rss, atom)
    assert written("https://two.example/", atom, rss) == first


@pytest.mark.parametrize(
    ("icon", "shown"),
    [("https://i.example/i.png", True), ("https://i.example/i.svg", False), (None, False)],
)
def test_rss_shows_a_picture_of_a_type_that_it_allows(icon: str | None, *, shown: bool) -> None:
    root = etree.fromstring(syndication.rss(feed(), SITE._replace(icon=icon)))
    assert (root.find("channel/image") is not None) is shown


def test_atom_has_the_icon_of_the_site_and_the_logo_of_the_topic() -> None:
    site = SITE._replace(icon="https://i.example/i.png", author=Author("Ann", "a@b.example"))
    made = feed(topic=Topic("ai", "AI", image="https://i.example/ai.png"))
    root = etree.fromstring(syndication.atom(made, site))
    found = {
        name: root.findtext(f"a:{name}", namespaces=SPACES)
        for name in ("icon", "logo", "author/a:name", "author/a:email")
    }
    assert found == {
        "icon": "https://i.example/i.png",
        "logo": "https://i.example/ai.png",
        "author/a:name": "Ann",
        "author/a:email": "a@b.example",
    }


@pytest.mark.parametrize("write", [syndication.rss, syndication.atom, jsonfeed.render])
def test_two_items_of_one_id_are_each_written_as_they_are(
    write: Callable[[Feed, Site], bytes],
) -> None:
    one, other = item(title="Before"), item(title="After")
    assert one.id == other.id
    assert b"Before" in write(feed(one), SITE)
    assert b"After" in write(feed(other), SITE)
    assert write(feed(one), SITE) == write(feed(item(title="Before")), SITE)
