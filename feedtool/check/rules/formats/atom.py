"""Rules of Atom feeds and entries: https://www.rfc-editor.org/rfc/rfc4287"""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.rules import feeds, history, prefixes, selflinks
from feedtool.check.rules.relations import EARLY, PAGING, REGISTERED, short
from feedtool.check.values import tokens, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_EMAIL = re.compile(r"[^\s@()<>]{1,64}@[^\s@()<>]{1,255}\.[^\s@()<>]+")
_MANY_ENTRIES = 10
_BINARY = "binary"
# https://www.rfc-editor.org/rfc/rfc3023#section-3
_XML = {
    "text/xml-external-parsed-entity",
    "application/xml-external-parsed-entity",
    "application/xml-dtd",
}


def relation(text: str) -> Faults:
    """https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"""
    if text in EARLY:
        return FINE
    if ":" in text:
        return uris.reference(text)
    return (Fault("atom-link-rel-recent" if text in REGISTERED else "atom-link-rel"),)


def link(node: Element, doc: Context) -> None:
    """A link is empty, and some of its relations need more."""
    if node.text.strip():
        doc.on_text(node, Fault("atom-link-text"))
    rel = short(node.attributes.get("rel"))
    feeds.link(node, doc, rel)
    if rel == "self":
        selflinks.link(node, doc)
    elif rel in PAGING and node.parent is not None and node.parent.name in {"atom:entry", "item"}:
        doc.on(node, "fh-rel-in-entry", rel=rel)
    if rel != "replies":
        for name in ("thr:count", "thr:updated"):
            if name in node.attributes:
                doc.on_attribute(node, name, Fault("thr-not-replies", detail={"attribute": name}))
    href = node.attributes.get("href")
    if href is not None and not href.strip() and rel != "self" and doc.options.profile != "w3c":
        doc.on_attribute(node, "href", Fault("value-blank-attribute", detail={"needed": "href"}))
        return
    base = selflinks.base_of(node) if href is not None and doc.options.base else None
    if href is not None and base and uris.is_relative(href) and rel != "self":
        _same_document(node, doc, href, base)


def _same_document(node: Element, doc: Context, href: str, base: str) -> None:
    """https://www.rfc-editor.org/rfc/rfc3986#section-4.4"""
    target = uris.join(base, href).partition("#")[0]
    if target == base.partition("#")[0] and base != doc.options.base:
        doc.on_attribute(node, "href", Fault("uri-same-document"))


def duplicate_links(node: Element, doc: Context) -> None:
    """One alternate of each type and language: RFC 4287, section 4.1.1."""
    seen: set[tuple[str, str]] = set()
    for one in node.all("atom:link"):
        attributes = one.attributes
        if short(attributes.get("rel")) != "alternate":
            continue
        key = (attributes.get("type", ""), attributes.get("hreflang", ""))
        if key in seen:
            doc.on(one, "atom-link-duplicate")
        seen.add(key)


def person_name(text: str) -> Faults:
    """The name of a person: no markup, and not the address."""
    span = fragment.looks_like_html(text)
    if span:
        return (Fault("text-contains-html", *span),)
    found = _EMAIL.search(text) if "@" in text else None
    return (Fault("atom-person-email-in-name", found.start(), found.end()),) if found else FINE


def entry(node: Element, doc: Context) -> None:
    """What an entry must or should have: RFC 4287, section 4.1.2."""
    counts = node.counts
    source = node.child("atom:source")
    feed = node.parent
    inherited = (source is not None and "atom:author" in source.counts) or (
        feed is not None and "atom:author" in feed.counts
    )
    if "atom:author" not in counts and not inherited:
        doc.on_child(node, "atom:author", "atom-entry-author-missing")
    content = node.child("atom:content")
    if content is None:
        if "atom:summary" not in counts:
            doc.on(node, "atom-entry-no-text")
        if not any(
            short(one.attributes.get("rel")) == "alternate" for one in node.all("atom:link")
        ):
            doc.on(node, "atom-entry-no-alternate")
    elif "atom:summary" not in counts:
        remote = "src" in content.attributes
        is_binary = kind_of(content.attributes.get("type", "")) == _BINARY
        if remote or (is_binary and says_its_type(content, doc)):
            doc.on_child(node, "atom:summary", "atom-entry-summary-missing")
    duplicate_links(node, doc)
    _seen_before(node, doc)
    feeds.item(node, doc, feeds.ATOM)


def _seen_before(node: Element, doc: Context) -> None:
    for name, scope, code in (
        ("atom:id", "entry id", "atom-entry-id-duplicate"),
        ("atom:updated", "entry updated", "atom-entry-updated-duplicate"),
    ):
        for child in node.all(name):
            value = child.text.strip()
            if value and doc.seen.count(scope, value) > 1:
                doc.on_text(child, Fault(code))


def deleted(node: Element, doc: Context) -> None:
    """An entry is deleted once at a moment: https://www.rfc-editor.org/rfc/rfc6721#section-3"""
    ref, when = node.attributes.get("ref", ""), node.attributes.get("when", "")
    if ref and when and doc.seen.count("deleted", f"{when} {ref}") > 1:
        doc.on_attribute(node, "ref", Fault("atom-deleted-again"))


def entry_begin(node: Element, doc: Context) -> None:
    """Where the first entry is."""
    if doc.seen.first_item is None:
        doc.seen.first_item = node.start


def feed(node: Element, doc: Context) -> None:
    """What a feed must or should have: RFC 4287, section 4.1.1."""
    prefixes.prefixed(doc)
    duplicate_links(node, doc)
    selflinks.feed(node, doc)
    history.feed(node, doc)
    first = doc.seen.first_item
    feeds.feed(node, doc, node.counts.get("atom:entry", 0), feeds.ATOM)
    if first is not None:
        for child in node.children:
            if child.start > first and child.name.startswith("atom:"):
                doc.on(child, "atom-feed-metadata-after-entries")
    entries = node.counts.get("atom:entry", 0)
    if entries >= _MANY_ENTRIES and doc.seen.is_always_one("entry id", entries):
        doc.withdraw("atom-entry-id-duplicate")
        doc.on(node, "atom-entry-ids-same")
    if "xml:lang" not in node.attributes:
        doc.on_child(node, "xml:lang", "language-missing", instead='xml:lang="en"')


def kind_of(media_type: str) -> str:
    """How content of a type is written: RFC 4287, section 4.1.3.3."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind in {"html", "text/html"}:
        return "html"
    if kind in {"xhtml", "application/xhtml+xml"}:
        return "xhtml"
    if kind.endswith(("+xml", "/xml")) or kind in _XML:
        return "xml"
    if "/" not in kind or kind.startswith("text/"):
        return "text"
    return _BINARY


def says_its_type(node: Element, doc: Context) -> bool:
    """Whether a type tells of what it is; from one that is none nothing follows."""
    return doc.options.profile == "w3c" or is_media_type(node.attributes.get("type", ""))


def is_media_type(text: str) -> bool:
    """Whether a text is the type of something that has no parts: RFC 4287, section 4.1.3.1."""
    good = not tokens.media_type("x")(text)
    return good and not text.lower().startswith(("multipart/", "message/"))
