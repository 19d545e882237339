"""Text that RSS shows as it is: https://www.rssboard.org/rss-profile#data-types-characterdata"""

import re

from feedtool.check import html, places
from feedtool.check.document import Document
from feedtool.check.finding import Fault
from feedtool.check.node import Node

_TAG_LIKE = re.compile(r"<[A-Za-z/]")


def plain_text(node: Node, doc: Document) -> None:
    """No markup in plain text. What is written as &#x26; or &#x3C; is meant to be a character."""
    text = node.text
    if "<" not in text and "&" not in text:
        return
    raw = doc.raw(node)
    for start, end in html.markup(text):
        if not _is_hex(doc, raw, start):
            doc.on_text(node, Fault("text-contains-html", start, end))
            return
    for found in _TAG_LIKE.finditer(text):
        if not _is_hex(doc, raw, found.start()):
            doc.on_text(node, Fault("rss-character-data", found.start(), found.end()))
            return


def _is_hex(doc: Document, raw: tuple[int, int], index: int) -> bool:
    at, _ = places.within(doc.data, raw, index, index, doc.entities)
    return doc.data[at : at + 3].lower() == b"&#x"
