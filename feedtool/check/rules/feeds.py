"""What readers care about in a feed of XML as a whole, be it RSS or Atom."""

import re

from feedtool.check.finding import Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.rules import items as of_items
from feedtool.check.values import dates, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.seen import Digits, XmlItemsSeen
from feedtool.imports.tuples import NamedTuple

_KEPT = 100
# Digits that can be a moment: seconds or milliseconds since 1970, or a date and time in one.
_MOMENT = re.compile(r"(?<!\d)(?:\d{10}|\d{13}|\d{14})(?!\d)")
_CLOSE = 5


class Names(NamedTuple):
    """What a format calls the parts of an item."""

    identifier: str
    date: str
    built: str
    texts: tuple[str, ...]


RSS = Names("guid", "pubDate", "lastBuildDate", ("description", "content:encoded"))
ATOM = Names("atom:id", "atom:updated", "atom:updated", ("atom:content", "atom:summary"))


def item(node: Element, doc: Context, names: Names) -> None:
    """Remember an item, and judge what it alone can show."""
    date = _text(node, names.date)
    if date:
        doc.seen.add_date(date, dates.instant(date))
    identifier = node.child(names.identifier)
    if identifier is not None:
        _remember(identifier, doc.seen)
    _again(node, doc, names)


def _text(node: Element, name: str) -> str:
    child = node.child(name)
    return child.text.strip() if child is not None else ""


def _remember(identifier: Element, seen: XmlItemsSeen) -> None:
    if len(seen.digits) < _KEPT and len(identifier.text) <= of_items.LONGEST:
        for found in _MOMENT.finditer(identifier.text):
            seen.digits.append(Digits(identifier, found[0], *found.span()))


def _again(node: Element, doc: Context, names: Names) -> None:
    """The same title and link, but another identifier."""
    atom = names is ATOM
    link = node.child("atom:link" if atom else "link")
    address = (link.attributes.get("href", "") if atom else link.text.strip()) if link else ""
    title = _text(node, "atom:title" if atom else "title")
    identifier = _text(node, names.identifier)
    if not address or not title or not identifier or "enclosure" in node.counts:
        return
    stories = doc.seen.stories
    if (
        len(stories) < 10 * _KEPT
        and len(title) + len(address) + len(identifier) <= of_items.LONGEST
    ):
        known = stories.setdefault((title, address), identifier)
        if known != identifier:
            doc.on(node, "item-again")


def feed(node: Element, doc: Context, items: int, names: Names) -> None:
    """Judge the feed as its readers see it."""
    if items == 0 and "at:deleted-entry" not in node.counts:
        doc.on(node, "feed-empty")
    if doc.seen.moments == items:
        _report(node, doc, of_items.dates(doc.seen, items))
    _moments(node, doc, names)
    _report(node, doc, of_items.size(len(doc.data)))


def _report(node: Element, doc: Context, faults: Faults) -> None:
    for fault in faults:
        doc.on(node, fault.code, **fault.detail)


def _moments(node: Element, doc: Context, names: Names) -> None:
    """Identifiers made of the time at which the feed was written."""
    built = dates.instant(_text(node, names.built))
    if built is None:
        return
    epoch = int(built.timestamp())
    for identifier, digits, start, end in doc.seen.digits:
        if len(digits) == len("20020907000001"):
            close = digits[:12] == f"{built:%Y%m%d%H%M}"
        else:
            close = abs(int(digits[:10]) - epoch) <= _CLOSE
        if close:
            doc.on_text(identifier, Fault("guid-of-build", start, end, detail={"value": digits}))


def link(node: Element, doc: Context, rel: str) -> None:
    """Links that some readers cannot follow."""
    href = node.attributes.get("href", "")
    if rel == "enclosure":
        _unencrypted(node, doc, "href", href)
        if node.parent is not None and node.parent.name == "atom:entry":
            _elsewhere(node, doc, "href", href)
    elif rel == "alternate" and href and uris.is_relative(href):
        entry = node.parent is not None and node.parent.name == "atom:entry"
        if entry and node.inherited("xml:base") is None:
            doc.on_attribute(node, "href", Fault("link-without-base"))


def enclosure(node: Element, doc: Context) -> None:
    """Enclosures without encryption fail on pages that have it, and each is of one item."""
    url = node.attributes.get("url", "")
    _unencrypted(node, doc, "url", url)
    if node.parent is not None and node.parent.counts.get("enclosure") == 1:
        _elsewhere(node, doc, "url", url)


def _elsewhere(node: Element, doc: Context, name: str, url: str) -> None:
    """What another item has as well."""
    if url and doc.seen.count("enclosure", url) > 1:
        doc.on_attribute(node, name, Fault("enclosure-again-elsewhere"))


def _unencrypted(node: Element, doc: Context, name: str, url: str) -> None:
    for fault in of_items.unencrypted(url):
        doc.on_attribute(node, name, fault)


def nothing_to_read(node: Element, doc: Context) -> None:
    """Markup around nothing."""
    text = node.text
    if text.strip() and fragment.is_empty(text):
        doc.on_text(node, Fault("text-nothing-to-read"))
