"""Rules of Podcasting 2.0."""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values import tokens
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_GEO = re.compile(r"geo:-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;[\w=.;-]+)?")
_OSM = re.compile(r"[NWR]\d+(?:#\d+)?")


def guid(text: str) -> Faults:
    """A UUID made from the feed's address."""
    return FINE if not tokens.uuid(text) else (Fault("podcast-guid"),)


def geo_uri(text: str) -> Faults:
    """https://www.rfc-editor.org/rfc/rfc5870"""
    return FINE if _GEO.fullmatch(text) else (Fault("podcast-geo"),)


def osm(text: str) -> Faults:
    """A node, way or relation of OpenStreetMap."""
    return FINE if _OSM.fullmatch(text) else (Fault("podcast-osm"),)


def live(node: Element, doc: Context) -> None:
    """A live item is an item, has a stream, and a page for those whose app cannot play that.

    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/live-item.md
    """
    counts = node.counts
    if doc.options.profile == "w3c":
        return
    if "title" not in counts and "description" not in counts:
        doc.on(node, "rss-item-empty")
    if "guid" not in counts:
        doc.on_child(node, "guid", "rss-guid-missing")
    if "enclosure" not in counts and "podcast:alternateEnclosure" not in counts:
        doc.on_child(node, "enclosure", "podcast-live-stream")
    if "podcast:contentLink" not in counts:
        doc.on_child(node, "podcast:contentLink", "podcast-live-page")


def social(node: Element, doc: Context) -> None:
    """Where the comments are, unless there shall be none."""
    if node.attributes.get("protocol") == "disabled":
        return
    if "uri" not in node.attributes:
        doc.on(node, "attribute-missing", attribute="uri")
    if "accountId" not in node.attributes:
        doc.on(node, "podcast-attribute-recommended", attribute="accountId")
