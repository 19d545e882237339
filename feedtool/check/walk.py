"""The walk through an XML document: expat's events become elements of the tables.

Expat runs without its own namespace processing, so that prefixes are seen as they are written and
an unbound one does not end the check; offsets are those of the bytes it is fed.
"""

import re
from collections.abc import Sequence
from html.entities import name2codepoint
from typing import Any
from xml.parsers import expat

from feedtool.check import namespaces, octets, places
from feedtool.check.document import Document, Stopped
from feedtool.check.engine import Engine
from feedtool.check.node import Node

MAX_DEPTH = 500
MAX_ATTRIBUTES = 256
_CHUNK = 1 << 16
_BUILT_IN = {"amp", "lt", "gt", "quot", "apos"}
_REFERENCE = re.compile(rb"&([A-Za-z_:][\w.:-]*);")
_UNUSUAL = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:]")
_NOT_FOUND = 3


class Walk:
    """One way through one document."""

    def __init__(self, doc: Document, engine: Engine) -> None:
        self._doc = doc
        self._engine = engine
        self._node: Node | None = None
        self._depth = 0
        self._skipped = 0
        self._scope: dict[str, str] = {"xml": namespaces.XML}
        self._scopes: list[tuple[int, dict[str, str], dict[str, str]]] = []
        self._names: dict[str, str] = {}
        # Text since the last tag. Expat appends to it without any code of ours.
        self._pending: list[str] = []
        self._characters = 0
        # An entity can make more of the document than it is: a bomb is one that makes far more.
        self._budget = 4 * len(doc.data) + (1 << 20)
        self._suspicious = octets.has(doc.data, _UNUSUAL)
        self._parser = self._new_parser()

    def run(self) -> None:
        """Walk to the end of the document, or to where it cannot be read any further."""
        data = self._doc.data
        try:
            for start in range(0, len(data), _CHUNK):
                self._parser.Parse(data[start : start + _CHUNK])
                if start % octets.STRIDE == 0:
                    octets.let_go(data, start)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
        except Stopped:
            self._abandon()
        except expat.ExpatError as error:
            self._fail(error)
            self._abandon()

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        # A foreign DTD (ours, empty) makes expat pass undefined entities on instead of giving up.
        parser.UseForeignDTD(True)  # noqa: FBT003 - expat takes no names
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pending.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped_entity
        parser.ProcessingInstructionHandler = None
        return parser

    # Elements

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._pending:
            self._add_text()
        self._depth += 1
        if self._skipped:
            self._skipped += 1
            self._watch(tag, attributes)
            return
        at = self._parser.CurrentByteIndex
        if self._depth > MAX_DEPTH:
            self._doc.at("xml-too-deep", *places.tag_name(self._doc.data, at), limit=str(MAX_DEPTH))
            raise Stopped
        if len(attributes) > MAX_ATTRIBUTES:
            where = places.tag_name(self._doc.data, at)
            self._doc.at("xml-many-attributes", *where, limit=str(MAX_ATTRIBUTES))
            raise Stopped
        declared = [name for name in attributes if name[:5] == "xmlns"] if attributes else ()
        if declared:
            self._bind(declared, attributes, at)
        name = self._names.get(tag) or self._resolve(tag, at)
        if self._node is None:
            self._first(tag, name)
        node = self._engine.open(name, tag, self._node, at)
        if node is None:
            self._skipped = 1
            return
        self._node = node
        if attributes:
            self._attributes(node, attributes, at)
        if attributes or node.row.begins:
            self._engine.begin(node)

    def _end(self, _tag: str) -> None:
        if self._pending:
            self._add_text()
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        else:
            node = self._node
            if node is not None:
                node.close = self._parser.CurrentByteIndex
                self._node = node.parent
                self._engine.close(node)
        if self._scopes and self._scopes[-1][0] > self._depth:
            _, self._scope, self._names = self._scopes.pop()
            self._doc.prefixes = {self._known(uri): p for p, uri in self._scope.items()}

    def _add_text(self) -> None:
        """Give the text since the last tag to the element that it stands in."""
        pending, node = self._pending, self._node
        text = pending[0] if len(pending) == 1 else "".join(pending)
        pending.clear()
        if self._skipped or node is None:
            return
        if node.row.value is None and node.first >= 0 and text.isspace():
            return  # between the children of an element that has nothing else
        node.add_text(text)

    def _text(self, text: str) -> None:
        """Text, where entities may make more of it than there is."""
        self._characters += len(text)
        if self._characters > self._budget:
            at = self._parser.CurrentByteIndex
            self._doc.at("xml-entity-expansion", at, at + 1)
            raise Stopped
        self._pending.append(text)

    def _watch(self, tag: str, attributes: dict[str, str]) -> None:
        """What is still said about an element in a subtree that is not checked."""
        declared = [name for name in attributes if name[:5] == "xmlns"] if attributes else ()
        if declared:
            self._bind(declared, attributes, self._parser.CurrentByteIndex)
        prefix = tag.rpartition(":")[0]
        if prefix in self._scope and (prefix or self._scope[""]):
            return
        where = places.tag_name(self._doc.data, self._parser.CurrentByteIndex)
        if prefix:
            self._unbound(prefix, where)
        elif self._engine.minds_no_namespace:
            self._doc.at("extension-no-namespace", *where, tag=tag)

    def _first(self, tag: str, name: str) -> None:
        """A root of Atom without a namespace: go on as if it had it."""
        if name == tag and name in {"feed", "entry"}:
            self._scope = {**self._scope, "": namespaces.ATOM}

    # Names

    def _resolve(self, tag: str, at: int) -> str:
        prefix, _, local = tag.rpartition(":")
        uri = self._scope.get(prefix)
        if uri is None:
            if prefix:
                self._unbound(prefix, places.tag_name(self._doc.data, at))
                uri = namespaces.USUAL.get(prefix, "")
            uri = uri or ""
        name = self._join(uri, local)
        self._names[tag] = name
        return name

    def _join(self, uri: str, local: str) -> str:
        if not uri:
            return local
        known = namespaces.canonical(uri)
        if known == namespaces.ATOM and uri != known:
            known = ""  # https://www.rfc-editor.org/rfc/rfc4287#section-1.2 knows this one only
        return f"{namespaces.PREFIX[known]}:{local}" if known else f"{{{uri}}}{local}"

    def _known(self, uri: str) -> str:
        known = namespaces.canonical(uri)
        return namespaces.PREFIX[known] if known else uri

    def _unbound(self, prefix: str, where: tuple[int, int]) -> None:
        instead = namespaces.USUAL.get(prefix, "")
        if self._doc.unique("unbound", prefix) == 1:
            self._doc.at("xml-prefix-unbound", *where, prefix=prefix, instead=instead)

    def _bind(self, declared: Sequence[str], attributes: dict[str, str], at: int) -> None:
        self._scopes.append((self._depth, self._scope, self._names))
        self._scope = dict(self._scope)
        self._names = {}
        for name in declared:
            prefix = name[6:]
            self._scope[prefix] = attributes[name]
            where = places.attribute(self._doc.data, at, name)
            self._engine.namespace(prefix, attributes[name], where)
        self._doc.prefixes = {self._known(uri): p for p, uri in self._scope.items()}

    def _attributes(self, node: Node, attributes: dict[str, str], at: int) -> None:
        node.attributes = named = {}
        for name, value in attributes.items():
            if ":" not in name:
                if name != "xmlns":
                    named[name] = value
                continue
            prefix, _, local = name.partition(":")
            if prefix == "xmlns":
                continue
            uri = self._scope.get(prefix)
            if uri is None:
                self._unbound(prefix, places.tag_name(self._doc.data, at))
                uri = namespaces.USUAL.get(prefix, "")
            named[self._join(uri, local)] = value
        if self._suspicious:
            self._references(at)

    def _references(self, at: int) -> None:
        """Expat says nothing of an undefined entity in an attribute."""
        tag = self._doc.data[at : places.tag_end(self._doc.data, at)]
        for found in _REFERENCE.finditer(tag):
            name = found[1].decode()
            if name not in _BUILT_IN and name not in self._doc.entities:
                self._undefined(name, at + found.start(), at + found.end())

    # Entities

    def _doctype(self, name: str, *declaration: Any) -> None:
        system, public = declaration[:2]
        self._engine.doctype(name, system or "", public or "", self._parser.CurrentByteIndex)

    def _entity(self, *declaration: Any) -> None:
        name, is_parameter, value, _, system = declaration[:5]
        at = self._parser.CurrentByteIndex
        if value is None:
            self._doc.at("xml-external-entity", at, at, entity=name, system=system or "")
        elif not is_parameter:
            self._parser.CharacterDataHandler = self._text
            self._doc.entities[name] = value
            self._doc.at("xml-entity-declared", at, at, entity=name)

    def _external(self, context: str | None, *_where: str | None) -> int:
        """Never fetched: an external entity is an empty one."""
        if context is None:
            self._parser.ExternalEntityParserCreate(context).Parse(b"", True)  # noqa: FBT003
        return 1

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001
        if is_parameter:
            return
        at = self._parser.CurrentByteIndex
        self._undefined(name, at, at + len(name.encode()) + 2)
        self._pending.append(chr(name2codepoint.get(name, 0xA0)))

    def _undefined(self, name: str, start: int, end: int) -> None:
        if self._engine.defines_html and name in name2codepoint:
            return
        code = "xml-entity-undefined"
        instead = f"&#{name2codepoint[name]};" if name in name2codepoint else ""
        self._doc.at(code, start, end, entity=name, instead=instead)

    # The end

    def _fail(self, error: expat.ExpatError) -> None:
        at = max(self._parser.ErrorByteIndex, 0)
        reason = expat.errors.messages.get(error.code, "cannot be read")
        if error.code == _NOT_FOUND:
            reason = "there is no element"
        if "amplification" in reason:
            self._doc.at("xml-entity-expansion", at, at + 1)
            return
        tag = self._node.tag if self._node is not None else ""
        if "mismatched" in reason and tag:
            reason = f"the end tag does not match <{tag}>"
        self._doc.at("xml-not-well-formed", at, at + 1, reason=reason)

    def _abandon(self) -> None:
        """What is open cannot be judged by what it lacks: it is told apart by not being closed."""
        self._engine.abandon(self._node)
