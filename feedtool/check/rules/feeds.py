"""What readers care about in a feed as a whole, whatever its format."""

import re
from datetime import datetime
from typing import NamedTuple

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.values import dates, uris
from feedtool.check.xml.document import Document
from feedtool.check.xml.node import Node
from feedtool.check.xml.seen import Seen

_LARGE = 512 * 1024
_SEVERAL = 3
_MANY = 5
_SECONDS_EACH = 2
_KEPT = 100
# Digits that can be a moment: seconds or milliseconds since 1970, or a date and time in one.
_MOMENT = re.compile(r"(?<!\d)(?:\d{10}|\d{13}|\d{14})(?!\d)")
# Parts of an address that say who asks, or when, rather than what is meant.
_PASSING = re.compile(
    r"[?&;]((?:utm_[a-z]+|fbclid|gclid|mc_[ce]id|phpsessid|jsessionid|sid|session(?:_?id)?"
    r"|nocache|timestamp|_t|rand(?:om)?)=[^&;#]*)",
    re.IGNORECASE,
)
_CLOSE = 5
_LONGEST = 2000


class Names(NamedTuple):
    """What a format calls the parts of an item."""

    identifier: str
    date: str
    built: str
    texts: tuple[str, ...]


RSS = Names("guid", "pubDate", "lastBuildDate", ("description", "content:encoded"))
ATOM = Names("atom:id", "atom:updated", "atom:updated", ("atom:content", "atom:summary"))


def item(node: Node, doc: Document, names: Names) -> None:
    """Remember an item, and judge what it alone can show."""
    seen = doc.items
    date = _text(node, names.date)
    moment = dates.instant(date) if date else None
    if date:
        seen.same = seen.same and date == (seen.text or date)
        seen.text = seen.text or date
    if moment is not None:
        seen.dated += 1
        seen.first = moment if seen.first is None else min(seen.first, moment)
        seen.last = moment if seen.last is None else max(seen.last, moment)
    identifier = node.child(names.identifier)
    if identifier is not None:
        _remember(identifier, seen)
    _again(node, doc, names)


def _text(node: Node, name: str) -> str:
    child = node.child(name)
    return child.text.strip() if child is not None else ""


def _remember(identifier: Node, seen: Seen) -> None:
    if len(seen.moments) < _KEPT and len(identifier.text) <= _LONGEST:
        for found in _MOMENT.finditer(identifier.text):
            seen.moments.append((identifier, found[0], *found.span()))


def _again(node: Node, doc: Document, names: Names) -> None:
    """The same title and link, but another identifier."""
    atom = names is ATOM
    link = node.child("atom:link" if atom else "link")
    address = (link.attributes.get("href", "") if atom else link.text.strip()) if link else ""
    title = _text(node, "atom:title" if atom else "title")
    identifier = _text(node, names.identifier)
    if not address or not title or not identifier or "enclosure" in node.counts:
        return
    stories = doc.items.stories
    if len(stories) < 10 * _KEPT and len(title) + len(address) + len(identifier) <= _LONGEST:
        known = stories.setdefault((title, address), identifier)
        if known != identifier:
            doc.on(node, "item-again")


def regenerated(identifier: str) -> Faults:
    """An identifier that is made anew for each visit."""
    found = _PASSING.search(identifier[:_LONGEST])
    return (Fault("guid-regenerated", found.start(1), found.end(1)),) if found else FINE


def unencrypted(url: str) -> Faults:
    """An enclosure that pages which are encrypted may not play."""
    if not url.startswith("http:"):
        return FINE
    return (Fault("enclosure-http", instead=f"https{url.removeprefix('http')}"),)


def is_of_build(first: datetime, last: datetime, items: int) -> bool:
    """Whether that many items are dated so closely that the dates are those of a build."""
    return items >= _MANY and (last - first).total_seconds() <= _SECONDS_EACH * items


def whole(node: Node, doc: Document, items: int, names: Names) -> None:
    """Judge the feed as its readers see it."""
    if items == 0:
        doc.on(node, "feed-empty")
    _dates(node, doc, items)
    _moments(node, doc, names)
    if len(doc.data) > _LARGE:
        doc.on(node, "feed-large", size=f"{len(doc.data) // 1024} KB")


def _dates(node: Node, doc: Document, items: int) -> None:
    seen = doc.items
    if seen.dated != items or seen.first is None or seen.last is None:
        return
    if seen.same and items >= _SEVERAL:
        doc.on(node, "feed-dates-equal", value=seen.text)
        return
    seconds = (seen.last - seen.first).total_seconds()
    if is_of_build(seen.first, seen.last, items):
        doc.on(node, "feed-dates-of-build", count=str(items), seconds=f"{seconds:.0f}")


def _moments(node: Node, doc: Document, names: Names) -> None:
    """Identifiers made of the time at which the feed was written."""
    built = dates.instant(_text(node, names.built))
    if built is None:
        return
    epoch = int(built.timestamp())
    for identifier, digits, start, end in doc.items.moments:
        if len(digits) == len("20020907000001"):
            close = digits[:12] == f"{built:%Y%m%d%H%M}"
        else:
            close = abs(int(digits[:10]) - epoch) <= _CLOSE
        if close:
            doc.on_text(identifier, Fault("guid-of-build", start, end, detail={"value": digits}))


def link(node: Node, doc: Document, rel: str) -> None:
    """Links that some readers cannot follow."""
    href = node.attributes.get("href", "")
    if rel == "enclosure":
        _unencrypted(node, doc, "href", href)
    elif rel == "alternate" and href and uris.is_relative(href):
        entry = node.parent is not None and node.parent.name == "atom:entry"
        if entry and node.inherited("xml:base") is None:
            doc.on_attribute(node, "href", Fault("link-without-base"))


def enclosure(node: Node, doc: Document) -> None:
    """Enclosures without encryption fail on pages that have it."""
    _unencrypted(node, doc, "url", node.attributes.get("url", ""))


def _unencrypted(node: Node, doc: Document, name: str, url: str) -> None:
    for fault in unencrypted(url):
        doc.on_attribute(node, name, fault)


def nothing_to_read(node: Node, doc: Document) -> None:
    """Markup around nothing."""
    text = node.text
    if text.strip() and fragment.is_empty(text):
        doc.on_text(node, Fault("text-nothing-to-read"))
