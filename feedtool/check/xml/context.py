"""What a rule may ask of the document, and where it reports what it found."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from feedtool.check.collector import ByteRange
from feedtool.check.finding import Fault, Faults
from feedtool.check.octets import Octets
from feedtool.check.options import CheckOptions
from feedtool.check.xml.element import Element
from feedtool.check.xml.seen import XmlItemsSeen


class Context(Protocol):
    """The document under check, as rules see it.

    ``version`` is what the root says the document is, for rules to set and to ask.
    """

    version: str

    @property
    def data(self) -> Octets:
        """The bytes of the document, in UTF-8."""

    @property
    def encoding(self) -> str:
        """The encoding that it came in."""

    @property
    def options(self) -> CheckOptions:
        """How to judge."""

    @property
    def kind(self) -> str:
        """``rss``, ``atom``, ``rdf`` or ``opml``; empty until the root is read."""

    @property
    def seen(self) -> XmlItemsSeen:
        """What is remembered of the elements before."""

    @property
    def doctype(self) -> int | None:
        """Where a known document type was declared."""

    @property
    def prefixed(self) -> Sequence[tuple[str, str, ByteRange]]:
        """Where Atom or XHTML got a prefix: the prefix, the namespace and the place."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefix that each namespace has here, by the name that the tables give to it."""

    def on(self, node: Element, code: str, /, *, lesser: str = "", **detail: str) -> None:
        """Report a rule broken by an element: the place is its start tag."""

    def on_child(self, node: Element, name: str, code: str, /, **detail: str) -> None:
        """Report a child that is missing: the place is the start tag of the parent."""

    def on_attribute(self, node: Element, name: str, fault: Fault, /, **detail: str) -> None:
        """Report what is wrong with the value of an attribute."""

    def on_text(self, node: Element, fault: Fault, shift: int = 0, /, **detail: str) -> None:
        """Report what is wrong with the text of an element; ``shift`` is where the value begins."""

    def on_texts(self, node: Element, faults: Faults, shift: int = 0, /) -> None:
        """Report all that is wrong with the text of an element."""

    def at(self, code: str, start: int, end: int, /, *, lesser: str = "", **detail: str) -> None:
        """Report a rule broken at a place that is no element's."""

    def withdraw(self, code: str, /) -> None:
        """Drop the findings of a code, which another has turned out to explain."""

    def raw(self, node: Element, /) -> ByteRange:
        """The stretch of bytes in which the text of an element is written."""

    def written_at(self, raw: ByteRange, index: int, /) -> int:
        """The offset of a character of the text that is written in a stretch of bytes."""
