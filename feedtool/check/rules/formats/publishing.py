"""Rules of the Atom Publishing Protocol: https://www.rfc-editor.org/rfc/rfc5023"""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_WORD = r"[A-Za-z0-9!#$&^_.+-]+"
# Compiled when it is asked for, which is seldom.
_RANGE = rf"(?:\*/\*|{_WORD}/(?:\*|{_WORD}))(?:\s*;\s*{_WORD}=(?:{_WORD}|\"[^\"]*\"))*"


def media_range(text: str) -> Faults:
    """What a collection accepts; empty where that is nothing: section 8.3.4."""
    return FINE if not text or re.fullmatch(_RANGE, text) else (Fault("atom-media-type"),)


def categories(node: Element, doc: Context) -> None:
    """Categories stand here or elsewhere, not both: section 7.2.1."""
    if "href" not in node.attributes:
        return
    for name in ("fixed", "scheme"):
        if name in node.attributes:
            doc.on_attribute(
                node, name, Fault("app-categories-attribute", detail={"attribute": name})
            )
    if "atom:category" in node.counts:
        doc.on(node, "app-categories-children")
