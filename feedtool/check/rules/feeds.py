"""What readers care about in a feed as a whole, whatever its format."""

from feedtool.check.document import Document
from feedtool.check.node import Node

_LARGE = 512 * 1024
_SEVERAL = 3


def item_date(node: Node, doc: Document, name: str) -> None:
    """Remember the date of an item."""
    child = node.child(name)
    if child is not None:
        doc.unique("item date", child.text.strip())


def whole(node: Node, doc: Document, items: int) -> None:
    """Judge the feed as its readers see it."""
    if items == 0:
        doc.on(node, "feed-empty")
    dates = doc.seen.get("item date")
    if dates and len(dates) == 1 and items >= _SEVERAL and dates.total() == items:
        doc.on(node, "feed-dates-equal", value=next(iter(dates)))
    if len(doc.data) > _LARGE:
        doc.on(node, "feed-large", size=f"{len(doc.data) // 1024} KB")
