"""Text and content of Atom: https://www.rfc-editor.org/rfc/rfc4287#section-3.1"""

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.rules import feeds
from feedtool.check.rules.formats.atom import is_media_type, kind_of, says_its_type
from feedtool.check.rules.xhtml import ANY, INNER
from feedtool.check.values import tokens
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Row

_TYPES = {"text", "html", "xhtml"}
_BINARY = "binary"
_DOCUMENTS = {"text/html", "application/xhtml+xml"}


def text_type(text: str) -> Faults:
    """text, html or xhtml."""
    if text in _TYPES:
        return FINE
    low = text.strip().lower()
    instead = low if low in _TYPES else {"text/html": "html", "text/plain": "text"}.get(low, "")
    return (
        Fault(
            "atom-text-type" if is_media_type(text) else "atom-text-type-unknown", instead=instead
        ),
    )


def content_type(text: str) -> Faults:
    """The same, or a media type that has no parts."""
    return FINE if text in _TYPES or is_media_type(text) else (_no_media_type(text),)


def media_type(text: str) -> Faults:
    """The type that a link's target has."""
    return tokens.media_type("atom-media-type")(text)


def _no_media_type(text: str) -> Fault:
    low = text.strip().lower()
    return Fault("atom-media-type", instead=low if low in _TYPES else "")


def inside(node: Element, name: str, doc: Context) -> Row | None:
    """The row of an element within text: only XHTML and XML may have any."""
    kind = kind_of(node.attributes.get("type", ""))
    if "src" in node.attributes or kind in {"text", "binary"}:
        return None
    if kind == "xml":
        return ANY
    if kind == "html":
        if node.attributes.get("mode", "escaped") == "escaped":
            doc.on(node, "atom-text-not-escaped")
        return None
    prefix, _, local = name.partition(":")
    if prefix in {"xhtml", "svg", "mathml"}:
        return INNER
    if local == "div" or name == "div":
        doc.on(node, "atom-xhtml-namespace")
    return ANY


def text(node: Element, doc: Context) -> None:
    """Judge a text by the type it claims to be of."""
    media = node.attributes.get("type", "")
    kind = kind_of(media)
    value = node.text
    if "src" in node.attributes:
        if value.strip():
            doc.on_text(node, Fault("text-unexpected"))
        return
    if kind == "xhtml":
        _xhtml(node, doc, value)
    else:
        _plain(node, doc, kind, value)
    if media.lower() == "application/xhtml+xml" and not node.counts and not value.strip():
        return
    if (
        media.lower() in _DOCUMENTS
        and "<html" not in value.lower()
        and "xhtml:html" not in node.counts
    ):
        doc.on(node, "atom-content-fragment", type=media)


def _plain(node: Element, doc: Context, kind: str, value: str) -> None:
    if not value.strip():
        if not node.counts and kind != "xml":
            plain = kind == "binary" or node.attributes.get("type", "text") == "text"
            needed = f"<{node.tag}>" if node.name == "atom:title" else ""
            doc.on(node, "value-blank" if plain else "atom-text-blank", needed=needed)
    elif not node.counts:
        if kind != _BINARY or says_its_type(node, doc):
            doc.on_texts(node, _faults(kind, value))
        if kind == "html":
            feeds.nothing_to_read(node, doc)
    elif kind == "xml":  # elsewhere the elements are what is wrong
        doc.on_text(node, Fault("text-unexpected"))


def _faults(kind: str, value: str) -> Faults:
    if kind == "html":
        return fragment.fragment(value)
    if kind == "text":
        return fragment.undeclared(value)
    if kind == "binary" and not tokens.is_base64(value):
        return (Fault("atom-content-not-base64"),)
    return FINE


def _xhtml(node: Element, doc: Context, value: str) -> None:
    """A single div, and nothing escaped: RFC 4287, section 3.1.1.3."""
    div = node.child("xhtml:div")
    if (div is None or len(node.children) > 1) and node.attributes["type"] == "xhtml":
        doc.on(node, "atom-xhtml-div-missing")
    if value.strip():
        if node.counts:
            doc.on_text(node, Fault("text-unexpected"))
        elif fragment.looks_like_html(value):
            doc.on_text(node, Fault("atom-xhtml-escaped"))
    if div is not None and div.tag != "div":
        doc.on(node, "atom-xhtml-prefixed")
    if div is not None and not div.counts and fragment.looks_like_html(div.text):
        doc.on(node, "atom-xhtml-escaped")


def content_begin(node: Element, doc: Context) -> None:
    """Content elsewhere: https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2"""
    if "src" not in node.attributes:
        return
    media = node.attributes.get("type")
    if media is None:
        doc.on(node, "atom-content-src-type", attribute="type")
    elif media in _TYPES:
        doc.on_attribute(node, "type", Fault("atom-media-type"))
