"""An element while it is open, and until its parent closes."""

from collections.abc import Iterator

from feedtool.check.limits import MAX_TEXT
from feedtool.check.xml.row import Row

# Most elements have no attributes and no children: what they share is never written to.
_NO_ATTRIBUTES: dict[str, str] = {}
_NO_COUNTS: dict[str, int] = {}
_NO_CHILDREN: "list[Node]" = []


class Node:
    """An element of the document: its row of the tables, its attributes, text and children.

    ``name`` is the name the tables use, ``tag`` the one in the document. Places are byte offsets:
    ``start`` of the ``<`` that opens it, ``close`` of the end tag once that is read. ``attributes``
    has the names of the tables, too. ``text`` is all that stands directly in the element, once that
    is closed. Children of kinds that may be many are counted, not kept. ``size`` is what the element
    takes with all that it keeps, ``room`` how much more text it may have, which is below zero where
    there was more; ``based`` says whether it or an element around it has an xml:base.
    """

    __slots__ = (
        "attributes", "based", "children", "close", "counts", "first", "kept", "name", "parent",
        "room", "row", "size", "start", "tag", "text", "texts",
    )  # fmt: skip

    def __init__(self, row: Row, name: str, tag: str, parent: "Node | None", start: int) -> None:
        self.row = row
        self.name = name
        self.tag = tag
        self.parent = parent
        self.start = start
        self.close = -1
        self.first = -1
        self.kept = True
        self.size = 0
        self.room = MAX_TEXT
        self.based: bool = parent is not None and parent.based
        self.text = ""
        self.texts: list[str] | None = None
        self.attributes = _NO_ATTRIBUTES
        self.counts = _NO_COUNTS
        self.children = _NO_CHILDREN

    def count(self, name: str) -> int:
        """Count a child of that name; gives how many there are now."""
        if self.counts is _NO_COUNTS:
            self.counts = {}
        seen = self.counts.get(name, 0) + 1
        self.counts[name] = seen
        return seen

    def keep(self, child: "Node") -> None:
        """Keep a child until this element closes."""
        if self.children is _NO_CHILDREN:
            self.children = [child]
        else:
            self.children.append(child)

    def add_text(self, text: str) -> None:
        """Add a piece of text."""
        if not self.text:
            self.text = text
        elif self.texts is None:
            self.texts = [self.text, text]
        else:
            self.texts.append(text)

    def forget(self) -> None:
        """Let go of all that is in it, so that what nobody refers to any more is freed at once."""
        for child in self.children:
            if child.children is not _NO_CHILDREN:
                child.forget()
        self.children = _NO_CHILDREN

    def all(self, name: str) -> Iterator["Node"]:
        """The kept children of that name."""
        return (child for child in self.children if child.name == name)

    def child(self, name: str) -> "Node | None":
        """The first kept child of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def inherited(self, attribute: str) -> str | None:
        """The value of an attribute such as xml:lang here or on the nearest ancestor."""
        node: Node | None = self
        while node is not None:
            value = node.attributes.get(attribute)
            if value is not None:
                return value
            node = node.parent
        return None
