"""Nikola's metadata: lines ``.. title: A title``, in Markdown and HTML within a comment.

https://getnikola.com/handbook.html, "Metadata fields"
"""

import re
from typing import Any

from feedtool.frontmatter import ValuePlace
from feedtool.frontmatter.source import SourceText
from feedtool.records.sites.notations.headdocument import HeadDocument, HeadPlaces

_FIRST = re.compile(r"\s*(?:<!--[ \t]*\r?\n)?(?=[ \t]*\.\. [a-zA-Z][\w-]*:(?:[ \t\r\n]|\Z))")
_FIELD = re.compile(
    r"^[ \t]*\.\. (?P<key>[a-zA-Z][\w-]*):[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)
# A comment ends in its last line; lines that stand in none end where a blank one does.
_CLOSING = re.compile(r"^[ \t]*(?:-->|\r?$)", re.MULTILINE)


def head(path: str, text: str) -> HeadDocument | None:
    """The fields that a file begins with; None where it begins with anything else."""
    first = _FIRST.match(text)
    if first is None:
        return None
    closing = _CLOSING.search(text, first.end())
    source = SourceText(path, text, first.end(), closing.start() if closing else len(text))
    value: dict[str, Any] = {}
    places = {"": ValuePlace(source.span(source.start, source.end), None)}
    for found in _FIELD.finditer(text, source.start, source.end):
        key = found["key"].lower()
        value[key] = found["value"]
        places[f"/{key}"] = ValuePlace(
            source.span(*found.span("value")), source.span(*found.span("key"))
        )
    return HeadDocument("nikola", value, source, HeadPlaces(places))
