"""Rules of RSS 1.0: https://web.resource.org/rss/1.0/spec"""

from feedtool.check.finding import Fault
from feedtool.check.html import fragment
from feedtool.check.rules import selflinks
from feedtool.check.rules.formats import rss
from feedtool.check.rules.xhtml import ANY
from feedtool.check.values import uris
from feedtool.check.xml import places
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Row


def root(node: Element, doc: Context) -> None:
    """Whether this is RSS 1.0, or its forerunner, which had no identifiers."""
    del node
    doc.seen.is_rss_090 = b"http://my.netscape.com/" in doc.data[:4096]


def about(node: Element, doc: Context) -> None:
    """Each resource is named once."""
    value = node.attributes.get("rdf:about")
    if value is None:
        doc.seen.lists_items = doc.seen.lists_items and node.name != "rss1:item"
        if not doc.seen.is_rss_090:
            doc.on(node, "rdf-about-missing", attribute="rdf:about")
        return
    doc.seen.named.setdefault(_key(node, node.name, value), node.start)
    if doc.seen.count("about", value) > 1:
        doc.on_attribute(node, "rdf:about", Fault("rdf-about-duplicate"))


def channel(node: Element, doc: Context) -> None:
    """A channel lists its items."""
    if "rss1:items" not in node.counts and not doc.seen.is_rss_090:
        doc.on_child(node, "rss1:items", "element-missing")
    rss.channel(node, doc)


def resource(node: Element, doc: Context) -> None:
    """What points to a resource says to which: sections 5.3.5 and 5.3.6."""
    if pointer(node, doc):
        return
    doc.seen.lists_items = False
    if not doc.seen.is_rss_090 and not {"rdf:resource", "resource"} & node.attributes.keys():
        doc.on(node, "attribute-missing", lesser="yes", attribute="rdf:resource")


def pointer(node: Element, doc: Context) -> bool:
    """What points to a resource does so once; gives whether it points to one at all."""
    name = "rdf:resource" if "rdf:resource" in node.attributes else "resource"
    value = node.attributes.get(name, "")
    if not value.strip():
        return False
    kind = "rss1:item" if node.name == "rdf:li" else node.name
    key = _key(node, kind, value)
    if doc.seen.pointed.setdefault(key, node.start) != node.start:
        doc.on_attribute(node, name, Fault("rdf-pointer-again"))
    return True


def image(node: Element, doc: Context) -> None:
    """The image of a channel stands elsewhere, or in it, where it has its name."""
    if not pointer(node, doc) and "rdf:about" in node.attributes:
        doc.seen.pointed[_key(node, node.name, node.attributes["rdf:about"])] = node.start
        doc.seen.named[_key(node, node.name, node.attributes["rdf:about"])] = node.start


def sequence(node: Element, doc: Context) -> None:
    """The table of items may be written otherwise, such as with rdf:_1 for its first line."""
    if node.counts.keys() - {"rdf:li"}:
        doc.seen.lists_items = False


def document(node: Element, doc: Context) -> None:
    """The channel points to what is there, and to all of it: sections 5.3.4 to 5.3.6."""
    seen = doc.seen
    if seen.is_rss_090 or "rss1:channel" not in node.counts:
        return
    kinds = _pointing(node, doc)
    for key, start in seen.pointed.items():
        if key not in seen.named and key[0] in kinds:
            # Where there is none at all, what is named may well be elsewhere.
            alone = "" if key[0] in node.counts else "yes"
            _about_pointer(doc, "rdf-pointer-nowhere", key[0], start, lesser=alone)
    for key, start in seen.named.items():
        if key not in seen.pointed and key[0] in kinds:
            _about_pointer(doc, "rdf-pointer-missing", key[0], start)


def _about_pointer(doc: Context, code: str, kind: str, start: int, lesser: str = "") -> None:
    name = kind.removeprefix("rss1:")
    pointer, home = ("rdf:li", "items") if name == "item" else (name, "channel")
    where = places.tag_name(doc.data, start)
    doc.at(code, *where, lesser=lesser, kind=name, pointer=pointer, home=home)


def _pointing(node: Element, doc: Context) -> set[str]:
    """The kinds of resources of which the channel says which there are."""
    channel = node.child("rss1:channel")
    counts = channel.counts if channel is not None else {}
    kinds = {kind for kind in ("rss1:image", "rss1:textinput") if kind in counts}
    return kinds | {"rss1:item"} if doc.seen.lists_items and "rss1:items" in counts else kinds


def _key(node: Element, kind: str, value: str) -> tuple[str, int]:
    """A resource by its kind and address."""
    base = selflinks.base_of(node) if node.based else None
    return kind, hash(uris.join(base, value) if base is not None else value)


def any_inside(node: Element, name: str, doc: Context) -> Row | None:
    """Markup that should be a literal, or text."""
    del node, name, doc
    return ANY


def description(node: Element, doc: Context) -> None:
    """Text, which many write as HTML."""
    if node.counts:
        if node.attributes.get("rdf:parseType") != "Literal":
            doc.on(node, "rdf-mixed")
        return
    doc.on_texts(node, fragment.rss_fragment(node.text))
