"""JSON with places: a reader that keeps where each value stands, RFC 8259."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from feedtool.check import octets
from feedtool.check.finding import Finding
from feedtool.check.octets import Octets

Kind = Literal["object", "array", "string", "number", "boolean", "null"]
MAX_DEPTH = 100
_SPACE = re.compile(rb"[ \t\r\n]*")
_SPACE_OR_SLASH = b" \t\r\n/"
_STRING = re.compile(rb'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_NUMBER = re.compile(rb"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(rb"[A-Za-z_$][\w$]*|-?Infinity")
_WORDS: dict[bytes, tuple[Kind, bool | None]] = {
    b"true": ("boolean", True),
    b"false": ("boolean", False),
    b"null": ("null", None),
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONGEST_NUMBER = 300


@dataclass(slots=True)
class Value:
    """A value of JSON and where it stands; ``members`` has the parts of an object or array."""

    kind: Kind
    start: int
    end: int = 0
    text: str = ""
    number: float = 0
    members: dict[str, "Value"] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    parts: list["Value"] = field(default_factory=list)


class Unreadable(Exception):
    """The document is no JSON from here on."""


Visit = Callable[[Value, int], None]


class Reader:
    """Reads a document; the elements of the array ``apart`` are visited one by one, not kept."""

    def __init__(self, data: Octets, apart: str, visit: Visit) -> None:
        self.findings: list[Finding] = []
        self._data = data
        self._apart = apart
        self._visit = visit
        self._at = 0
        self._gone = 0

    def read(self) -> Value | None:
        """The document's value, as far as it can be read."""
        try:
            value = self._value(0)
            self._skip()
            if self._at < len(self._data):
                self._fail("there is more after the end of the document")
        except Unreadable:
            return None
        return value

    def _fail(self, reason: str) -> None:
        end = min(self._at + 1, len(self._data))
        self.findings.append(
            Finding("json-not-well-formed", self._at, end, detail={"reason": reason})
        )
        raise Unreadable

    def _skip(self) -> None:
        if self._data[self._at : self._at + 1] not in _SPACE_OR_SLASH:
            return
        found = _SPACE.match(self._data, self._at)
        if found:
            self._at = found.end()
        if self._data[self._at : self._at + 1] == b"/":
            self._fail("JSON has no comments")

    def _value(self, depth: int) -> Value:
        self._skip()
        start = self._at
        if depth > MAX_DEPTH:
            self._fail(f"nested deeper than {MAX_DEPTH} levels")
        head = self._data[start : start + 1]
        if head == b"{":
            value = self._object(depth)
        elif head == b"[":
            value = self._array(depth, apart=False)
        elif head == b'"':
            value = Value("string", start, text=self._string())
        else:
            value = self._scalar()
        value.end = self._at
        return value

    def _scalar(self) -> Value:
        start = self._at
        found = _NUMBER.match(self._data, start)
        if found and found.end() > start and not _WORD.match(self._data, found.end()):
            self._at = found.end()
            text = found[0].decode()
            number = float(text) if len(text) < _LONGEST_NUMBER else 0.0
            return Value("number", start, text=text, number=number)
        word = _WORD.match(self._data, start)
        if word and word[0] in _WORDS:
            self._at = word.end()
            kind, truth = _WORDS[word[0]]
            return Value(kind, start, number=float(truth or 0))
        if start >= len(self._data):
            self._fail("the document ends too early")
        if word:
            self._fail(f"{word[0][:20].decode()} is no JSON value")
        self._fail("a value was expected here")
        raise AssertionError

    def _string(self) -> str:
        start = self._at
        found = _STRING.match(self._data, start)
        if not found:
            self._fail("this string does not end, or has a raw control character in it")
            raise AssertionError
        if b"\\" not in found[0]:
            self._at = found.end()
            return found[0][1:-1].decode()
        try:
            text = json.loads(found[0])
        except ValueError:
            self._fail("this string has a wrong escape in it")
            raise AssertionError from None
        self._at = found.end()
        if _SURROGATE.search(text):
            self.findings.append(Finding("json-lone-surrogate", start, self._at))
            text = _SURROGATE.sub("\ufffd", text)
        return str(text)

    def _object(self, depth: int) -> Value:
        value = Value("object", self._at)
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
            if name in value.keys:
                self.findings.append(Finding("json-duplicate-key", *where, detail={"value": name}))
            value.keys[name] = where
            self._skip()
            if not self._take(b":"):
                self._fail("a colon was expected here")
            value.members[name] = self._member(name, depth)
            self._skip()
            if self._take(b"}"):
                return value
            if not self._take(b","):
                self._fail("a comma or the end of the object was expected here")

    def _member(self, name: str, depth: int) -> Value:
        self._skip()
        if depth == 0 and name == self._apart and self._data[self._at : self._at + 1] == b"[":
            value = self._array(depth, apart=True)
            value.end = self._at
            return value
        return self._value(depth + 1)

    def _array(self, depth: int, *, apart: bool) -> Value:
        value = Value("array", self._at)
        self._at += 1
        self._skip()
        if self._take(b"]"):
            return value
        count = 0
        while True:
            part = self._value(depth + 1)
            if apart:
                self._visit(part, count)
                self._let_go()
            else:
                value.parts.append(part)
            count += 1
            value.number = count
            self._skip()
            if self._take(b"]"):
                return value
            if not self._take(b","):
                self._fail("a comma or the end of the array was expected here")

    def _let_go(self) -> None:
        if self._at - self._gone > octets.STRIDE:
            self._gone = self._at
            octets.let_go(self._data, self._at)

    def _take(self, char: bytes) -> bool:
        if self._data[self._at : self._at + 1] == char:
            self._at += 1
            return True
        return False
