"""The quick reading of an ordinary block: most records are, and nothing about them needs to be told.

The same reading as the careful pass makes of the same events. Whatever is wrong, or may be, is left to
that pass, so this one need neither keep places nor find words.
"""

from collections.abc import Callable
from typing import Any

from yaml import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from feedtool.frontmatter import loader
from feedtool.frontmatter.scalars import (
    AMBIGUOUS,
    LITERALS,
    MAX_DEPTH,
    MAX_NODES,
    MAX_SCALAR,
    NO_VALUE,
    Value,
    number,
)  # fmt: skip

_UNLIKE_TEXT = AMBIGUOUS | LITERALS.keys()
_NUMERIC = frozenset("-0123456789")

Next = Callable[[], Any]


class _Unusual(Exception):
    """The block is out of the ordinary: the careful pass has to say how."""


def read(block: str) -> dict[str, Value] | None:
    """The mapping that a block holds; None where it is out of the ordinary."""
    if len(block) > MAX_SCALAR or loader.LOADER is loader.PythonLoader:
        return None
    events = loader.LOADER(block)
    following: Next = events.get_event
    try:
        following(), following()  # the stream and the document begin
        value = _collection(following(), following, MAX_DEPTH)
        following()  # the document ends
        is_whole = type(following()) is StreamEndEvent and isinstance(value, dict)
    except (_Unusual, YAMLError):
        return None
    finally:
        events.dispose()
    # No block holds more values than characters.
    few = len(block) < MAX_NODES or _nodes(value) <= MAX_NODES
    return value if is_whole and few else None


def _collection(event: Any, following: Next, depth: int) -> Any:
    read_on = _COLLECTIONS.get(type(event))
    if read_on is None or not depth or event.anchor is not None or event.tag is not None:
        raise _Unusual
    return read_on(following, depth)


def _mapping(following: Next, depth: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    while type(event := following()) is ScalarEvent:
        key = event.value
        if event.anchor is not None or event.tag is not None or key in found or key == "<<":
            raise _Unusual
        if not event.style and (key in _UNLIKE_TEXT or key[0] in _NUMERIC):
            raise _Unusual
        event = following()
        if type(event) is ScalarEvent:
            found[key] = _scalar(event)
        else:
            found[key] = _collection(event, following, depth - 1)
    if type(event) is not MappingEndEvent:
        raise _Unusual
    return found


def _sequence(following: Next, depth: int) -> list[Value]:
    found: list[Value] = []
    while type(event := following()) is not SequenceEndEvent:
        if type(event) is ScalarEvent:
            found.append(_scalar(event))
        else:
            found.append(_collection(event, following, depth - 1))
    return found


_COLLECTIONS: dict[type, Callable[[Next, int], Value]] = {
    MappingStartEvent: _mapping,
    SequenceStartEvent: _sequence,
}


def _scalar(event: Any) -> Any:
    if event.anchor is not None or event.tag is not None:
        raise _Unusual
    text = event.value
    if event.style or (text not in _UNLIKE_TEXT and text[0] not in _NUMERIC):
        return text
    if text in AMBIGUOUS:
        raise _Unusual
    value = LITERALS[text] if text in LITERALS else number(text)
    if value is NO_VALUE:
        raise _Unusual
    return value


def _nodes(value: Value) -> int:
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_nodes, value.values()))
    return 1 + sum(map(_nodes, value)) if isinstance(value, list) else 1
