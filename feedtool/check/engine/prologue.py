"""What stands before and around the elements: roots, document types, namespaces, foreign names."""

from feedtool.check.finding import Fault
from feedtool.check.values import uris
from feedtool.check.vocabulary.roots import BY_LOCAL_NAME
from feedtool.check.xml import namespaces
from feedtool.check.xml.document import XmlDocument
from feedtool.check.xml.node import Node
from feedtool.check.xml.places import tag_name
from feedtool.check.xml.row import Row

SPECIAL_CHILDREN = {"blink": "rss-blink", "thr:when": "thr-when"}
_NETSCAPE = "-//netscape communications//dtd rss 0.91//en"
_KNOWN_DOCTYPES = {
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "doctype-dead",
    "http://www.rssboard.org/rss-0.91.dtd": "",
}
_BEYOND_PREFIX = {"", "xml", "xmlns"}
_XHTML_OR_ATOM = {namespaces.ATOM, namespaces.XHTML}
_MEDIA = "http://search.yahoo.com/mrss"


def namespace(doc: XmlDocument, prefix: str, uri: str, at: int) -> None:
    """Judge a declaration of a namespace, in the tag that begins at an offset."""
    if uri in _CLEAN.get(prefix, ()) or not uri:
        return
    faults = uris.namespace(uri)
    if not faults and doc.seen.count("namespace", f"{prefix} {uri}") > 1:
        return
    where = doc.attribute(at, f"xmlns:{prefix}" if prefix else "xmlns")
    for fault in faults:
        right = namespaces.canonical(uri.strip())
        doc.at(
            fault.code, *where, prefix=prefix, value=uri, namespace=uri, instead=right, xmlns="yes"
        )
        return
    known = namespaces.canonical(uri)
    if not known or (known == namespaces.ATOM and uri != known):
        _unknown_namespace(doc, prefix, uri, where)
        return
    if known != uri:
        code = "namespace-media-slash" if uri == _MEDIA else "namespace-near-miss"
        if prefix and namespaces.PREFIX[known] not in {prefix, "media"}:
            code = "namespace-near-miss-other"
        doc.at(code, *where, lesser="yes", prefix=prefix, namespace=uri, instead=known)
        doc.unused[uri] = (code, where[0])
    if uri in namespaces.RECOGNISED:
        doc.at("namespace-unchecked", *where, prefix=prefix, namespace=uri)
    usual = namespaces.PREFIX[known].removesuffix("1")
    if prefix not in _BEYOND_PREFIX and prefix != usual and known not in _XHTML_OR_ATOM:
        doc.at("namespace-prefix-unusual", *where, prefix=prefix, namespace=uri, instead=usual)
    if prefix and known in _XHTML_OR_ATOM and doc.kind in {"", "atom"}:
        doc.prefixed.append((prefix, uri, where))


def _unknown_namespace(doc: XmlDocument, prefix: str, uri: str, where: tuple[int, int]) -> None:
    if prefix in namespaces.USUAL and prefix not in {"time", "group", "str", "news"}:
        usual = namespaces.USUAL[prefix]
        doc.at("namespace-prefix-misused", *where, prefix=prefix, namespace=uri, instead=usual)
    elif uri not in namespaces.OBSOLETE_ATOM:
        doc.at("namespace-unknown", *where, prefix=prefix, namespace=uri)


def doctype(doc: XmlDocument, name: str, system: str, public: str, at: int) -> bool:
    """Judge a document type declaration; whether it defines the names of HTML's characters."""
    if not system and not public:
        return False
    known = _KNOWN_DOCTYPES.get(system)
    if known is None:
        doc.at("xml-external-entity", at, at + 9, entity=name, system=system)
        return public.lower() == _NETSCAPE
    doc.doctype = at
    if known:
        doc.at(known, at, at + 9, system=system)
    return True


def stylesheet(doc: XmlDocument, data: str, at: int) -> None:
    """Judge the stylesheet that browsers are to show a feed with."""
    if "text/xsl" in data or "xslt" in data or ".xsl" in data:
        doc.at("xml-stylesheet-xslt", at, at + len("<?xml-stylesheet"))


def strange_root(doc: XmlDocument, name: str, tag: str, at: int) -> Row | None:
    """The row for a root that is not quite one that the tables know."""
    where = tag_name(doc.data, at)
    if name.startswith("{"):
        uri, _, local = name[1:].partition("}")
    else:
        uri, _, local = name.rpartition(":")
    row = BY_LOCAL_NAME.get(local)
    if row is None:
        doc.at("document-unknown", *where, tag=tag)
    elif uri in namespaces.OBSOLETE_ATOM or uri.startswith("http://purl.org/atom/ns#draft"):
        doc.at("atom-namespace-obsolete", *where, tag=tag, namespace=uri)
        return None
    elif not uri and ":" not in tag:
        doc.at("document-no-namespace", *where, tag=tag)
        return row
    elif uri:
        doc.at("document-namespace", *where, tag=tag, namespace=uri)
        # Where its children are in that namespace too, none of them is ours.
        is_alone = ":" in tag or doc.options.profile == "w3c"
        return row if local == "rss" and is_alone else None
    return row


def foreign_attribute(doc: XmlDocument, node: Node, name: str) -> None:
    """An attribute of another vocabulary on an element that does not list it."""
    if doc.kind == "rss" and ":" not in node.name and not name.startswith("xml:"):
        prefix = name.partition(":")[0] if not name.startswith("{") else name[1:].partition("}")[0]
        if doc.seen.count("extension-attribute", prefix) == 1:
            doc.on_attribute(
                node, name, Fault("rss-extension-attribute", detail={"attribute": name})
            )


_CLEAN: dict[str, set[str]] = {}
for _uri, _prefix in namespaces.CHECKED.items():
    if _uri not in _XHTML_OR_ATOM:
        _CLEAN.setdefault(_prefix, set()).add(_uri)
_CLEAN[""] = {namespaces.ATOM, namespaces.XHTML}
