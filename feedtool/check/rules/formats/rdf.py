"""Rules of RSS 1.0: https://web.resource.org/rss/1.0/spec"""

from feedtool.check.finding import Fault
from feedtool.check.html import fragment
from feedtool.check.rules.formats import rss
from feedtool.check.rules.xhtml import ANY
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Row


def root(node: Element, doc: Context) -> None:
    """Whether this is RSS 1.0, or its forerunner, which had no identifiers."""
    del node
    doc.seen.is_rss_090 = b"http://my.netscape.com/" in doc.data[:4096]


def about(node: Element, doc: Context) -> None:
    """Each resource is named once."""
    value = node.attributes.get("rdf:about")
    if value is None:
        if not doc.seen.is_rss_090:
            doc.on(node, "rdf-about-missing", attribute="rdf:about")
        return
    if doc.seen.count("about", value) > 1:
        doc.on_attribute(node, "rdf:about", Fault("rdf-about-duplicate"))


def channel(node: Element, doc: Context) -> None:
    """A channel lists its items."""
    if "rss1:items" not in node.counts and not doc.seen.is_rss_090:
        doc.on_child(node, "rss1:items", "element-missing")
    rss.channel(node, doc)


def resource(node: Element, doc: Context) -> None:
    """What points to a resource says to which: sections 5.3.5 and 5.3.6."""
    if not {"rdf:resource", "resource"} & node.attributes.keys() and not doc.seen.is_rss_090:
        doc.on(node, "attribute-missing", lesser="yes", attribute="rdf:resource")


def any_inside(node: Element, name: str, doc: Context) -> Row | None:
    """Markup that should be a literal, or text."""
    del node, name, doc
    return ANY


def description(node: Element, doc: Context) -> None:
    """Text, which many write as HTML."""
    if node.counts:
        if node.attributes.get("rdf:parseType") != "Literal":
            doc.on(node, "rdf-mixed")
        return
    doc.on_texts(node, fragment.rss_fragment(node.text))
