"""Rules of OPML: http://opml.org/spec2.opml"""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values import dates, tokens, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_VERSIONS = {"1.0", "1.1", "2.0"}
_TYPES = {"link", "rss", "rssgroup", "include", "blogpost", "song", "html", "page"}
_FEED_VERSIONS = {"RSS", "RSS1", "RSS2", "scriptingNews"}
_STATE = re.compile(r"\s*+(?>(?:\d++\s*+(?>(?:,\s*+\d++\s*+)*))?)", re.ASCII)


def root_begin(node: Element, doc: Context) -> None:
    """The version of OPML."""
    if node.name == "outlineDocument":
        doc.on(node, "opml-obsolete")
        return
    value = node.attributes.get("version")
    doc.version = value or ""
    if value is not None and value not in _VERSIONS:
        doc.on_attribute(node, "version", Fault("opml-version", instead="2.0"))


def expansion_state(text: str) -> Faults:
    """Numbers of lines with commas between them."""
    return FINE if _STATE.fullmatch(text) else (Fault("opml-expansion-state"),)


def outline(node: Element, doc: Context) -> None:
    """What an outline of some type must or should have."""
    attributes = node.attributes
    kind = attributes.get("type")
    if kind is None:
        if "xmlUrl" in attributes or "url" in attributes:
            doc.on(node, "opml-outline-untyped")
        return
    if kind.lower() == "rss":
        _subscription(node, doc)
    elif kind in {"link", "include"}:
        if "url" not in attributes:
            doc.on(node, "opml-link-url", attribute="url", type=kind)
    elif kind not in _TYPES and doc.version.startswith("1"):
        doc.on_attribute(node, "type", Fault("opml-outline-type"))


def _subscription(node: Element, doc: Context) -> None:
    attributes = node.attributes
    if not attributes.get("xmlUrl"):
        doc.on(node, "opml-feed-url", attribute="xmlUrl")
    if not attributes.get("title"):
        doc.on(node, "opml-feed-title", attribute="title")
    value = attributes.get("version")
    if value and value not in _FEED_VERSIONS:
        doc.on_attribute(node, "version", Fault("opml-feed-version"))


def created(text: str) -> Faults:
    """A date, if there is one."""
    return dates.rfc822(text) if text.strip() else FINE


def address(text: str) -> Faults:
    """An address, if there is one."""
    return uris.iri(text.strip()) if text.strip() else FINE


def language(text: str) -> Faults:
    """The language of a feed, if there is one: outliners write what the examples of OPML 2.0 have for none."""
    return tokens.language(text) if text.strip() not in ("", "unknown") else FINE
