from typing import Any

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
