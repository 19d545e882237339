"""Files that somebody else may have made: none of them blocks, and none is read beyond a bound."""

import errno
import os
import stat
from pathlib import Path

# A FIFO must not block, a terminal must not take over.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
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


class ConfinedFolder:
    """The files below a folder: on the way to one of them no link is followed, whoever put it there.

    Files of one folder after the other cost least: that folder stays open.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.open(root, _FOLDER)
        self._name, self._descriptor = "", self._root

    def close(self) -> None:
        """Close what is open."""
        self._leave()
        os.close(self._root)

    def read(self, path: str, most: int) -> bytes:
        """The bytes of the file at a path below the folder; raises OSError as ``read`` does."""
        folder, _, name = path.rpartition("/")
        if folder != self._name:
            self._leave()
            if folder:
                self._descriptor, self._name = self._open(folder), folder
        return read(name, most, follow=False, folder=self._descriptor)

    def _leave(self) -> None:
        if self._descriptor != self._root:
            os.close(self._descriptor)
        self._descriptor, self._name = self._root, ""

    def _open(self, folder: str) -> int:
        descriptor = os.dup(self._root)
        for part in folder.split("/"):
            above = descriptor
            try:
                descriptor = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=above)
            except OSError as error:
                # A link, or what else is no folder, stands where the folder was listed.
                if error.errno in (errno.ELOOP, errno.ENOTDIR):
                    raise NotOrdinaryError from None
                raise
            finally:
                os.close(above)
        return descriptor


def read(
    file: str | Path, most: int = MAX_BYTES, *, follow: bool = True, folder: int | None = None
) -> bytes:
    """The bytes of an ordinary file; that it is one is asked of the open file, not of its name.

    Raises OSError, of the kinds above where it is none or holds more than ``most``; where links are
    not followed, a link is none. A path is relative to the open ``folder``, if there is one.
    """
    try:
        descriptor = os.open(file, _FLAGS if follow else _FLAGS | os.O_NOFOLLOW, dir_fd=folder)
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
