"""Places: from the offsets a parser knows to lines and columns that a person can go to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from feedtool.check import octets
from feedtool.check.octets import Octets
from feedtool.problems import Span

# Possessive, so that nothing is remembered of a megabyte of white space or attributes.
_NAME = re.compile(rb"</?+[^\s/>]*+")
_ATTRIBUTE = re.compile(rb"""\s++([^\s=>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_CLOSE = re.compile(rb"\s*+/?+>")
_MARK = re.compile(rb"[<&]")
_REFERENCE = re.compile(rb"&#?+\w[\w.:-]*+;")
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
_CDATA = b"<![CDATA["
_CONTINUATION = bytes(range(0x80, 0xC0))  # these begin no character
_WINDOW = 1 << 16


class StartTag(NamedTuple):
    """Where a start tag ends, and where in it the values of its attributes stand."""

    end: int
    values: Mapping[bytes, tuple[int, int]]


def start_tag(data: Octets, start: int) -> StartTag:
    """The start tag that begins at an offset; an empty one where none does."""
    at = _NAME.match(data, start)
    if not at or at.end() <= start + 1:
        return StartTag(start, {})
    values: dict[bytes, tuple[int, int]] = {}
    here = at.end()
    while found := _ATTRIBUTE.match(data, here):
        values[found[1]] = found.span(2) if found.start(2) >= 0 else found.span(3)
        here = found.end()
    close = _CLOSE.match(data, here)
    return StartTag(close.end(), values) if close else StartTag(start, {})


def tag_name(data: Octets, start: int) -> tuple[int, int]:
    """The stretch of the name of the tag that begins at ``start``, with its bracket."""
    found = _NAME.match(data, start)
    return (start, found.end()) if found else (start, start)


class Text:
    """A text as it is written: characters of it, and the bytes that hold them.

    It is right behind entities, CDATA sections and line ends of two characters, too. What is asked for
    in order is found on one way through the text.
    """

    def __init__(self, data: Octets, raw: tuple[int, int], entities: Mapping[str, str]) -> None:
        self._data = data
        self.raw = raw
        self._entities = entities
        self._known: dict[int, int] = {}
        self._rewind()

    def learn(self, indices: Iterable[int]) -> None:
        """Find many characters on one way, whatever the order in which they will be asked for."""
        self._known = {index: self.offset(index) for index in sorted(indices)}

    def offset(self, index: int) -> int:
        """The offset of the bytes that the character with this index is written in."""
        if index in self._known:
            return self._known[index]
        if index < self._seen:
            self._rewind()
        start, end, count, plain = self._piece
        while index >= self._seen + count:
            following = next(self._pieces, None)
            if following is None:
                return self.raw[1]
            self._seen += count
            self._piece = start, end, count, plain = following
        return start + _bytes(self._data[start:end], index - self._seen) if plain else start

    def _rewind(self) -> None:
        self._pieces = _pieces(self._data, self.raw, self._entities)
        self._piece = (self.raw[0], self.raw[0], 0, True)
        self._seen = 0


Piece = tuple[int, int, int, bool]
"""A stretch of bytes, how many characters it makes, and whether those are written as they are."""


def _pieces(
    data: Octets, raw: tuple[int, int], entities: Mapping[str, str]
) -> Iterator[Piece]:
    at, limit = raw
    while at < limit:
        found = _MARK.search(data, at, min(at + _WINDOW, limit))
        mark = found.start() if found else limit
        if mark > at:
            end = _cut(data, at, mark)
            yield at, end, _characters(data, at, end), True
            at = end
            continue
        reference = _REFERENCE.match(data, at, limit)
        if reference:
            yield at, reference.end(), _length(reference[0], entities), False
            at = reference.end()
            continue
        begin, close = next(
            ((b, e) for b, e in _ENDS.items() if data[at : at + len(b)] == b), (b"<", b"")
        )
        end = data.find(close, at + len(begin), limit) if close else -1
        if end < 0:  # nothing that a text can have: it counts as it stands
            yield at, at + 1, 1, True
            at += 1
            continue
        at += len(begin)
        while begin == _CDATA and at < end:
            part = _cut(data, at, end)
            yield at, part, _characters(data, at, part), True
            at = part
        at = end + len(close)


def _cut(data: Octets, start: int, end: int) -> int:
    """Where a piece of no more than a window ends: within no character and no line end."""
    if end - start <= _WINDOW:
        return end
    at = start + _WINDOW
    while data[at] & 0xC0 == 0x80 and at > start + _WINDOW - 4:  # noqa: PLR2004 - UTF-8
        at -= 1
    return at - 1 if data[at - 1 : at + 1] == b"\r\n" else at


def _characters(data: Octets, start: int, end: int) -> int:
    """How many characters a parser makes of some bytes: a line end of two is one."""
    return len(data[start:end].decode("utf-8", "replace")) - data[start:end].count(b"\r\n")


def _bytes(plain: bytes, count: int) -> int:
    """How many bytes the first characters of a stretch take."""
    text = plain.decode("utf-8", "replace")
    if b"\r\n" not in plain:
        return len(text[:count].encode())
    at = 0
    for line in text.split("\r\n"):
        if count <= len(line):
            break
        count -= len(line) + 1
        at += len(line) + 2
    else:
        return len(plain)
    return len(text[: at + count].encode())


def _length(reference: bytes, entities: Mapping[str, str]) -> int:
    name = reference[1:-1].decode("utf-8", "replace")
    return len(entities.get(name, "x"))


class Lines:
    """Lines and columns of offsets, found on one way through the document."""

    def __init__(self, data: Octets) -> None:
        self._data = data
        self._line = 1
        self._begin = 0
        self._at = 0
        self._column = 1

    def spans(self, stretches: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Span]:
        """The spans of stretches of bytes."""
        pairs = set(stretches)
        where = {at: self._where(at) for at in sorted({at for pair in pairs for at in pair})}
        return {pair: Span(*where[pair[0]], *where[pair[1]]) for pair in pairs}

    def _where(self, offset: int) -> tuple[int, int]:
        offset = max(0, min(offset, len(self._data)))
        lines, begin = self._breaks(self._at, offset)
        if lines:
            self._line += lines
            self._column = 1
            self._at = begin
        for _, piece in octets.pieces(self._data, self._at, offset):
            self._column += len(piece.translate(None, _CONTINUATION))
        self._at = offset
        return self._line, self._column

    def _breaks(self, start: int, end: int) -> tuple[int, int]:
        """How many lines end in a stretch, and where the last of them does."""
        count, last = 0, start
        for at, piece in octets.pieces(self._data, start, end):
            stop = at + len(piece)
            returns = piece.count(b"\r")
            count += piece.count(b"\n") + returns
            newest = piece.rfind(b"\n")
            if returns:
                count -= piece.count(b"\r\n")
                if piece[-1:] == b"\r" and self._data[stop : stop + 1] == b"\n":
                    count -= 1  # one line end, on both sides of where the piece is cut
                    newest = max(newest, piece.rfind(b"\r", 0, -1))
                else:
                    newest = max(newest, piece.rfind(b"\r"))
            if newest >= 0:
                last = at + newest + 1
        return count, last
