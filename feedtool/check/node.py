"""An element while it is open, and until its parent closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.check.row import Row


class Node:
    """An element of the document: its row of the tables, its attributes, text and children.

    ``name`` is the name the tables use, ``tag`` the one in the document. Places are byte offsets:
    ``start`` of the ``<`` that opens it, ``close`` of the end tag once that is read. ``attributes``
    has the names of the tables, too. Children of kinds that may be many are counted, not kept.
    """

    __slots__ = (
        "attributes", "children", "close", "counts", "first", "name", "parent", "row", "start",
        "tag", "texts",
    )  # fmt: skip

    def __init__(self, row: Row, name: str, tag: str, parent: Node | None, start: int) -> None:
        self.row = row
        self.name = name
        self.tag = tag
        self.parent = parent
        self.start = start
        self.close = -1
        self.first = -1
        self.attributes: dict[str, str] = {}
        self.texts: list[str] = []
        self.children: list[Node] = []
        self.counts: dict[str, int] = {}

    @property
    def text(self) -> str:
        """All text that stands directly in the element."""
        return "".join(self.texts)

    def all(self, name: str) -> Iterator[Node]:
        """The kept children of that name."""
        return (child for child in self.children if child.name == name)

    def child(self, name: str) -> Node | None:
        """The first kept child of that name."""
        return next(self.all(name), None)

    def inherited(self, attribute: str) -> str | None:
        """The value of an attribute such as xml:lang here or on the nearest ancestor."""
        node: Node | None = self
        while node is not None:
            value = node.attributes.get(attribute)
            if value is not None:
                return value
            node = node.parent
        return None
