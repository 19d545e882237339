"""Text that RSS shows as it is: https://www.rssboard.org/rss-profile#data-types-characterdata"""

import re
from html import unescape

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.html import fragment
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHORT = 60
_TAG_LIKE = re.compile(r"<[A-Za-z/]")
# How "<" and "&" are written but by hexadecimal references: those of the text, and of what is around it.
_NOT_HEX = re.compile(rb"<|&(?!#[xX])")


def plain(text: str) -> Faults:
    """A value type: text without markup, where nothing else says what a reference means."""
    span = fragment.looks_like_html(text)
    return (Fault("text-contains-html", *span),) if span else FINE


def plain_text(node: Element, doc: Context) -> None:
    """No markup in plain text. What is written as &#x26; or &#x3C; is meant to be a character."""
    text = node.text
    if "<" not in text and "&" not in text:
        return
    raw = doc.raw(node)
    if not _NOT_HEX.search(doc.data[slice(*raw)]):
        return
    parent = node.parent.name if node.parent else ""
    for start, end in fragment.markup(text):
        if not _is_hex(doc, raw, start):
            fault = Fault("text-contains-html", start, end, _plain(text))
            if "itunes" in doc.prefixes and (node.name, parent) == ("description", "channel"):
                fault = Fault("podcast-description-html", start, end)
            doc.on_text(node, fault)
            return
    for found in _TAG_LIKE.finditer(text):
        if not _is_hex(doc, raw, found.start()):
            doc.on_text(node, Fault("rss-character-data", found.start(), found.end()))
            return


def _plain(text: str) -> str:
    """The text without markup, as all readers show it alike; nothing if it is long."""
    bare = " ".join(unescape(_TAG.sub("", text)).split())
    written = bare.replace("&", "&#x26;").replace("<", "&#x3C;")
    return written if len(written) <= _SHORT else ""


def _is_hex(doc: Context, raw: tuple[int, int], index: int) -> bool:
    at = doc.written_at(raw, index)
    return doc.data[at : at + 3].lower() == b"&#x"
