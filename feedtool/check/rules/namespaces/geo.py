"""Rules of positions: shapes of GML and points of the geo vocabulary."""

from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Bound, Row


def of_some(*children: Row) -> Bound:
    """A rule: one of some children is there; the first of them is what most feeds have.

    Others that the tables do not know, such as those of older versions of GML, may stand for them.
    """

    def rule(node: Element, doc: Context) -> None:
        if not node.counts and not node.text.strip():
            doc.on_child(node, children[0].name, "element-missing")

    return rule


def point(node: Element, doc: Context) -> None:
    """A point has a latitude and a longitude: https://www.w3.org/2003/01/geo/"""
    if "geo:lat_long" in node.counts:
        return
    for name in ("geo:lat", "geo:long"):
        if name not in node.counts:
            doc.on_child(node, name, "element-missing")
