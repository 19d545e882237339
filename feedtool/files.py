"""Files that somebody else may have made: none of them blocks, and none is read beyond a bound."""

import errno
import os
import stat
from pathlib import Path

# A FIFO must not block, a terminal must not take over.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
# A link that is not followed, or a loop of them; a socket, or a FIFO without a reader. Linux says ELOOP and
# ENXIO, macOS EOPNOTSUPP for a socket, the BSDs EMLINK for a link.
_NOT_ORDINARY = (errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EOPNOTSUPP)
# What the operator writes, such as the configuration, is far smaller.
MAX_BYTES = 4 << 20


class NotOrdinaryError(OSError):
    """There is a FIFO, a socket, a device, a folder or a link."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is no ordinary file")


class TooLargeError(OSError):
    """There is more than was asked for: ``size`` bytes at least."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, f"it has {size:,} bytes, more than {most:,}")
        self.size = size


def read(file: str | Path, most: int = MAX_BYTES, *, follow: bool = True) -> bytes:
    """The bytes of an ordinary file, told by the open file and not by its name.

    Raises OSError, of the kinds above where it is none or holds more than ``most``; where links are
    not followed, a link is none.
    """
    try:
        descriptor = os.open(file, _FLAGS if follow else _FLAGS | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in _NOT_ORDINARY:
            raise NotOrdinaryError from None
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotOrdinaryError
        if status.st_size > most:
            raise TooLargeError(status.st_size, most)
        content = _read_up_to(descriptor, most + 1, status.st_size)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise TooLargeError(len(content), most)
    return content


def _read_up_to(descriptor: int, size: int, expected: int) -> bytes:
    # A byte more than there should be: to get fewer than that is to have got all of them.
    first = os.read(descriptor, min(expected + 1, size))
    if len(first) == expected:
        return first
    chunks = [first]
    size -= len(first)
    while size > 0 and (chunk := os.read(descriptor, size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
