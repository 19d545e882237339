"""Places: from the offsets a parser knows to lines and columns that a person can go to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from feedtool.check import octets
from feedtool.check.octets import Octets
from feedtool.problems import Span

# Possessive, so that nothing is remembered of a megabyte of white space or attributes.
_NAME = re.compile(rb"</?+[^\s/>]*+")
_ATTRIBUTE = re.compile(rb"""\s++([^\s=>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_CLOSE = re.compile(rb"\s*+/?+>")
_TOKEN = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<(?:[^'\">]++|'[^']*+'|\"[^\"]*+\")*+>|&[^;]*+;"
    rb"|'[^']*+'|\"[^\"]*+\"|\s++|[^\s<>&'\"]++",
    re.DOTALL,
)
_MARK = re.compile(rb"[<&]")
_REFERENCE = re.compile(rb"&#?+\w[\w.:-]*+;")
# As much as a window has: it ends behind whatever it began.
_RUN = re.compile(
    rb"(?:[^<&]{1,512}+|&#?+\w[\w.:-]*+;|<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>){1,1000}+",
    re.DOTALL,
)
# In this order, since a CDATA section may hold what elsewhere is a comment or a reference.
_COMMENT = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_CDATA_OR_REFERENCE = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|&#?+\w[\w.:-]*+;", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>x", re.DOTALL)
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
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


def token_ends(data: Octets, start: int, most: int) -> bool:
    """Whether the token of XML that begins at an offset has no more bytes than that."""
    found = _TOKEN.match(data, start, start + most + 1)
    return found is not None and found.end() <= start + most


def tag_name(data: Octets, start: int) -> tuple[int, int]:
    """The stretch of the name of the tag that begins at ``start``, with its bracket."""
    found = _NAME.match(data, start)
    return (start, found.end()) if found else (start, start)


Piece = tuple[int, int, int, bool]
"""A stretch of bytes, how many characters it makes, and whether those are written as they are."""


class Text:
    """A text as it is written: characters of it, and the bytes that hold them.

    It is right behind entities, CDATA sections and line ends of two characters, too. What is asked for
    in order is found on one way through the text: window by window, and only in the window that a
    character is in piece by piece.
    """

    def __init__(self, data: Octets, raw: tuple[int, int], entities: Mapping[str, str]) -> None:
        self._data = data
        self.raw = raw
        self._entities = entities
        self._known: dict[int, int] = {}
        self._seen = self._end = 0
        self._piece: Piece = (0, 0, 0, True)
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
        while index >= self._end:
            window = next(self._windows, None)
            if window is None:
                return self.raw[1]
            self._seen = self._end
            self._end += _length(self._data[slice(*window)], self._entities)
            self._pieces = _pieces(self._data, window, self._entities)
            self._piece = (window[0], window[0], 0, True)
        start, end, count, plain = self._piece
        while index >= self._seen + count:
            following = next(self._pieces, None)
            if following is None:
                break
            self._seen += count
            self._piece = start, end, count, plain = following
        return start + _bytes(self._data[start:end], index - self._seen) if plain else start

    def _rewind(self) -> None:
        self._windows = _windows(self._data, self.raw)
        self._seen = self._end = 0


def _windows(data: Octets, raw: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """A stretch of text in windows that end within no character, reference, comment or the like."""
    at, limit = raw
    while at < limit:
        found = _RUN.match(data, at, limit)
        end = found.end() if found else at + 1
        yield at, (at := _whole(data, at, end) if end < limit else end)


def _length(written: bytes, entities: Mapping[str, str]) -> int:
    """How many characters a parser makes of a window."""
    # First, since a comment may stand between two line ends.
    written = written.replace(b"\r\n", b"\n")
    if b"<" in written:
        written = _COMMENT.sub(rb"\1", written)
    if b"<" in written or b"&" in written:
        counted = partial(_meant, entities) if entities else rb"\1x"
        written = _CDATA_OR_REFERENCE.sub(counted, written)
    if b"<" in written:
        written = _CDATA.sub(rb"\1", written)
    return len(written.decode("utf-8", "replace"))


def _meant(entities: Mapping[str, str], found: re.Match[bytes]) -> bytes:
    """As many characters as a reference stands for; a CDATA section as it is, and a mark behind it."""
    return found[0] + b"x" if found[1] is not None else b"x" * _meaning(found[0], entities)


def _pieces(data: Octets, raw: tuple[int, int], entities: Mapping[str, str]) -> Iterator[Piece]:
    at, limit = raw
    while at < limit:
        found = _MARK.search(data, at, min(at + _WINDOW, limit))
        mark = found.start() if found else limit
        if mark > at:
            end = _cut(data, at, mark)
            yield at, end, _characters(data[at:end]), True
            at = end
            continue
        reference = _REFERENCE.match(data, at, limit)
        if reference:
            yield at, reference.end(), _meaning(reference[0], entities), False
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
        while begin == b"<![CDATA[" and at < end:
            part = _cut(data, at, end)
            yield at, part, _characters(data[at:part]), True
            at = part
        at = end + len(close)


def _cut(data: Octets, start: int, end: int) -> int:
    """Where a piece of no more than a window ends: within no character and no line end."""
    return end if end - start <= _WINDOW else _whole(data, start, start + _WINDOW)


def _whole(data: Octets, start: int, end: int) -> int:
    """The end of a piece, or a little before it: within no character and no line end."""
    at = end
    while data[at] & 0xC0 == 0x80 and at > max(start + 1, end - 3):  # noqa: PLR2004 - UTF-8
        at -= 1
    return at - 1 if at - 1 > start and data[at - 1 : at + 1] == b"\r\n" else at


def _characters(plain: bytes) -> int:
    """How many characters a parser makes of some bytes: a line end of two is one."""
    return len(plain.decode("utf-8", "replace")) - plain.count(b"\r\n")


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


def _meaning(reference: bytes, entities: Mapping[str, str]) -> int:
    """How many characters a reference stands for."""
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
