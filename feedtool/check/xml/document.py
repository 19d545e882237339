"""The document under check: what rules may ask of it, and where they say what they found."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from feedtool.check import limits
from feedtool.check.collector import Collector, StopReading
from feedtool.check.finding import NOTHING, Fault, Faults, Finding, brief
from feedtool.check.octets import Octets
from feedtool.check.options import CheckOptions
from feedtool.check.xml import places
from feedtool.check.xml.element import Element
from feedtool.check.xml.node import Node
from feedtool.check.xml.scope import Scope
from feedtool.check.xml.seen import XmlItemsSeen

if TYPE_CHECKING:
    from feedtool.check.xml.written import WrittenText

_BARE = r"&(?!#?\w+;)"  # compiled when it is asked for


class XmlDocument:
    """A document: its bytes in UTF-8, its kind, what has been seen so far, and where findings go.

    ``kind`` is ``rss``, ``atom``, ``rdf`` or ``opml`` once the root is read, and ``version`` what an RSS
    or OPML root says it is. ``doctype`` is where a known document type was declared, ``prefixed`` where
    Atom or XHTML got a prefix. ``scope`` has the namespaces in force where the walk is, ``held`` how much
    of the document is in memory.
    """

    def __init__(
        self, data: Octets, encoding: str, options: CheckOptions, collector: Collector
    ) -> None:
        self.data = data
        self.encoding = encoding
        self.options = options
        self.kind = ""
        self.version = ""
        self.collector = collector
        self.is_repaired = options.profile != "w3c" and any(
            one.code == "encoding-undecodable" for one in collector.findings
        )
        """Whether characters stand for bytes that could not be read, which has been said."""
        self.entities: dict[str, str] = {}
        self.scope = Scope()
        self.seen = XmlItemsSeen()
        self.unused: dict[str, tuple[str, int]] = {}
        """Namespaces that are wrong and of which nothing has occurred yet: what was found, and where."""
        self.prefixed: list[tuple[str, str, tuple[int, int]]] = []
        self.doctype: int | None = None
        self.held = 0
        # What was read last, since most findings are about what stands beside the one before.
        self._tag = (-1, places.StartTag(0, {}))
        self._text: WrittenText | None = None

    def on(self, node: Element, code: str, /, *, lesser: str = "", **detail: str) -> None:
        """Report a rule broken by an element: the place is its start tag."""
        if node.room < 0 and code in limits.OF_WHOLE_TEXTS:
            return
        where = places.tag_name(self.data, node.start)
        self._add(code, where, node, detail=detail, lesser=lesser)

    def on_child(self, node: Element, name: str, code: str, /, **detail: str) -> None:
        """Report a child that is missing: the place is the start tag of the parent."""
        if self.collector.is_full(code):
            return
        start, end = places.tag_name(self.data, node.start)
        shown = brief({"element": self.shown(name), "parent": node.tag, **detail})
        self.collector.add(Finding(code, start, end, name, node.name, "", shown))

    def on_attribute(
        self, node: Element, name: str, fault: Fault, /, *, lesser: str = "", **detail: str
    ) -> None:
        """Report what is wrong with the value of an attribute."""
        if self.collector.is_full(fault.code):
            return
        written = name if ":" not in name else self._attribute_name(node, name)
        where = self.attribute(node.start, written)
        if fault.end >= 0:
            where = self._within(where, fault.start, fault.end)
        value = node.attributes.get(name, "")
        instead = _as_xml(fault.instead)
        merged = {"value": value, "instead": instead, **fault.detail, **detail}
        self._add(fault.code, where, node, name, merged, lesser=lesser)

    def on_texts(self, node: Element, faults: Faults, shift: int = 0) -> None:
        """Report all that is wrong with the text of an element."""
        self.collector.count_attributes(faults, places.tag_name(self.data, node.start))
        if len(faults) > 1:
            raw = self.raw(node)
            ends = {at for fault in faults if fault.end >= 0 for at in (fault.start, fault.end)}
            self._written(raw).learn(shift + at for at in ends)
        for fault in faults:
            self.on_text(node, fault, shift)

    def on_text(
        self,
        node: Element,
        fault: Fault,
        shift: int = 0,
        /,
        *,
        lesser: str = "",
        **detail: str,
    ) -> None:
        """Report what is wrong with the text of an element; ``shift`` is where the value begins."""
        if self.collector.is_full(fault.code) or (
            node.room < 0 and fault.code in limits.OF_WHOLE_TEXTS
        ):
            return
        text = node.text
        end = shift + fault.end if fault.end >= 0 else len(text.rstrip())
        start = shift + fault.start if fault.end >= 0 else len(text) - len(text.lstrip())
        raw = self.raw(node)
        if fault.end < 0 and end == len(text) and node.room >= 0 and not self.entities:
            where = self.written_at(raw, start), raw[1]  # to the end, which need not be looked for
        else:
            where = self._within(raw, start, max(start, end))
        if where[0] >= where[1]:
            where = places.tag_name(self.data, node.start)
        in_cdata = fault.instead and self.data[raw[0] : raw[1]].lstrip().startswith(b"<![CDATA[")
        instead = fault.instead if in_cdata else _as_xml(fault.instead)
        merged = {"value": text.strip(), "instead": instead, **fault.detail, **detail}
        self._add(fault.code, where, node, "", merged, lesser=lesser)

    def at(self, code: str, start: int, end: int, /, *, lesser: str = "", **detail: str) -> None:
        """Report a rule broken at a place that is no element's."""
        self.collector.at(code, start, end, lesser=lesser, **detail)

    def use(self, uri: str) -> None:
        """Take note that something of a namespace occurs: if that is wrong, it is lost."""
        if self.unused and uri in self.unused:
            self.collector.worsen(*self.unused.pop(uri))

    def withdraw(self, code: str) -> None:
        """Drop the findings of a code, which another has turned out to explain."""
        self.collector.withdraw(code)

    def hold(self, node: Node, size: int) -> None:
        """Count what an element has taken into memory; too much of it ends the check."""
        node.size += size
        self.held += size
        if self.held > limits.MAX_HELD:
            self._too_large(node)

    def let_go(self, node: Node) -> None:
        """Count that an element and what it keeps are no longer held, unless its parent keeps it."""
        parent = node.parent
        if node.kept and parent is not None:
            parent.size += node.size + limits.HELD_FOR_EACH
            self.held += limits.HELD_FOR_EACH
            if self.held > limits.MAX_HELD:
                self._too_large(parent)
        else:
            self.held -= node.size

    def count_markup(self, node: Node) -> None:
        """Count the tags and references in the text of an element; too many of them end the check."""
        self.collector.count_markup(node.text, places.tag_name(self.data, node.start))

    def too_long(self, at: int) -> NoReturn:
        """End the check at a tag, or the like, that does not end for too long."""
        self.at("xml-tag-too-long", at, at + 1, limit=limits.mebibytes(limits.MAX_TAG))
        raise StopReading

    def too_many(self, at: int, limit: int, what: str) -> NoReturn:
        """End the check of a document that has too many of something."""
        self.collector.too_many(places.tag_name(self.data, at), limit, what)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefix that each namespace has here, by the name that the tables give to it."""
        return self.scope.prefixes

    def start_tag(self, start: int) -> places.StartTag:
        """The start tag that begins at an offset."""
        if self._tag[0] != start:
            self._tag = (start, places.start_tag(self.data, start))
        return self._tag[1]

    def attribute(self, start: int, name: str) -> tuple[int, int]:
        """The stretch of an attribute's value in the tag that begins at ``start``."""
        values = self.start_tag(start).values
        return values.get(name.encode()) or places.tag_name(self.data, start)

    def written_at(self, raw: tuple[int, int], index: int) -> int:
        """The offset of a character of the text that is written in a stretch of bytes."""
        return self._written(raw).offset(index)

    def _written(self, raw: tuple[int, int]) -> "WrittenText":
        from feedtool.check.xml.written import WrittenText  # late: most texts are as they should be

        if self._text is None or self._text.raw != raw:
            self._text = WrittenText(self.data, raw, self.entities)
        return self._text

    def shown(self, name: str) -> str:
        """A name of the tables as the document would write it."""
        prefix, _, local = name.rpartition(":")
        own = self.prefixes.get(prefix, prefix) if prefix else ""
        return f"{own}:{local}" if own else local

    def raw(self, node: Element) -> tuple[int, int]:
        """The stretch of bytes in which the text of an element is written."""
        begin = self.start_tag(node.start).end
        end = node.first if node.first >= 0 else node.close
        return begin, max(begin, end)

    def _attribute_name(self, node: Element, name: str) -> str:
        """How the document writes an attribute that the tables call ``name``."""
        prefix, _, local = name.partition(":")
        if prefix in {"xml", "xmlns"} or prefix not in self.prefixes:
            return name
        own = f"{self.prefixes[prefix]}:{local}"
        return own if own.encode() in self.start_tag(node.start).values else name

    def _too_large(self, node: Node) -> NoReturn:
        self.collector.too_large(places.tag_name(self.data, node.start))

    def _within(self, raw: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        return self.written_at(raw, start), self.written_at(raw, end)

    def _add(  # noqa: PLR0913 - a finding has that many parts
        self,
        code: str,
        where: tuple[int, int],
        node: Element,
        attribute: str = "",
        detail: Mapping[str, str] = NOTHING,
        *,
        lesser: str = "",
    ) -> None:
        if self.collector.is_full(code):
            return
        parent = node.parent
        above, outer = (parent.name, parent.tag) if parent else ("", "")
        shown = brief({"element": node.tag, "parent": outer, **detail})
        self.collector.add(Finding(code, *where, node.name, above, attribute, shown, bool(lesser)))


def _as_xml(text: str) -> str:
    """What should be written, as XML has it; references are as they should be."""
    if "&" not in text and "<" not in text:
        return text
    return re.sub(_BARE, "&amp;", text).replace("<", "&lt;")
