"""What a rule may ask of an element."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol


class Element(Protocol):
    """An element of a document, as rules see it: its names, text, attributes, children and places."""

    @property
    def name(self) -> str:
        """The name that the tables use."""

    @property
    def tag(self) -> str:
        """The name as it is written in the document."""

    @property
    def parent(self) -> "Element | None":
        """The element around it."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The values of its attributes, by the names that the tables use."""

    @property
    def text(self) -> str:
        """All that stands directly in the element, once that is closed."""

    @property
    def room(self) -> int:
        """How much more text it may have; below zero where there was more than is looked at."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many children of each name it has so far."""

    @property
    def children(self) -> Sequence["Element"]:
        """The children that are kept."""

    @property
    def based(self) -> bool:
        """Whether it, or an element around it, has an xml:base."""

    @property
    def start(self) -> int:
        """Where its start tag begins, in bytes."""

    @property
    def first(self) -> int:
        """Where its first child begins; -1 where it has none."""

    @property
    def close(self) -> int:
        """Where its end tag begins; -1 where that is not read yet."""

    def all(self, name: str, /) -> Iterator["Element"]:
        """The kept children of that name."""

    def child(self, name: str, /) -> "Element | None":
        """The first kept child of that name."""

    def inherited(self, attribute: str, /) -> str | None:
        """The value of an attribute such as xml:lang here or on the nearest ancestor."""
