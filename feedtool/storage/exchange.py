"""A file of the user's, given new bytes: whole or not at all, and only while it is what was read."""

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from feedtool.storage import atomic

# Opened for writing, though never written to: a file that its owner has made read-only is not to be
# replaced behind their back. A link is refused; a FIFO, or what became one, must not block.
_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def exchange(file: Path, old: bytes, new: bytes) -> bool:
    """Whether the file, if it still held the old bytes, holds the new ones now; its mode stays.

    The new bytes are staged beside it, flushed, and read again before they take its name. Raises
    StorageError; then the file is as it was, and nothing is left beside it.
    """
    with atomic.guarded(file), _locked_file(file) as descriptor:
        if descriptor is None or not _is_unchanged(file, descriptor, old):
            return False
        staged = _staged(file)
        try:
            _stage(staged, new, os.fstat(descriptor))
            if not _is_unchanged(file, descriptor, old):
                return False
            os.replace(staged, file)  # noqa: PTH105 - the system call, by its name
        finally:
            with suppress(FileNotFoundError):
                staged.unlink()
        atomic.flush_folder(file.parent)
        return True


@contextmanager
def _locked_file(file: Path) -> Iterator[int | None]:
    """The open file, locked; None where it is gone, or another run is about to exchange it.

    The kernel frees the lock with its holder.
    """
    with ExitStack() as stack:
        held: int | None = None
        with suppress(FileNotFoundError, BlockingIOError):
            descriptor = os.open(file, _FLAGS)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = descriptor
        yield held


def _is_unchanged(file: Path, descriptor: int, old: bytes) -> bool:
    """Whether the name still stands for the open file, and that one still holds these bytes."""
    named, held = os.stat(file, follow_symlinks=False), os.fstat(descriptor)  # noqa: PTH116
    same = (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)
    return same and stat.S_ISREG(held.st_mode) and os.pread(descriptor, len(old) + 1, 0) == old


def _staged(file: Path) -> Path:
    """A hidden name beside the file, the same for every run, and never too long."""
    digest = hashlib.sha256(os.fsencode(file.name)).hexdigest()[:16]
    return file.with_name(f".{digest}{atomic.STAGED}")


def _stage(staged: Path, content: bytes, like: os.stat_result) -> None:
    with suppress(FileNotFoundError):
        staged.unlink()  # of a run that was killed: a living one would hold the lock
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(staged, flags, stat.S_IMODE(like.st_mode) & 0o700)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        with suppress(PermissionError):  # only an administrator's run has anything to keep here
            os.fchown(descriptor, like.st_uid, like.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
        atomic.flush(descriptor)
        if os.pread(descriptor, len(content) + 1, 0) != content:
            raise OSError(5, "what was written reads differently")
    finally:
        os.close(descriptor)
