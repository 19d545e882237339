"""Texts as they are written in XML: which bytes hold which of their characters.

Imported where something is wrong with a text, since its patterns take a while to compile.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from feedtool.check.octets import Octets

_MARK = re.compile(rb"[<&]")
_REFERENCE = re.compile(rb"&#?+\w[\w.:-]*+;")
# As much as a window has: it ends behind whatever it began.
_RUN = re.compile(
    rb"(?>(?:[^<&]{1,512}+|&#?+\w[\w.:-]*+;|<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>){1,1000})",
    re.DOTALL,
)
# In this order, since a CDATA section may hold what elsewhere is a comment or a reference.
_COMMENT = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_CDATA_OR_REFERENCE = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|&#?+\w[\w.:-]*+;", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>x", re.DOTALL)
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
_WINDOW = 1 << 16

Piece = tuple[int, int, int, bool]
"""A stretch of bytes, how many characters it makes, and whether those are written as they are."""


class WrittenText:
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
        yield at, (at := _before_split(data, at, end) if end < limit else end)


def _length(written: bytes, entities: Mapping[str, str]) -> int:
    """How many characters a parser makes of a window."""
    # First, since a comment may stand between two line ends.
    written = written.replace(b"\r\n", b"\n")
    if b"<" in written:
        written = _COMMENT.sub(rb"\1", written)
    elif b"&" in written and entities:
        return _with_references(written, entities)
    if b"<" in written or b"&" in written:
        counted = partial(_meant, entities) if entities else rb"\1x"
        written = _CDATA_OR_REFERENCE.sub(counted, written)
    if b"<" in written:
        written = _CDATA.sub(rb"\1", written)
    return len(written.decode("utf-8", "replace"))


def _with_references(written: bytes, entities: Mapping[str, str]) -> int:
    """The same where there is nothing but text and references."""
    counts = Counter(_REFERENCE.findall(written)).items()
    more = sum((_meaning(reference, entities) - 1) * count for reference, count in counts)
    return len(_REFERENCE.sub(b"x", written).decode("utf-8", "replace")) + more


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
    return end if end - start <= _WINDOW else _before_split(data, start, start + _WINDOW)


def _before_split(data: Octets, start: int, end: int) -> int:
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
