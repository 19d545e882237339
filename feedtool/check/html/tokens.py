"""Tags of HTML with their places, read in one pass whatever is wrong with them.

The standard library's parser takes time that grows with the square of some broken texts, and keeps
no places of attributes.
"""

import re
from collections.abc import Iterator
from html import unescape

from feedtool.imports.tuples import NamedTuple

# Markup begins here; another < is text.
_OPENING = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z])")
_NAME_END = re.compile(r"[\s/>]")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*))?)?"
)
_MOST_ATTRIBUTES = 256
_REST = re.compile(r"[\s/]*>")
RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"}
_VERBATIM = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class HtmlAttribute(NamedTuple):
    """An attribute: its name in small letters, its value, and where its name stands."""

    name: str
    value: str
    start: int
    end: int


class Token(NamedTuple):
    """A piece of markup: ``start``, ``end``, ``instruction``, ``declaration`` or ``broken``."""

    kind: str
    name: str
    start: int
    end: int
    attributes: tuple[HtmlAttribute, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """The markup of a text, in order; what does not end is broken, and the last."""
    found = _OPENING.search(text)
    while found:
        token = _token(text, found.start())
        yield token
        if token.kind == "broken":
            return
        end = token.end
        if token.kind == "start" and token.name in RAW:
            close = _VERBATIM[token.name].search(text, end)
            end = close.start() if close else len(text)
        found = _OPENING.search(text, end)


def _token(text: str, at: int) -> Token:
    head = text[at + 1 : at + 2]
    if head == "!":
        return _declaration(text, at)
    if head == "?":
        return _until(text, at, ">", "instruction", text[at + 2 : at + 30].partition(">")[0])
    begin = at + 1 + (head == "/")
    end = _NAME_END.search(text, begin)
    stop = end.start() if end else len(text)
    name = text[begin:stop].lower()
    if head == "/":
        return _until(text, at, ">", "end", name)
    return _start(text, at, name, stop)


def _declaration(text: str, at: int) -> Token:
    if text.startswith("<!--", at):
        return _until(text, at, "-->", "comment", "")
    doctype = text[at + 2 : at + 9].lower() == "doctype"
    return _until(text, at, ">", "comment" if doctype else "declaration", text[at + 2 : at + 20])


def _until(text: str, at: int, mark: str, kind: str, name: str) -> Token:
    end = text.find(mark, at + 2)
    if end < 0:
        return Token("broken", text[at : at + 20], at, len(text))
    return Token(kind, name, at, end + len(mark))


def _start(text: str, at: int, name: str, begin: int) -> Token:
    attributes: list[HtmlAttribute] = []
    here = begin
    while True:
        rest = _REST.match(text, here)
        if rest:
            return Token("start", name, at, rest.end(), tuple(attributes))
        found = _ATTRIBUTE.match(text, here)
        if not found or found.end() == here or len(attributes) > _MOST_ATTRIBUTES:
            return Token("broken", text[at : at + 20], at, len(text))
        value = found[2] or found[3] or found[4] or ""
        value = unescape(value) if "&" in value else value
        attributes.append(HtmlAttribute(found[1].lower(), value, *found.span(1)))
        here = found.end()
