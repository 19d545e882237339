"""Rules of positions: those of GML, and points of the geo vocabulary."""

import re

from feedtool.check.finding import ValueType
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Bound

# WGS 84, by its number or its name.
_OF_THE_EARTH = re.compile(r"\b4326\b|CRS:?84|WGS ?84", re.IGNORECASE)


def positions(value: ValueType, *, needed: bool = False) -> Bound:
    """A rule: positions are right, unless the shape says that they are no latitudes and longitudes.

    Those that are ``needed`` are judged where there are none, too.
    """

    def rule(node: Element, doc: Context) -> None:
        text = node.text
        if (needed or text.strip()) and not _are_elsewhere(node):
            doc.on_texts(node, value(text.strip()), len(text) - len(text.lstrip()))

    return rule


def _are_elsewhere(node: Element) -> bool:
    """Whether positions are in another system than WGS 84, or have a height: https://www.georss.org/gml.html"""
    at: Element | None = node
    while at is not None and at.name.startswith("gml:"):
        system = at.attributes.get("srsName", "").strip()
        if at.attributes.get("srsDimension", "2").strip() != "2":
            return True
        if system:
            return _OF_THE_EARTH.search(system) is None
        at = at.parent
    return False


def point(node: Element, doc: Context) -> None:
    """A point has a latitude and a longitude: https://www.w3.org/2003/01/geo/"""
    if "geo:lat_long" in node.counts:
        return
    for name in ("geo:lat", "geo:long"):
        if name not in node.counts:
            doc.on_child(node, name, "element-missing")
