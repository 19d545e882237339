"""The document under check: what rules may ask of it, and where they say what they found."""

from collections import Counter
from collections.abc import Mapping

from feedtool.check import places
from feedtool.check.finding import NOTHING, Fault, Finding
from feedtool.check.node import Node
from feedtool.check.octets import Octets
from feedtool.check.options import Options
from feedtool.check.seen import Seen

MOST_OF_A_KIND = 1000
_MOST_UNSAID = 100_000


class Stopped(Exception):
    """The rest of the document will not be looked at."""


class Document:
    """A document: its bytes in UTF-8, its kind, the values seen so far, and the findings.

    ``kind`` is ``rss``, ``atom``, ``rdf`` or ``opml`` once the root is read, and ``version`` what an RSS
    or OPML root says it is. ``seen`` counts values that should be unique, by scope and hash.
    ``doctype`` is where a known document type was declared, ``prefixed`` where Atom or XHTML got a
    prefix. ``items`` has what rules about the whole feed ask of its items.
    """

    def __init__(self, data: Octets, encoding: str, options: Options) -> None:
        self.data = data
        self.encoding = encoding
        self.options = options
        self.kind = ""
        self.version = ""
        self.findings: list[Finding] = []
        self.entities: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        self.seen: dict[str, dict[int, int]] = {}
        self.prefixed: list[tuple[str, str, tuple[int, int]]] = []
        self.doctype: int | None = None
        self.totals: Counter[str] = Counter()
        self.items = Seen()
        self._unsaid = 0

    def on(self, node: Node, code: str, /, **detail: str) -> None:
        """Report a rule broken by an element: the place is its start tag."""
        self._add(code, places.tag_name(self.data, node.start), node, detail=detail)

    def on_child(self, node: Node, name: str, code: str, /, **detail: str) -> None:
        """Report a child that is missing: the place is the start tag of the parent."""
        if self._full(code):
            return
        start, end = places.tag_name(self.data, node.start)
        self.totals[code] += 1
        shown = {"element": self.shown(name), "parent": node.tag, **detail}
        self.findings.append(Finding(code, start, end, name, node.name, "", shown))

    def on_attribute(self, node: Node, name: str, fault: Fault, /, **detail: str) -> None:
        """Report what is wrong with the value of an attribute."""
        if self._full(fault.code):
            return
        written = name if ":" not in name else self._written(node, name)
        raw = places.attribute(self.data, node.start, written)
        where = raw
        if fault.end >= 0:
            where = places.within(self.data, raw, fault.start, fault.end, self.entities)
        value = node.attributes.get(name, "")
        merged = {"value": value, "instead": fault.instead, **fault.detail, **detail}
        self._add(fault.code, where, node, name, merged)

    def on_text(self, node: Node, fault: Fault, shift: int = 0, /, **detail: str) -> None:
        """Report what is wrong with the text of an element; ``shift`` is where the value begins."""
        if self._full(fault.code):
            return
        text = node.text
        end = shift + fault.end if fault.end >= 0 else len(text.rstrip())
        start = shift + fault.start if fault.end >= 0 else len(text) - len(text.lstrip())
        raw = self.raw(node)
        where = places.within(self.data, raw, start, max(start, end), self.entities)
        if where[0] >= where[1]:
            where = places.tag_name(self.data, node.start)
        merged = {"value": text.strip(), "instead": fault.instead, **fault.detail, **detail}
        self._add(fault.code, where, node, "", merged)

    def at(self, code: str, start: int, end: int, /, **detail: str) -> None:
        """Report a rule broken at a place that is no element's."""
        if not self._full(code):
            self.totals[code] += 1
            self.findings.append(Finding(code, start, end, detail=detail))

    def shown(self, name: str) -> str:
        """A name of the tables as the document would write it."""
        prefix, _, local = name.rpartition(":")
        own = self.prefixes.get(prefix, prefix) if prefix else ""
        return f"{own}:{local}" if own else local

    def raw(self, node: Node) -> tuple[int, int]:
        """The stretch of bytes in which the text of an element is written."""
        begin = places.tag_end(self.data, node.start)
        end = node.first if node.first >= 0 else node.close
        return begin, max(begin, end)

    def unique(self, scope: str, value: str) -> int:
        """How often a value has now been seen in a scope."""
        counts = self.seen.get(scope)
        if counts is None:
            counts = self.seen[scope] = {}
        # Of values that long, 64 bits are enough to tell them apart by, and take half the memory.
        key = hash(value)
        seen = counts.get(key, 0) + 1
        counts[key] = seen
        return seen

    def _written(self, node: Node, name: str) -> str:
        """How the document writes an attribute that the tables call ``name``."""
        prefix, _, local = name.partition(":")
        if prefix in {"xml", "xmlns"} or prefix not in self.prefixes:
            return name
        tag = self.data[node.start : places.tag_end(self.data, node.start)]
        own = f"{self.prefixes[prefix]}:{local}"
        return own if own.encode() in tag else name

    def _add(
        self,
        code: str,
        where: tuple[int, int],
        node: Node,
        attribute: str = "",
        detail: Mapping[str, str] = NOTHING,
    ) -> None:
        if self._full(code):
            return
        parent = node.parent
        above, outer = (parent.name, parent.tag) if parent else ("", "")
        shown = {"element": node.tag, "parent": outer, **detail}
        self.findings.append(Finding(code, *where, node.name, above, attribute, shown))
        self.totals[code] += 1

    def _full(self, code: str) -> bool:
        if self.totals[code] < MOST_OF_A_KIND:
            return False
        self._unsaid += 1
        if self._unsaid > _MOST_UNSAID:
            self.findings.append(Finding("problems-too-many", 0, 0))
            raise Stopped
        return True
