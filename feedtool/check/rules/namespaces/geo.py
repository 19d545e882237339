"""Rules of positions: points of the geo vocabulary."""

from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element


def point(node: Element, doc: Context) -> None:
    """A point has a latitude and a longitude: https://www.w3.org/2003/01/geo/"""
    if "geo:lat_long" in node.counts:
        return
    for name in ("geo:lat", "geo:long"):
        if name not in node.counts:
            doc.on_child(node, name, "element-missing")
