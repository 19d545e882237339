"""Places: from the offsets a parser knows to lines and columns that a person can go to."""

import re
from collections.abc import Iterable, Mapping

from feedtool.check import octets
from feedtool.check.octets import Octets
from feedtool.diagnostics.problem import Span
from feedtool.imports.tuples import NamedTuple

# Possessive, so that nothing is remembered of a megabyte of white space or attributes.
_NAME = re.compile(rb"</?+[^\s/>]*+")
_ATTRIBUTE = re.compile(rb"""\s++([^\s=>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_CLOSE = re.compile(rb"\s*+/?+>")
# Compiled when it is asked for, which is seldom.
_TOKEN = (
    rb"<!--.*?-->|<\?.*?\?>|<(?:[^'\">]++|'[^']*+'|\"[^\"]*+\")*+>|&[^;]*+;"
    rb"|'[^']*+'|\"[^\"]*+\"|\s++|[^\s<>&'\"]++"
)
_CONTINUATION = bytes(range(0x80, 0xC0))  # these begin no character


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


def token_ends(data: Octets, start: int, most: int) -> bool:
    """Whether the token of XML that begins at an offset has no more bytes than that."""
    found = re.compile(_TOKEN, re.DOTALL).match(data, start, start + most + 1)
    return found is not None and found.end() <= start + most


def tag_name(data: Octets, start: int) -> tuple[int, int]:
    """The stretch of the name of the tag that begins at ``start``, with its bracket."""
    found = _NAME.match(data, start)
    return (start, found.end()) if found else (start, start)


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
