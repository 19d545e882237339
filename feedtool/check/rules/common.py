"""What may stand on any element, and helpers that rules of all kinds share."""

from feedtool.check.rules import mojibake
from feedtool.check.values import tokens, uris
from feedtool.check.xml.row import AttributeRow, takes

COMMON_ATTRIBUTES: dict[str, AttributeRow] = {
    "xml:lang": takes(tokens.language_or_none),
    "xml:base": takes(uris.reference, blank=""),
    "xml:id": takes(tokens.anything),
    "xml:space": takes(tokens.anything),
}

__all__ = ["COMMON_ATTRIBUTES", "mojibake"]
