from typing import Any
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from feedtool.feeds.render.lists import opml
from feedtool.model.config import Author
from feedtool.model.feed import Feed
from feedtool.model.topics import Topic
from tests.feeds.render.test_render import SITE, feed, item


def tree() -> tuple[Feed, ...]:
    """Two topics, one below the other and one below that, and another whose parent has no feed."""
    by_slug = {
        topic.slug: topic
        for topic in (
            Topic("a-leaf", "Leaf & twig", parent="branch"),
            Topic("branch", "Branch", parent="root"),
            Topic("other", "Other"),
            Topic("root", "Root"),
        )
    }
    made = [
        feed(name=f"topics/{slug}", title=f"{topic.name}: all", label=topic.name, topic=topic)
        for slug, topic in by_slug.items()
    ]
    return (feed(item(), name="all", label="All stories"), *made)


@pytest.mark.parametrize(
    ("formats", "form"),
    [(("rss", "atom", "json"), "rss"), (("json", "atom"), "atom"), (("json",), "json")],
)
def test_the_opml_nests_topics_below_their_parents(formats: tuple[str, ...], form: str) -> None:
    made = tree()
    root = etree.fromstring(opml.render(made, SITE, formats))
    assert (root.tag, root.get("version")) == ("opml", "2.0")

    def names(element: etree._Element) -> dict[str, Any]:
        return {str(child.get("text")): names(child) for child in element.findall("outline")}

    body = root.find("body")
    assert body is not None
    assert names(body) == {"All stories": {}, "Root": {"Branch": {"Leaf & twig": {}}}, "Other": {}}
    for outline in root.iter("outline"):
        assert outline.get("type") == "rss"
        assert str(outline.get("xmlUrl")).endswith(f".{form}")
        assert str(outline.get("htmlUrl")).endswith(".html")
        assert outline.get("title")


def test_the_head_says_whose_list_it_is_and_how_old() -> None:
    root = etree.fromstring(
        opml.render([feed(item())], SITE._replace(author=Author("Ann")), ("rss",))
    )
    assert root.findtext("head/title") == "Site"
    assert root.findtext("head/dateModified") == "Fri, 01 Sep 2023 14:40:00 GMT"
    assert root.findtext("head/ownerName") == "Ann"
    assert b"ownerName" not in opml.render([feed()], SITE, ("rss",))


def test_a_list_is_never_deeper_than_readers_can_follow() -> None:
    chain = [
        feed(name=f"topics/t{n}", topic=Topic(f"t{n}", f"T{n}", parent=f"t{n - 1}" if n else None))
        for n in range(300)
    ]
    root = etree.fromstring(opml.render(chain, SITE, ("rss",)))
    outlines = list(root.iter("outline"))
    assert len(outlines) == 300
    assert max(len(list(one.iterancestors("outline"))) for one in outlines) < 60


def test_what_it_writes_is_what_python_would_write_of_it() -> None:
    hostile = "a & b < c > \"d\" 'e'\tf\r\ng ü 日"
    parents = {"a": None, "b": "a", "c": "b", "d": "a", "e": None, "f": "e"}
    feeds = [
        feed(
            name=f"topics/{slug}",
            title=hostile,
            label=hostile,
            description=hostile * bool(parent),
            topic=Topic(slug, slug, parent=parent),
        )
        for slug, parent in parents.items()
    ]
    site = SITE._replace(title=hostile, author=Author(hostile))
    written = opml.render(feeds, site, ("rss",))
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    root = ET.fromstring(written, parser)
    assert root.findtext("head/title") == hostile.replace("\r\n", "\n")
    outlines = [*root.iter("outline")]
    assert {one.get("title") for one in outlines} == {hostile}
    assert {one.get("description") for one in outlines} == {hostile, ""}
    assert [len(one) for one in outlines] == [2, 1, 0, 0, 1, 0]
    assert ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n" == written.replace(
        b"\r\n", b"\n"
    )
