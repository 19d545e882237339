"""The engine: all that is generic about judging an element by its row of the tables."""

from collections.abc import Container, Iterable
from difflib import get_close_matches

from feedtool.check.collector import StopReading
from feedtool.check.engine import prologue
from feedtool.check.finding import FINE, Fault, ValueType
from feedtool.check.rules.common import COMMON_ATTRIBUTES, mojibake
from feedtool.check.values import uris
from feedtool.check.vocabulary.homes import home
from feedtool.check.vocabulary.roots import ROOTS
from feedtool.check.vocabulary.rss import ITEM
from feedtool.check.xml import namespaces
from feedtool.check.xml.document import XmlDocument
from feedtool.check.xml.node import Node
from feedtool.check.xml.row import AttributeRow, Row

_SUGGESTIONS = 50
_LONGEST_SUGGESTED = 50


class Engine:
    """Judges elements as they open and close."""

    def __init__(self, doc: XmlDocument) -> None:
        self._doc = doc
        self._suggested = 0
        self._judge_characters = mojibake.possible(doc.data) and not doc.is_repaired
        self.minds_no_namespace = False
        self.defines_html = False
        # What an element has under a name that is a slip, so that it is not missing, too.
        self._slips: dict[Node, set[str]] = {}
        self.skips_ours = False
        """Whether what is skipped is in no namespace itself, and so is what stands in it."""

    # The start tag

    def open(self, name: str, tag: str, parent: Node | None, at: int) -> Node | None:
        """The element that opens, or nothing if the tables have no row to judge it by."""
        if parent is None:
            return self._root(name, tag, at)
        if parent.first < 0:
            parent.first = at
        use = parent.row.children.get(name)
        if use is None:
            return self._unlisted(name, tag, parent, at)
        row, most, _, again, kept, _ = use
        node = Node(row, name, tag, parent, at)
        if parent.count(name) > most:
            self._doc.on(node, again)
        if kept:
            parent.keep(node)
        else:
            node.kept = False
        return node

    def begin(self, node: Node) -> None:
        """Judge the start tag, once its attributes are known."""
        row = node.row
        if node.attributes:
            for name, value in node.attributes.items():
                self._attribute(node, name, value)
        for name, code in row.demanded:
            if name not in node.attributes:
                self._doc.on(node, code, attribute=name)
        for rule in row.begin:
            rule(node, self._doc)

    def namespace(self, prefix: str, uri: str, at: int) -> None:
        """Judge the declaration of a namespace, in the tag that begins at an offset."""
        prologue.namespace(self._doc, prefix, uri, at)

    def doctype(self, name: str, system: str, public: str, at: int) -> None:
        """Judge the document type declaration."""
        self.defines_html = prologue.doctype(self._doc, name, system, public, at)

    def _root(self, name: str, tag: str, at: int) -> Node | None:
        row = ROOTS.get(name)
        if row is None:
            row = prologue.strange_root(self._doc, name, tag, at)
        if row is None:
            raise StopReading  # what stands in no feed is none of ours
        self._doc.kind = row.name.partition(":")[0] if ":" in row.name else row.name
        self.minds_no_namespace = self._doc.kind == "rss"
        return Node(row, row.name, tag, None, at)

    def _unlisted(self, name: str, tag: str, parent: Node, at: int) -> Node | None:
        row = parent.row
        if row.open:
            return None
        if row.inside is not None:
            inner = row.inside(parent, name, self._doc)
            if inner is not None:
                node = Node(inner, name, tag, parent, at)
                parent.count(name)
                if row.keeps:
                    parent.keep(node)
                else:
                    node.kept = False
                return node
        parent.count(name)
        self.skips_ours = ":" not in name or name == "yandex:related"  # which holds <link>
        if row.name == "rss" and name == "item":
            return self._outside_channel(Node(ITEM, name, tag, parent, at))
        node = Node(UNCHECKED, name, tag, parent, at)
        prefix = name.partition(":")[0] if ":" in name else ""
        if name.startswith("{") or (prefix and prefix not in _CHECKED):
            return self._foreign(node)
        code = self._code_of_unlisted(node)
        place = home(self._doc.kind, name)
        is_special = name in prologue.SPECIAL_CHILDREN
        near = "" if place or is_special else self._nearest_element(name, row)
        shown = {"instead": self._doc.shown(near), "home": self._doc.shown(place)}
        lesser = self._may_be_new(prefix, parent, near or place)
        if lesser:
            shown = {"new": tag}
        elif self._doc.options.profile == "default":
            lesser = (parent.row.name, name) in _UNREAD
        if near and not lesser and self._doc.options.profile != "w3c":
            self._slips.setdefault(parent, set()).add(near)
        self._doc.on(node, code, lesser="yes" if lesser else "", **shown)
        return None

    def _outside_channel(self, node: Node) -> Node:
        """An item beside the channel is judged as one, and of many the first is reported."""
        node.kept = False
        if self._doc.seen.count("outside", node.name) == 1:
            self._doc.withdraw("feed-empty")
            self._doc.on(node, "element-unknown", home="channel")
        return node

    def _may_be_new(self, prefix: str, parent: Node, known: str) -> bool:
        """Whether a name may be one that an extension has got, and no slip for one that is known.

        In Atom an extension may stand anywhere: https://www.rfc-editor.org/rfc/rfc4287#section-6.4
        """
        if not prefix or prefix in _CLOSED or parent.row.value is not None:
            return False
        near = known in parent.row.children
        return not known or (parent.row.name.startswith("atom:") and not near)

    def _foreign(self, node: Node) -> Node | None:
        """An element of a namespace without tables may stand where others of its kind may."""
        parent = node.parent
        if parent is not None and parent.row.value is not None and not parent.row.children:
            self._doc.on(node, "element-unknown", instead="")
        return None

    def _code_of_unlisted(self, node: Node) -> str:
        parent = node.parent
        special = prologue.SPECIAL_CHILDREN.get(node.name)
        if special:
            return special
        if ":" not in node.name and self._doc.kind in {"atom", "rdf"}:
            within = parent is not None and parent.row.value is not None
            return "element-in-value" if within else "element-unqualified"
        if node.name.startswith("xhtml:") and parent is not None and parent.row.children:
            return "element-misplaced-xhtml"
        return "element-unknown"

    def _nearest_element(self, name: str, row: Row) -> str:
        """The child of a row that a name may be a slip for: of the same namespace.

        Within its own vocabulary an element may also have got a prefix that it is written without.
        """
        prefix, _, local = name.rpartition(":")
        own, twin = {}, ""
        for known in row.children:
            outer, _, inner = known.rpartition(":")
            if outer == prefix:
                own[inner] = known
            elif inner == local and not outer and row.name.startswith(f"{prefix}:"):
                twin = known
        near = self._nearest(local, own)
        return own[near] if near else twin

    def _nearest(self, name: str, those: Iterable[str]) -> str:
        self._suggested += 1
        if self._suggested > _SUGGESTIONS or len(name) > _LONGEST_SUGGESTED:
            return ""
        lower = {known.lower(): known for known in those}
        near = get_close_matches(name.lower(), lower, 1, 0.75)
        return lower[near[0]] if near else ""

    def _attribute(self, node: Node, name: str, value: str) -> None:
        known = node.row.attributes.get(name)
        if known is None:
            known = COMMON_ATTRIBUTES.get(name)
            if known is None:
                self._unlisted_attribute(node, name)
                return
        self._judge_attribute(node, name, value, known)

    def _judge_attribute(self, node: Node, name: str, value: str, known: AttributeRow) -> None:
        if not value.strip():
            fault = self._blank_attribute(name, known, value)
            if fault:
                self._doc.on_attribute(node, name, fault)
                return
        for fault in known.value(value):
            self._doc.on_attribute(node, name, fault)
        if self._judge_characters:
            for fault in mojibake.characters(value):
                self._doc.on_attribute(node, name, fault)

    def _blank_attribute(self, name: str, known: AttributeRow, value: str) -> Fault | None:
        """An empty attribute says nothing: one that must be there is as good as missing."""
        if known.blank or known.blank == "" or self._doc.options.profile == "w3c":
            return Fault(known.blank) if known.blank else None
        faults = known.value(value)
        if known.missing:
            needed = known.missing == "attribute-missing" and not faults
            return Fault("value-blank-attribute", detail={"needed": name}) if needed else None
        # An empty reference is one to the feed itself, which is never meant.
        is_nothing = faults or known.value is uris.reference
        return Fault("value-blank-attribute") if is_nothing else None

    def _unlisted_attribute(self, node: Node, name: str) -> None:
        if node.row.open:
            return
        if (node.name, name) in _UNREAD_ATTRIBUTES and self._doc.options.profile == "default":
            return
        if ":" in name or name.startswith("{"):
            prologue.foreign_attribute(self._doc, node, name)
            return
        instead = self._nearest(name, node.row.attributes)
        shown = {"instead": instead} if instead else {"new": name}
        fault = Fault("attribute-unknown", detail={"attribute": name, **shown})
        self._doc.on_attribute(node, name, fault, lesser="" if instead else "yes")

    # The end tag

    def close(self, node: Node) -> None:
        """Judge the element as a whole."""
        row = node.row
        if node.texts is not None:
            node.text = "".join(node.texts)
            node.texts = None
        if node.text and ("<" in node.text or "&" in node.text):
            self._doc.count_markup(node)
        kind = row.value
        if kind is not None:
            self._value(node, row, kind)
        elif node.text and not row.open and not node.text.isspace():
            prefix = node.name.partition(":")[0] if ":" in node.name else ""
            new = "yes" if prefix and prefix not in _CLOSED else ""
            if not (new and self._is_instead(node)):
                self._doc.on_text(node, Fault("text-unexpected"), lesser=new)
        slips = self._slips.pop(node, ()) if self._slips else ()
        if row.required or row.halves:
            self._missing(node, row, slips)
        for rule in row.end:
            rule(node, self._doc)
        self._doc.let_go(node)
        if not node.kept or node.parent is None:
            node.forget()

    def _missing(self, node: Node, row: Row, slips: Container[str]) -> None:
        """Children that must be there, or beside another; one under a name that is a slip is."""
        counts = node.counts
        for name, code in row.required:
            if name not in counts and name not in slips:
                self._doc.on_child(node, name, code)
        for name, other in row.halves:
            if name in counts and other not in counts and other not in slips:
                for half in node.all(name):
                    self._doc.on(half, "element-half", other=self._doc.shown(other))

    def _is_instead(self, node: Node) -> bool:
        """Whether text stands in the place of an attribute, which has been missed."""
        lacks = any(
            code == "attribute-missing" and name not in node.attributes
            for name, code in node.row.demanded
        )
        return lacks and self._doc.options.profile != "w3c"

    def _value(self, node: Node, row: Row, kind: ValueType) -> None:
        text = node.text
        value = text.strip()
        if not value:
            if node.room >= 0:
                self._blank(node, row, kind)
            return
        shift = 0
        if len(value) != len(text):
            shift = len(text) - len(text.lstrip())
            if row.exact:
                self._doc.on_text(node, Fault("value-whitespace", 0, len(text), value))
        faults = kind(value)
        if faults is not FINE:
            self._doc.on_texts(node, faults, shift)
        if self._judge_characters:
            self._doc.on_texts(node, mojibake.characters(value), shift)

    def _blank(self, node: Node, row: Row, kind: ValueType) -> None:
        """Nothing is wrong as a value of its type, or else just missing."""
        if row.blank is None:
            return
        faults = kind("")
        optional = node.parent is None or node.name not in dict(node.parent.row.required)
        if faults and optional and self._doc.options.profile != "w3c":
            self._doc.on(node, "value-blank")
            return
        for fault in faults:
            self._doc.on(
                node, fault.code, **fault.detail, instead=fault.instead, value="", blank="yes"
            )
        if not faults:
            needed = "" if optional else f"<{node.tag}>"
            self._doc.on(node, row.blank, needed=needed)


UNCHECKED = Row("", open_=True)
# What stands where it may not, in the feeds of large platforms, and no reader minds: Blogger's, Activity
# Streams (https://activitystrea.ms/specs/atom/1.0/), Yandex (https://yandex.com/dev/turbo/doc/rss/markup.html).
_UNREAD = {
    ("atom:feed", "atom:published"), ("atom:author", "atom:id"), ("atom:author", "atom:link"),
    ("item", "pdalink"), ("item", "amplink"), ("item", "metrics"),
}  # fmt: skip
_UNREAD_ATTRIBUTES = {("item", "turbo")}
_CHECKED = set(namespaces.CHECKED.values())
# What they have will not become more, or is nothing that may stand there.
_CLOSED = {"atom", "rss1", "xhtml", "rdf", "svg", "mathml"}
