"""The link of a feed to itself: in Atom, and in RSS as the RSS Advisory Board advises."""

from feedtool.check.finding import Fault
from feedtool.check.rules.relations import short
from feedtool.check.values import uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_FEED_TYPES = {"application/atom+xml", "application/rss+xml", "application/rdf+xml"}
_ALSO_FEED_TYPES = {"application/xml", "text/xml", "application/feed+json", "application/json"}


def channel(node: Element, doc: Context) -> None:
    """An RSS channel should say where it lives."""
    links = list(node.all("atom:link"))
    if not any(short(link.attributes.get("rel")) == "self" for link in links):
        doc.on_child(node, "atom:link", "rss-self-link-missing")


def feed(node: Element, doc: Context) -> None:
    """An Atom feed should say where it lives."""
    links = list(node.all("atom:link"))
    if not any(short(link.attributes.get("rel")) == "self" for link in links):
        doc.on_child(node, "atom:link", "atom-self-link-missing")


def link(node: Element, doc: Context) -> None:
    """The self link itself: absolute, of a feed's type, and true."""
    kind = node.attributes.get("type", "")
    plain = kind.partition(";")[0].strip().lower()
    if plain and plain not in _FEED_TYPES:
        code = "self-link-type-generic" if plain in _ALSO_FEED_TYPES else "self-link-type"
        doc.on_attribute(node, "type", Fault(code, detail={"rel": "self"}))
    href = node.attributes.get("href")
    if href is None:
        return
    base = base_of(node)
    if uris.is_relative(href) and (base is None or uris.is_relative(base)):
        doc.on_attribute(node, "href", Fault("self-link-relative"))
        return
    here = doc.options.base
    of_feed = node.parent is not None and node.parent.name in {"atom:feed", "channel"}
    target = uris.join(base, href) if base is not None else href
    if here is not None and of_feed and target.partition("#")[0] != here:
        doc.on_attribute(node, "href", Fault("self-link-elsewhere", instead=here))


def base_of(node: Element) -> str | None:
    """The base that xml:base sets for an element, joined from the outside in."""
    bases: list[str] = []
    at: Element | None = node
    while at is not None:
        own = at.attributes.get("xml:base")
        if own is not None:
            bases.append(own)
        at = at.parent
    if not bases:
        return None
    base = bases.pop()
    while bases:
        base = uris.join(base, bases.pop())
    return base
