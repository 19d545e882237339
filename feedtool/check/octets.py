"""The bytes of a document: in memory if they are few, else in a file without a name.

Of such a file only what is being looked at is in memory. It is a copy, since whoever shortens a file
that is mapped ends the program that looks at it.
"""

import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

Octets = bytes | mmap.mmap
"""Both give bytes when sliced, and let a regular expression search them."""

IN_MEMORY = 8 * 1024 * 1024
STRIDE = 1 << 20
_OVERLAP = 16


class ReadError(OSError):
    """A stream could not be read."""


def read(stream: BinaryIO, limit: int) -> Octets:
    """What a stream has, up to a limit; raises OSError where it cannot be read or copied."""
    return collect(_blocks(stream, limit))


def collect(blocks: Iterable[bytes]) -> Octets:
    """The blocks put together. Raises OSError where there is no room for the copy of a large document."""
    few = bytearray()
    rest = iter(blocks)
    for block in rest:
        few += block
        if len(few) > IN_MEMORY:
            break
    else:
        return bytes(few)
    with _copying(), TemporaryFile() as file:
        file.write(few)
        for block in rest:
            file.write(block)
        file.flush()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@contextmanager
def _copying() -> Iterator[None]:
    """Let an error of the disk say that it was about the copy, not the document."""
    try:
        yield
    except ReadError:
        raise
    except OSError as error:
        reason = f"there is no room for a copy of it ({error.strerror or error})"
        raise OSError(error.errno, reason) from None


def pieces(data: Octets, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """A stretch of a document in pieces, with the offset of each; what was seen is let go of."""
    stop = len(data) if end is None else end
    for at in range(start, stop, STRIDE):
        yield at, data[at : min(at + STRIDE, stop)]
        let_go(data, at)


def let_go(data: Octets, upto: int) -> None:
    """Take what comes before an offset out of memory, where it is in a file; it can be read again."""
    if isinstance(data, mmap.mmap) and hasattr(data, "madvise"):
        seen = upto // STRIDE * STRIDE
        if seen:
            data.madvise(mmap.MADV_DONTNEED, 0, seen)


def has(data: Octets, pattern: re.Pattern[bytes]) -> bool:
    """Whether something of a few bytes is found in a document."""
    if isinstance(data, bytes):
        return pattern.search(data) is not None
    return any(
        pattern.search(data[max(at - _OVERLAP, 0) : at] + piece) for at, piece in pieces(data)
    )


def is_ascii(data: Octets) -> bool:
    """Whether a document has no other bytes than those of ASCII."""
    if isinstance(data, bytes):
        return data.isascii()
    return all(piece.isascii() for _, piece in pieces(data))


def _blocks(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    while limit > 0:
        try:
            block = stream.read(min(STRIDE, limit))
        except OSError as error:
            raise ReadError(error.errno, error.strerror) from None
        if not block:
            return
        limit -= len(block)
        yield block
