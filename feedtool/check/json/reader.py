"""JSON with places: a reader that keeps where each value stands, RFC 8259."""

import json
import re
from collections.abc import Callable, Container
from typing import Literal, NoReturn

from feedtool.check import limits, octets
from feedtool.check.collector import Collector
from feedtool.check.octets import Octets
from feedtool.diagnostics import room

JsonKind = Literal["object", "array", "string", "number", "boolean", "null"]
MAX_DEPTH = 100
# Possessive, so that nothing is remembered of a megabyte of escapes or digits.
_SPACE = re.compile(rb"[ \t\r\n]*+")
_SPACE_OR_SLASH = b" \t\r\n/"
_STRING = re.compile(rb'"([^"\\\x00-\x1f]*+)((?:\\.[^"\\\x00-\x1f]*+)*+)"')
_NUMBER = re.compile(rb"-?+(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?+\d++)?")
# The beginning of a string: it ends before no escape that is cut off.
_HEX = rb"[0-9a-fA-F]"
_BEGINNING = re.compile(
    rb'"[^"\\\x00-\x1f]*+(?:\\[^u][^"\\\x00-\x1f]*+|\\u' + 4 * _HEX + rb'[^"\\\x00-\x1f]*+)*+'
)
_HALF = re.compile(r"[\ud800-\udbff]\Z")
_WORD = re.compile(rb"[A-Za-z_$][\w$]*+|-?+Infinity")
_WORDS: dict[bytes, tuple[JsonKind, bool | None]] = {
    b"true": ("boolean", True),
    b"false": ("boolean", False),
    b"null": ("null", None),
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONGEST_NUMBER = 300
_ESCAPE = len(r"\u00e9") - 1  # the most of an escape that can be cut off
_NO_MEMBERS: dict[str, "JsonValue"] = {}
_NO_KEYS: dict[str, tuple[int, int]] = {}
_NO_PARTS: list["JsonValue"] = []


class JsonValue:
    """A value of JSON and where it stands; ``members`` has the parts of an object or array.

    A text that is ``cut`` has more characters than are looked at.
    """

    __slots__ = ("cut", "end", "keys", "kind", "members", "number", "parts", "start", "text")

    def __init__(self, kind: JsonKind, start: int, text: str = "", number: float = 0) -> None:
        self.cut = False
        self.kind = kind
        self.start = start
        self.end = 0
        self.text = text
        self.number = number
        # Most values have none of these: what they share is never written to.
        self.members = _NO_MEMBERS
        self.keys = _NO_KEYS
        self.parts = _NO_PARTS


class Unreadable(Exception):
    """The document is no JSON from here on."""


Visit = Callable[[JsonValue, int], None]


class Reader:
    """Reads a document; the elements of the array ``apart`` are visited one by one, not kept.

    Nor are members with a name that is not among the ``known``, beyond what kind of value they have.
    What is found goes to the collector, which ends the reading where there is more than a feed can have.
    """

    def __init__(
        self,
        data: Octets,
        apart: str,
        known: Container[str],
        visit: Visit,
        collector: Collector,
    ) -> None:
        self._data = data
        self._apart = apart
        self._known = known
        self._visit = visit
        self._collector = collector
        self._at = 0
        self._gone = 0
        self._values = 0
        self._held = 0

    def read(self) -> JsonValue | None:
        """The document's value, as far as it can be read."""
        try:
            self._skip()
            value = self._value(0, keep=self._data[self._at : self._at + 1] == b"{")
            self._skip()
            if self._at < len(self._data):
                self._fail("there is more after the end of the document")
        except Unreadable:
            return None
        return value

    def _fail(self, reason: str) -> NoReturn:
        end = min(self._at + 1, len(self._data))
        mend = ""
        if self._is_cut_off():
            reason = "it ends too early"
            mend = "It was cut off: publish the whole of it"
        self._collector.at("json-not-well-formed", self._at, end, reason=reason, mend=mend)
        raise Unreadable

    def _is_cut_off(self) -> bool:
        """Whether nothing follows, or no more than the beginning of a string."""
        rest = self._data[self._at : self._at + limits.MAX_TEXT]
        if not rest.strip():
            return True
        found = _BEGINNING.match(rest)
        return rest[:1] == b'"' and found is not None and len(rest) - found.end() <= _ESCAPE

    def _skip(self) -> None:
        if self._data[self._at : self._at + 1] not in _SPACE_OR_SLASH:
            return
        found = _SPACE.match(self._data, self._at)
        if found:
            self._at = found.end()
        if self._data[self._at : self._at + 1] == b"/":
            self._fail("JSON has no comments")

    def _value(self, depth: int, *, keep: bool) -> JsonValue:
        self._skip()
        start, held = self._at, self._held
        if depth > MAX_DEPTH:
            self._fail(f"nested deeper than {MAX_DEPTH} levels")
        self._values += 1
        if self._values > limits.MAX_ELEMENTS:
            self._too_many(limits.MAX_ELEMENTS, "values")
        head = self._data[start : start + 1]
        if head == b"{":
            value = self._object(depth, keep=keep)
        elif head == b"[":
            value = self._array(depth, apart=False, keep=keep)
        elif head == b'"':
            text = self._string()
            value = JsonValue("string", start, text if keep else "")
            value.cut = self._at - start > limits.MAX_TEXT
        else:
            value = self._scalar()
        value.end = self._at
        if keep:
            self._hold(limits.HELD_FOR_EACH + len(value.text), start)
        else:
            self._held = held
        return value

    def _scalar(self) -> JsonValue:
        start = self._at
        found = _NUMBER.match(self._data, start)
        if found and found.end() > start and not _WORD.match(self._data, found.end()):
            self._at = found.end()
            text = self._data[start : min(found.end(), start + limits.MAX_TEXT)].decode()
            number = float(text) if len(text) < _LONGEST_NUMBER else 0.0
            return JsonValue("number", start, text, number)
        word = _WORD.match(self._data, start)
        if word and word.end() - start < _LONGEST_NUMBER and word[0] in _WORDS:
            self._at = word.end()
            kind, truth = _WORDS[word[0]]
            return JsonValue(kind, start, number=float(truth or 0))
        if start >= len(self._data):
            reason = "the document ends too early"
        elif word:
            name = self._data[start : min(word.end(), start + 20)].decode()
            reason = f"{name} is no JSON value"
        else:
            reason = "a value was expected here"
        return self._fail(reason)

    def _string(self) -> str:
        start = self._at
        found = _STRING.match(self._data, start)
        if not found:
            self._fail("this string does not end, or has a raw control character in it")
        if found.end() - start > limits.MAX_TEXT:
            return self._long_string(found)
        if found.start(2) == found.end(2):
            self._at = found.end()
            return found[1].decode()
        try:
            text = str(json.loads(found[0]))
        except ValueError:
            self._fail("this string has a wrong escape in it")
        self._at = found.end()
        if _SURROGATE.search(text):
            self._collector.at("json-lone-surrogate", start, self._at)
            text = _SURROGATE.sub("\ufffd", text)
        return text

    def _long_string(self, found: re.Match[bytes]) -> str:
        """As much of a string as is looked at."""
        start = found.start()
        self._collector.at("text-too-long", start, start + 1, limit=f"{limits.MAX_TEXT:,}")
        part = _BEGINNING.match(self._data, start, start + limits.MAX_TEXT)
        try:
            text = json.loads((part[0] if part else b'"').decode("utf-8", "ignore") + '"')
        except ValueError:
            self._fail("this string has a wrong escape in it")
        self._at = found.end()
        return _SURROGATE.sub("\ufffd", _HALF.sub("", text))

    def _object(self, depth: int, *, keep: bool) -> JsonValue:
        value = JsonValue("object", self._at)
        keys: dict[str, tuple[int, int]] = {}
        members: dict[str, JsonValue] = {}
        if keep:
            value.keys, value.members = keys, members
        self._at += 1
        self._skip()
        if self._take(b"}"):
            return value
        while True:
            self._skip()
            place = self._at
            if self._data[place : place + 1] != b'"':
                self._fail("a name in double quotes was expected here")
            name = self._string()
            where = (place, self._at)
            if name in keys:
                self._collector.at("json-duplicate-key", *where, value=name)
            keys[name] = where
            self._count_key(name, len(keys))
            self._skip()
            if not self._take(b":"):
                self._fail("a colon was expected here")
            member = self._member(name, depth, keep=keep and name in self._known)
            if keep:
                members[name] = member
            self._skip()
            if self._take(b"}"):
                return value
            if not self._take(b","):
                self._fail("a comma or the end of the object was expected here")

    def _member(self, name: str, depth: int, *, keep: bool) -> JsonValue:
        self._skip()
        if depth == 0 and name == self._apart and self._data[self._at : self._at + 1] == b"[":
            value = self._array(depth, apart=True, keep=keep)
            value.end = self._at
            return value
        return self._value(depth + 1, keep=keep)

    def _array(self, depth: int, *, apart: bool, keep: bool) -> JsonValue:
        value = JsonValue("array", self._at)
        if keep and not apart:
            value.parts = []
        self._at += 1
        self._skip()
        if self._take(b"]"):
            return value
        count = 0
        while True:
            held = self._held
            part = self._value(depth + 1, keep=keep)
            if apart:
                self._visit(part, count)
                self._held = held
            elif keep:
                value.parts.append(part)
            self._let_go()
            count += 1
            value.number = count
            self._skip()
            if self._take(b"]"):
                return value
            if not self._take(b","):
                self._fail("a comma or the end of the array was expected here")

    # Limits

    def _hold(self, size: int, at: int) -> None:
        """Count what is kept in memory."""
        self._held += size
        if self._held > limits.MAX_HELD:
            self._collector.too_large((at, at + 1))

    def _count_key(self, name: str, keys: int) -> None:
        self._hold(limits.HELD_FOR_EACH + len(name), self._at)
        if keys > limits.MAX_NAMES:
            self._too_many(limits.MAX_NAMES, "keys in an object")

    def _too_many(self, limit: int, what: str) -> NoReturn:
        self._collector.too_many((self._at, self._at + 1), limit, what)

    def _let_go(self) -> None:
        if self._at - self._gone > octets.STRIDE:
            room.require_room()
            self._gone = self._at
            octets.let_go(self._data, self._at)

    def _take(self, char: bytes) -> bool:
        if self._data[self._at : self._at + 1] == char:
            self._at += 1
            return True
        return False
