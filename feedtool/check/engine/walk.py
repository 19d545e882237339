"""The walk through an XML document: expat's events become elements of the tables.

Expat runs without its own namespace processing, so that prefixes are seen as they are written and
an unbound one does not end the check; offsets are those of the bytes it is fed.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NoReturn
from xml.parsers import expat

from feedtool.check import limits, octets
from feedtool.check.collector import StopReading
from feedtool.check.engine import prologue
from feedtool.check.engine.elements import Engine
from feedtool.check.engine.entities import Entities
from feedtool.check.octets import Octets
from feedtool.check.xml import namespaces, places
from feedtool.check.xml.document import XmlDocument
from feedtool.check.xml.node import Node
from feedtool.check.xml.scope import Scope, qualified
from feedtool.diagnostics import room

# What expat is fed at once, unless a tag is longer.
_CHUNK = 1 << 16
# Pieces of text that wait for the next tag, at most so many before they are put together.
_MANY_PIECES = 64
# Of so many elements one is where the limits are looked at.
_SELDOM = 0xFF
_UNUSUAL = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:]")
_AMPLIFICATION = expat.errors.codes[expat.errors.XML_ERROR_AMPLIFICATION_LIMIT_BREACH]
_MAX_DEPTH = limits.MAX_DEPTH  # asked for at every element


class Walk:
    """One way through one document."""

    def __init__(
        self,
        doc: XmlDocument,
        engine: Engine,
        chunk: int = _CHUNK,
        create: Callable[..., expat.XMLParserType] = expat.ParserCreate,
    ) -> None:
        self._doc = doc
        self._engine = engine
        self._chunk = chunk
        self._node: Node | None = None
        self._depth = 0
        self._skipped = 0
        self._elements = 0
        self._attributed = 0
        self._scope = doc.scope = Scope()
        # Text since the last tag. Expat appends to it without any code of ours.
        self._pending: list[str] = []
        self._suspicious = octets.has(doc.data, _UNUSUAL)
        self._interned: dict[str, str] = {}
        self._names = 0
        self._in_names = 0
        self._parser = self._new_parser(create)
        self._entities = Entities(
            doc, engine, self._parser, self._pending.append, self._entities_may_expand
        )

    def run(self) -> None:
        """Walk to the end of the document, or to where it cannot be read any further."""
        try:
            self._feed(self._doc.data)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
        except StopReading:
            pass  # what is open cannot be judged by what it lacks: it is recognised by not being closed
        except expat.ExpatError as error:
            self._fail(error)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Break the circles that would keep the document in memory until somebody looks for garbage."""
        self._entities.let_go()
        del self._parser
        while self._node is not None:  # what the document breaks off in
            self._node.forget()
            self._node = self._node.parent

    def _feed(self, data: Octets) -> None:
        """Feed expat the document in pieces, so that no token is read more than a few times.

        Expat begins anew with a token that is not all there: each time it gets twice as much of it.
        Since version 2.6 it may put that off, and says -1 where it is; then the token is still the
        one that it last began with.
        """
        at = begin = 0
        size = min(self._chunk, limits.MAX_TAG)
        while at < len(data):
            room.require_room()
            self._parser.Parse(data[at : at + size])
            at = min(at + size, len(data))
            known = self._parser.CurrentByteIndex
            begin = max(begin, known)
            self._look_at_limits(begin, at, put_off=known < 0)
            octets.let_go(data, at)
            size = min(self._chunk, limits.MAX_TAG)
            if known < at and at - begin <= limits.MAX_TAG:
                # So much that the token is seen whole, or seen to be too long.
                size = min(max(size, at - begin), begin + limits.MAX_TAG + 1 - at)

    def _look_at_limits(self, begin: int, end: int, *, put_off: bool) -> None:
        if end - begin > limits.MAX_TAG:
            # What expat puts off may have ended meanwhile.
            ended = put_off and places.token_ends(self._doc.data, begin, limits.MAX_TAG)
            if not ended:
                self._doc.too_long(begin)
        self._entities.check_doctype(end)
        if self._entities.hold_tags and end > limits.MAX_WITH_TAGS_IN_ENTITIES:
            self._entities.stop()
        if len(self._pending) > _MANY_PIECES:
            self._add_text()
        if len(self._interned) > self._names:
            self._count_names(begin)

    def _count_names(self, at: int) -> None:
        """Stop where the names that expat and Python keep for good take too much memory."""
        new = islice(self._interned, self._names, None)
        self._in_names += sum(len(name) for name in new if name)  # expat has None there, too
        self._names = len(self._interned)
        if self._in_names > limits.MAX_CHARACTERS_OF_NAMES:
            what = "characters in names of elements and attributes"
            self._doc.too_many(at, limits.MAX_CHARACTERS_OF_NAMES, what)

    def _new_parser(self, create: Callable[..., expat.XMLParserType]) -> expat.XMLParserType:
        parser = create("utf-8", None, self._interned)
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        if hasattr(parser, "SetReparseDeferralEnabled"):
            parser.SetReparseDeferralEnabled(False)  # noqa: FBT003 - what _feed does is enough
        # A foreign DTD (ours, empty) makes expat pass undefined entities on instead of giving up.
        parser.UseForeignDTD(True)  # noqa: FBT003 - expat takes no names
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pending.append
        parser.ProcessingInstructionHandler = self._instruction
        return parser

    def _instruction(self, target: str, data: str) -> None:
        """Judge a processing instruction before the root: browsers look at none behind it."""
        if target == "xml-stylesheet" and self._node is None and not self._elements:
            at = self._parser.CurrentByteIndex
            prologue.stylesheet(self._doc, data, at)

    def _entities_may_expand(self) -> None:
        """From now on the document may become more than it is."""
        self._parser.buffer_text = False  # so that each piece of text is known by its place
        self._parser.CharacterDataHandler = self._text
        self._parser.StartElementHandler = self._start_in_entity

    # Elements

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._pending:
            self._add_text()
        self._depth += 1
        self._elements += 1
        if attributes or not self._elements & _SELDOM or self._depth > _MAX_DEPTH:
            self._count(attributes)
        if self._skipped:
            self._skipped += 1
            self._watch(tag, attributes)
            return
        at = self._parser.CurrentByteIndex
        declared = [name for name in attributes if name[:5] == "xmlns"] if attributes else ()
        if declared:
            self._bind(declared, attributes, at)
        name = self._scope.names.get(tag) or self._resolve(tag, at)
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

    def _start_in_entity(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag whose attributes may be more than is written there."""
        self._entities.count(sum(map(len, attributes.values())))
        self._start(tag, attributes)

    def _count(self, attributes: dict[str, str]) -> None:
        """Look no further where there is more than any feed needs, and any reader takes."""
        self._attributed += len(attributes)
        if self._depth > limits.MAX_DEPTH:
            self._stop("xml-too-deep", limits.MAX_DEPTH)
        if len(attributes) > limits.MAX_ATTRIBUTES:
            self._stop("xml-many-attributes", limits.MAX_ATTRIBUTES)
        if self._elements & _SELDOM:
            return
        at = self._parser.CurrentByteIndex
        if self._elements + self._attributed > limits.MAX_ELEMENTS:
            self._doc.too_many(at, limits.MAX_ELEMENTS, "elements and attributes")
        if len(self._interned) > limits.MAX_NAMES:
            self._doc.too_many(at, limits.MAX_NAMES, "different names of elements and attributes")

    def _stop(self, code: str, limit: int) -> NoReturn:
        where = places.tag_name(self._doc.data, self._parser.CurrentByteIndex)
        self._doc.at(code, *where, limit=str(limit))
        raise StopReading

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
        if self._scope.depth > self._depth:
            self._scope.leave(self._depth)

    def _add_text(self) -> None:
        """Give the text since the last tag to the element that it stands in."""
        pending, node = self._pending, self._node
        text = pending[0] if len(pending) == 1 else "".join(pending)
        pending.clear()
        if self._skipped or node is None:
            return
        if node.row.value is None and node.first >= 0 and text.isspace():
            return  # between the children of an element that has nothing else
        if len(text) > node.room:
            text = self._cut(node, text)
        else:
            node.room -= len(text)
        node.add_text(text)
        self._doc.hold(node, len(text))

    def _cut(self, node: Node, text: str) -> str:
        """As much of a text as an element may still have."""
        if node.room < 0:
            return ""
        text = text[: node.room]
        node.room = -1
        self._doc.on(node, "text-too-long", limit=f"{limits.MAX_TEXT:,}")
        return text

    def _text(self, text: str) -> None:
        """Text, where entities may make more of it than there is."""
        self._entities.count(len(text))
        self._entities.use_at(self._parser.CurrentByteIndex)
        self._pending.append(text)

    def _watch(self, tag: str, attributes: dict[str, str]) -> None:
        """What is still said about an element in a subtree that is not checked."""
        declared = [name for name in attributes if name[:5] == "xmlns"] if attributes else ()
        if declared:
            self._bind(declared, attributes, self._parser.CurrentByteIndex)
        prefix = tag.rpartition(":")[0]
        uris = self._scope.uris
        self._doc.use(uris.get(prefix, ""))
        if prefix in uris and (prefix or uris[""]):
            return
        if prefix:
            self._unbound(prefix, self._parser.CurrentByteIndex)
        elif self._engine.minds_no_namespace and not self._engine.skips_ours:
            where = places.tag_name(self._doc.data, self._parser.CurrentByteIndex)
            self._doc.at("extension-no-namespace", *where, tag=tag)

    def _first(self, tag: str, name: str) -> None:
        """A root of Atom without a namespace: go on as if it had it."""
        if name == tag and name in {"feed", "entry"}:
            self._scope.assume("", namespaces.ATOM)

    # Names

    def _resolve(self, tag: str, at: int) -> str:
        prefix, _, local = tag.rpartition(":")
        uri = self._scope.uris.get(prefix)
        if uri is None:
            if prefix:
                self._unbound(prefix, at)
                uri = namespaces.USUAL.get(prefix, "")
            uri = uri or ""
        self._doc.use(uri)
        name = qualified(uri, local)
        self._scope.names[tag] = name
        return name

    def _unbound(self, prefix: str, at: int) -> None:
        """Report a prefix in the tag at an offset, once, that is bound to nothing."""
        if self._doc.seen.count("unbound", prefix) == 1:
            where = places.tag_name(self._doc.data, at)
            instead = namespaces.USUAL.get(prefix, "")
            self._doc.at("xml-prefix-unbound", *where, prefix=prefix, instead=instead)

    def _bind(self, declared: Sequence[str], attributes: dict[str, str], at: int) -> None:
        self._scope.bind(self._depth, [(name[6:], attributes[name]) for name in declared])
        if len(self._scope.uris) > limits.MAX_PREFIXES:
            self._doc.too_many(at, limits.MAX_PREFIXES, "prefixes of namespaces at once")
        for name in declared:
            self._engine.namespace(name[6:], attributes[name], at)

    def _attributes(self, node: Node, attributes: dict[str, str], at: int) -> None:
        node.attributes = named = {}
        held = 0
        for name, value in attributes.items():
            held += limits.HELD_FOR_EACH + len(value)
            if ":" not in name:
                if name != "xmlns":
                    named[name] = value
                continue
            prefix, _, local = name.partition(":")
            if prefix == "xmlns":
                continue
            uri = self._scope.uris.get(prefix)
            if uri is None:
                self._unbound(prefix, at)
                uri = namespaces.USUAL.get(prefix, "")
            self._doc.use(uri)
            named[qualified(uri, local)] = value
        if "xml:base" in named:
            node.based = True
        self._doc.hold(node, held)
        if self._suspicious:
            self._entities.in_attributes(at)

    # The end

    def _fail(self, error: expat.ExpatError) -> None:
        at = max(self._parser.ErrorByteIndex, 0)
        if error.code == _AMPLIFICATION:
            self._doc.at("xml-entity-expansion", at, at + 1)
            return
        from feedtool.check.engine import failures  # late: most documents can be read

        node = self._node
        reason, mend, start, end = failures.failure(error, at, self._doc.data, node)
        if error.code == failures.MISMATCH and node is not None:
            self._doc.collector.forget_within(node.start, everything=node.row.value is not None)
        self._doc.at("xml-not-well-formed", start, end, reason=reason, mend=mend)
