"""The document type and the entities of an XML document: what they declare, and what it makes of them."""

import re
from collections import Counter
from collections.abc import Callable
from html.entities import name2codepoint
from typing import Any, NoReturn
from xml.parsers import expat

from feedtool.check import limits
from feedtool.check.collector import StopReading
from feedtool.check.engine.elements import Engine
from feedtool.check.xml.document import XmlDocument

_BUILT_IN = {"amp", "lt", "gt", "quot", "apos"}
_REFERENCE = re.compile(rb"&([A-Za-z_:][\w.:-]*+);")


class Entities:
    """Expat's handlers of declarations and of entities.

    An entity can make more of a document than it is: a bomb is one that makes far more. ``on_expansion``
    is called once something is declared that can do so.
    """

    def __init__(
        self,
        doc: XmlDocument,
        engine: Engine,
        parser: expat.XMLParserType,
        add_text: Callable[[str], object],
        on_expansion: Callable[[], object],
    ) -> None:
        self._doc = doc
        self._engine = engine
        self._parser = parser
        self._add_text = add_text
        self._on_expansion = on_expansion
        self._budget = 4 * len(doc.data) + (1 << 20)
        self._characters = 0
        self._declared = 0
        self._declared_at: dict[str, int] = {}
        self._attributes: Counter[str] = Counter()
        self.doctype: int | None = None
        """Where a document type begins that has not ended."""
        self.hold_tags = False
        parser.StartDoctypeDeclHandler = self._start
        parser.EndDoctypeDeclHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped

    def let_go(self) -> None:
        """Let go of the parser and of who listens: the document has ended."""
        del self._parser, self._on_expansion

    def count(self, characters: int) -> None:
        """Count what the document has become; a bomb ends the check."""
        self._characters += characters
        if self._characters > self._budget:
            self.stop()

    def stop(self) -> NoReturn:
        """End the check of a document that its entities make too large."""
        at = max(self._parser.CurrentByteIndex, 0)
        self._doc.at("xml-entity-expansion", at, at + 1)
        raise StopReading

    def in_attributes(self, at: int) -> None:
        """Report undefined entities in the start tag at an offset: expat says nothing of them."""
        tag = self._doc.data[at : self._doc.start_tag(at).end]
        names = {name.decode() for name in set(_REFERENCE.findall(tag))}
        for name in names & self._declared_at.keys():
            self._use(name)
        unknown = names - _BUILT_IN - self._doc.entities.keys()
        if not unknown:
            return
        for found in _REFERENCE.finditer(tag):
            name = found[1].decode()
            if name in unknown:
                self._undefined(name, at + found.start(), at + found.end())

    def use_at(self, at: int) -> None:
        """Take note of an entity that text at an offset comes from, if it comes from one."""
        if self._declared_at and self._doc.data[at : at + 1] == b"&":
            found = _REFERENCE.match(self._doc.data, at)
            if found:
                self._use(found[1].decode())

    def _use(self, name: str) -> None:
        """What is declared and used is lost to whoever does not read declarations."""
        at = self._declared_at.pop(name, None)
        if at is not None:
            self._doc.collector.worsen("xml-entity-declared", at)

    def check_doctype(self, end: int) -> None:
        """Stop at a document type that has not ended after as much as a tag may have."""
        if self.doctype is not None and end - self.doctype > limits.MAX_TAG:
            self._doc.too_long(self.doctype)

    def _start(self, name: str, *declaration: Any) -> None:
        system, public = declaration[:2]
        self.doctype = at = max(self._parser.CurrentByteIndex, 0)
        self._engine.doctype(name, system or "", public or "", at)

    def _end(self) -> None:
        self.check_doctype(self._parser.CurrentByteIndex)
        self.doctype = None

    def _attribute(self, element: str, *declaration: Any) -> None:
        default = declaration[2]
        self._attributes[element] += 1
        if self._attributes[element] > limits.MAX_ATTRIBUTES:
            at = self._parser.CurrentByteIndex
            self._doc.at("xml-many-attributes", at, at + 1, limit=str(limits.MAX_ATTRIBUTES))
            raise StopReading
        if default is not None:
            self._on_expansion()

    def _entity(self, *declaration: Any) -> None:
        name, is_parameter, value, _, system = declaration[:5]
        at = self._parser.CurrentByteIndex
        self._declared += 1
        if self._declared > limits.MAX_ENTITIES:
            self._doc.too_many(at, limits.MAX_ENTITIES, "entities")
        if value is None:
            self._doc.at("xml-external-entity", at, at, entity=name, system=system or "")
        elif not is_parameter:
            self._on_expansion()
            self.hold_tags = self.hold_tags or "<" in value or "&" in value
            self._doc.entities[name] = value
            self._declared_at[name] = at
            self._doc.at("xml-entity-declared", at, at, lesser="yes", entity=name)

    def _external(self, context: str | None, *_where: str | None) -> int:
        """Never fetched: an external entity is an empty one."""
        if context is None:
            self._parser.ExternalEntityParserCreate(context).Parse(b"", True)  # noqa: FBT003
        return 1

    def _skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001
        if is_parameter:
            return
        if not self._is_of_html(name):
            at = self._parser.CurrentByteIndex
            self._undefined(name, at, at + len(name.encode()) + 2)
        self._add_text(chr(name2codepoint.get(name, 0xA0)))

    def _is_of_html(self, name: str) -> bool:
        return self._engine.defines_html and name in name2codepoint

    def _undefined(self, name: str, start: int, end: int) -> None:
        if self._is_of_html(name):
            return
        code = "xml-entity-undefined"
        instead = f"&#{name2codepoint[name]};" if name in name2codepoint else ""
        self._doc.at(code, start, end, entity=name, instead=instead)
