"""Rules of the small extensions."""

import codecs
import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.rules.plausibility import plausible
from feedtool.check.rules.xhtml import ANY, xhtml_inside
from feedtool.check.values import tokens, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Bound, Row

_ROLES = {"request", "example", "related", "correction", "subset", "superset"}
_ROBOTS = ({"index", "noindex"}, {"follow", "nofollow"})
_NOT_ENCODED = re.compile(r"[^\x20-\x7e]|[<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")

__all__ = ["plausible", "xhtml_inside"]


def comment_rss_case(node: Element, doc: Context) -> None:
    """wfw:commentRss was long misspelt."""
    doc.on(node, "wfw-comment-rss-case", instead="wfw:commentRss")


def person_inside(node: Element, name: str, doc: Context) -> Row | None:
    """Dublin Core's agents may hold a description of the person."""
    del node
    described = name == "rdf:Description" and doc.kind != "rdf"
    known = name.startswith(("foaf:", "rdf:", "rdfs:", "taxo:"))
    return ANY if known and not described else None


def of_some(*children: Row) -> Bound:
    """A rule: one of some children is there; the first of them is what most feeds have.

    Others that the tables do not know, such as those of older versions of GML, may stand for them.
    """

    def rule(node: Element, doc: Context) -> None:
        if not node.counts and not node.text.strip():
            doc.on_child(node, children[0].name, "element-missing")

    return rule


def says_something(node: Element, doc: Context) -> None:
    """What may be empty by its type says something all the same: in words, within, or by what it points to."""
    if node.text.strip() or node.room < 0 or node.first >= 0 or doc.options.profile == "w3c":
        return
    if not any(not name.startswith("xml:") for name in node.attributes):
        doc.on(node, "value-blank")


def feed_flare(node: Element, doc: Context) -> None:
    """RSS has no base for relative addresses."""
    if doc.kind == "atom":
        return
    for name in ("href", "src"):
        value = node.attributes.get(name, "")
        if value and uris.is_relative(value) and not uris.reference(value):
            doc.on_attribute(
                node, name, Fault("html-relative-url", detail={"tag": name, "url": value})
            )


def trackback(node: Element, doc: Context) -> None:
    """RSS 1.0 says in an attribute what RSS 2.0 says in text."""
    if "rdf:resource" not in node.attributes or doc.kind != "rdf":
        text = node.text.strip()
        if not text and doc.options.profile != "w3c":
            doc.on(node, "value-blank")
            return
        for fault in uris.iri(text):
            doc.on_text(node, fault)


def opensearch_role(text: str) -> Faults:
    """https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md#role-values"""
    good = text in _ROLES or ":" in text
    return FINE if good else (Fault("opensearch-role"),)


def opensearch_language(text: str) -> Faults:
    """A language, or a star for any of them."""
    return FINE if text == "*" else tokens.language(text)


def url_encoded(text: str) -> Faults:
    """Text as it stands in a query."""
    return (Fault("opensearch-not-encoded"),) if _NOT_ENCODED.search(text) else FINE


def charset(text: str) -> Faults:
    """The name of an encoding."""
    try:
        codecs.lookup(text)
    except (LookupError, ValueError):
        return (Fault("opensearch-encoding"),)
    return FINE


def robots(text: str) -> Faults:
    """https://www.robotstxt.org/meta.html"""
    words = [word.strip().lower() for word in text.split(",")]
    known = all(any(word in pair for pair in _ROBOTS) for word in words)
    clear = all(sum(word in pair for word in words) < 2 for pair in _ROBOTS)  # noqa: PLR2004
    return FINE if known and clear else (Fault("meta-content"),)


def thr_when(text: str) -> Faults:
    """thr:when was the name of thr:updated in drafts."""
    del text
    return (Fault("thr-when", instead="thr:updated"),)
