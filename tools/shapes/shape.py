"""A document that can be of any size, and what shapes are made of."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

MIB = 1 << 20

Unit = bytes | Callable[[int], bytes]


class Shape(NamedTuple):
    """A document of any size: a head, a unit again and again, a tail; in some encoding."""

    head: bytes
    unit: Unit
    tail: bytes = b""
    encoding: str = ""

    def blocks(self, size: int) -> Iterator[bytes]:
        """The document, of no more bytes than that, in pieces."""
        head, tail = self._written(self.head), self._written(self.tail)
        yield head
        yield from self._units(size - len(head) - len(tail))
        yield tail

    def _units(self, rest: int) -> Iterator[bytes]:
        if isinstance(self.unit, bytes):
            unit = self._written(self.unit)
            block = unit * max(1, 65_536 // len(unit))
            for _ in range(rest // len(block)):
                yield block
            yield unit * (rest % len(block) // len(unit))
            return
        number = 0
        while len(piece := self._written(self.unit(number))) <= rest:
            yield piece
            number += 1
            rest -= len(piece)

    def _written(self, text: bytes) -> bytes:
        return text.decode().encode(self.encoding) if self.encoding else text


RSS = b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:x="http://example.org/x">'
RSS += b"<channel><title>t</title><link>http://example.org/</link><description>d</description>"
END = b"</channel></rss>"
ITEM, END_ITEM = b"<item><title>t</title>", b"</item>"
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x:1</id>'
XHTML = ATOM + b'<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
END_XHTML = b"</div></content></entry></feed>"
OPML, END_OPML = b'<opml version="2.0"><head/><body>', b"</body></opml>"
RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", '


def items(text: bytes, each: int = 30_000) -> bytes:
    """An item with so many bytes of some HTML."""
    inner = text * max(1, each // len(text))
    return ITEM + b"<description><![CDATA[" + inner + b"]]></description>" + END_ITEM


def large(text: bytes, _number: int) -> bytes:
    """An item with megabytes of some HTML, made when it is asked for: this process must stay small."""
    return items(text, 3 * MIB)


def once(head: bytes, unit: bytes, tail: bytes) -> Shape:
    """A document that is nothing but a unit, between a head and a tail."""
    return Shape(head, unit, tail)


def number(pattern: bytes) -> Callable[[int], bytes]:
    """A unit with its number in it, so that none is like another."""
    return lambda number: pattern.replace(b"#", b"%d" % number)
