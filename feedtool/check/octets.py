"""The bytes of a document: in memory if they are few, else in a file without a name.

Of such a file only what is being looked at is in memory. It is a copy, since whoever shortens a file
that is mapped ends the program that looks at it.
"""

import mmap
import re
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

Octets = bytes | mmap.mmap
"""Both give bytes when sliced, and let a regular expression search them."""

IN_MEMORY = 8 * 1024 * 1024
STRIDE = 1 << 20
_OVERLAP = 16


def read(stream: BinaryIO, limit: int) -> Octets:
    """What a stream has, up to a limit."""
    return collect(_blocks(stream, limit))


def collect(blocks: Iterable[bytes]) -> Octets:
    """The blocks put together."""
    few = bytearray()
    rest = iter(blocks)
    for block in rest:
        few += block
        if len(few) > IN_MEMORY:
            break
    else:
        return bytes(few)
    with TemporaryFile() as file:
        file.write(few)
        file.writelines(rest)
        file.flush()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def pieces(data: Octets, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """A stretch of a document in pieces, with the offset of each; what was seen is let go of."""
    stop = len(data) if end is None else end
    for at in range(start, stop, STRIDE):
        yield at, data[at : min(at + STRIDE, stop)]
        let_go(data, at)


def let_go(data: Octets, upto: int) -> None:
    """Take what comes before an offset out of memory, where it is in a file; it can be read again."""
    if isinstance(data, mmap.mmap) and hasattr(data, "madvise"):
        whole = upto // STRIDE * STRIDE
        if whole:
            data.madvise(mmap.MADV_DONTNEED, 0, whole)


def has(data: Octets, pattern: re.Pattern[bytes]) -> bool:
    """Whether something of a few bytes is found in a document."""
    if isinstance(data, bytes):
        return pattern.search(data) is not None
    return any(
        pattern.search(data[max(at - _OVERLAP, 0) : at] + piece) for at, piece in pieces(data)
    )


def _blocks(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    while limit > 0 and (block := stream.read(min(STRIDE, limit))):
        limit -= len(block)
        yield block
