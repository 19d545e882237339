"""Places: from the offsets a parser knows to lines and columns that a person can go to."""

import re
from collections.abc import Iterable, Mapping

from feedtool.check import octets
from feedtool.check.octets import Octets
from feedtool.problems import Span

_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_SPECIAL = re.compile(rb"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|(&#?\w[\w.:-]*;)", re.DOTALL)
_CONTINUATION = bytes(range(0x80, 0xC0))  # these begin no character
_BREAK = re.compile(rb"\r\n?|\n")


def tag_end(data: Octets, start: int) -> int:
    """The offset behind the start tag that begins at ``start``."""
    found = _TAG.match(data, start)
    return found.end() if found else start


def tag_name(data: Octets, start: int) -> tuple[int, int]:
    """The stretch of the name of the tag that begins at ``start``, with its bracket."""
    found = re.compile(rb"</?[^\s/>]*").match(data, start)
    return (start, found.end()) if found else (start, start)


def attribute(data: Octets, start: int, name: str) -> tuple[int, int]:
    """The stretch of an attribute's value in the tag that begins at ``start``."""
    wanted = name.encode()
    for found in _ATTRIBUTE.finditer(data, start, tag_end(data, start)):
        if found[1] == wanted:
            return found.span(2) if found[2] is not None else found.span(3)
    return tag_name(data, start)


def within(
    data: Octets, raw: tuple[int, int], start: int, end: int, entities: Mapping[str, str]
) -> tuple[int, int]:
    """The stretch of bytes that holds some characters of the text written in ``raw``.

    It is right behind entities, CDATA sections and line ends of two characters, too.
    """
    return _offset(data, raw, start, entities), _offset(data, raw, end, entities)


def _offset(data: Octets, raw: tuple[int, int], index: int, entities: Mapping[str, str]) -> int:
    at, limit = raw
    left = index
    for found in _SPECIAL.finditer(data, at, limit):
        begin = found.start()
        if begin > at:
            size = _characters(data, at, begin)
            if left < size:
                return at + _bytes(data[at:begin], left)
            left -= size
        at = begin
        if found[1] is not None:
            size = _characters(data, *found.span(1))
            if left < size:
                return found.start(1) + _bytes(found[1], left)
            left -= size
        elif found[2] is not None:
            size = _length(found[0], entities)
            if left < size:
                return at
            left -= size
        at = found.end()
    return at + _bytes(data[at:limit], left)


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
        offset = min(offset, len(self._data))
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
        count, last, at = 0, start, start
        while at < end:
            piece = self._data[at : min(at + octets.STRIDE, end)]
            if piece.endswith(b"\r") and self._data[at + len(piece) : at + len(piece) + 1] == b"\n":
                piece += b"\n"  # one line end, on both sides of where the piece is cut
            if b"\r" not in piece:
                count += piece.count(b"\n")
                last = max(last, at + piece.rfind(b"\n") + 1)
            else:
                for found in _BREAK.finditer(piece):
                    count, last = count + 1, at + found.end()
            at += len(piece)
            octets.let_go(self._data, at)
        return count, last
