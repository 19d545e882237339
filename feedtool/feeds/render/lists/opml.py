"""The list of all feeds as OPML 2.0 (http://opml.org/spec2.opml), nested by the parents of topics."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET  # it writes XML and reads none  # nosec B405

from feedtool.feeds.formats import FORMATS
from feedtool.feeds.layout import feed_url, page_url
from feedtool.feeds.render.lists import tree
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.text import dates

# Readers, and what writes XML here, go down by recursion: what is deeper stands on the last level.
_DEEPEST = 50


def render(feeds: Iterable[Feed], site: Site, formats: tuple[str, ...]) -> bytes:
    """The feeds as OPML, in UTF-8; each is listed once, in the format that most readers take."""
    feeds = tuple(feeds)
    form = next(form.name for form in FORMATS if form.name in formats)
    root = ET.Element("opml", version="2.0")
    root.append(ET.Comment(' generator="feedtool" '))  # OPML has no element for it
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = site.title
    newest = max(feed.updated for feed in feeds)
    ET.SubElement(head, "dateModified").text = dates.rfc822(newest)
    if site.author:
        ET.SubElement(head, "ownerName").text = site.author.name
    ET.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = ET.SubElement(root, "body")
    above = [body]
    for feed, depth in tree.nested(feeds):
        del above[min(depth, _DEEPEST) + 1 :]
        above.append(_outline(above[-1], feed, site, form))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _outline(above: ET.Element, feed: Feed, site: Site, form: str) -> ET.Element:
    return ET.SubElement(
        above,
        "outline",
        type="rss",
        text=feed.label,
        title=feed.title,
        description=feed.description,
        xmlUrl=feed_url(feed, site, form),
        htmlUrl=page_url(feed, site),
        language=feed.language or site.language,
    )
