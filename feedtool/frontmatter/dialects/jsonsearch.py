"""Where one value of a JSON text stands; what is beside the way to it the json module's own reader skips."""

import json
import re

from feedtool.diagnostics.pointer import unescape
from feedtool.frontmatter.source import FoundValue

_BLANKS = re.compile(r"[ \t\r\n]*")
_read = json.JSONDecoder().raw_decode


def find(text: str, start: int, pointer: str) -> FoundValue | None:
    """Where the value at a JSON pointer stands in the one that begins at an offset; None where there is none.

    The text holds JSON there. Of two equal keys the last one counts, as it does for the json module.
    """
    found: FoundValue | None = FoundValue((start, start), None)
    for token in pointer.split("/")[1:]:
        if found is None:
            return None
        start, _ = found.value
        if text[start] == "{":
            found = _member(text, start, unescape(token))
        elif text[start] == "[":
            found = _item(text, start, token)
        else:
            return None
    if found is None:
        return None
    start, _ = found.value
    return FoundValue((start, _end(text, start)), found.key)


def _member(text: str, start: int, name: str) -> FoundValue | None:
    """Where the value of a key begins, and the key, of the object at an offset."""
    found = None
    at = _next(text, start + 1)
    while text[at] == '"':
        key, behind = _read(text, at)
        value = _next(text, _next(text, behind) + 1)
        if key == name:
            found = FoundValue((value, value), (at, behind))
        at = _next(text, _end(text, value))
        if text[at] == ",":
            at = _next(text, at + 1)
    return found


def _item(text: str, start: int, token: str) -> FoundValue | None:
    """Where an item begins of the list at an offset."""
    if not token.isdecimal():
        return None
    at = _next(text, start + 1)
    for _ in range(int(token)):
        if text[at] == "]":
            return None
        at = _next(text, _end(text, at))
        if text[at] == ",":
            at = _next(text, at + 1)
    return None if text[at] == "]" else FoundValue((at, at), None)


def _end(text: str, start: int) -> int:
    """Where a value ends that begins at an offset."""
    _, end = _read(text, start)
    return end


def _next(text: str, at: int) -> int:
    """The first character from an offset on that is no blank."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at
