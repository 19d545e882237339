"""What tells, without reading a file, whether it is still as it was."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeAlias

# The values of a Signature: of as many as there are files, most are only compared.
PlainSignature: TypeAlias = tuple[int | None, int, int, int, str | None]

_SECOND = 1_000_000_000
_COARSE = 2 * _SECOND  # some file systems keep times in steps of two seconds


class Signature(NamedTuple):
    """The size of a file, when its content and its status were last changed, in nanoseconds, and its inode.

    Of a remote file there is the ``tag`` instead of times and inode: what its file system has for the
    content, such as an ETag, and for the time. JSON holds it as a list, see ``from_plain``.
    """

    size: int | None
    modified: int = 0
    changed: int = 0
    inode: int = 0
    tag: str | None = None

    def is_same(self, other: "Signature | None") -> bool:
        """Whether a file that had one of the two and has the other now is as it was."""
        return self == other

    def is_settled(self, now: int) -> bool:
        """Whether no later change can leave the signature as it is; ``now`` is the file system's time.

        A file that is written twice within one tick of the clock looks the same both times.
        """
        if self.tag is not None:
            return True
        newest = max(self.modified, self.changed)
        margin = _COARSE if newest % _SECOND == 0 else 0
        return newest + margin < now


def from_plain(plain: Iterable[int | str | None] | None) -> Signature | None:
    """The signature that a database kept as a plain list, or None. Raises TypeError where it is none."""
    return None if plain is None else Signature(*plain)  # type: ignore[arg-type]


def of_file(file: Path | str) -> Signature | None:
    """The signature of a file; None where there is none."""
    try:
        return _of(os.stat(file))  # noqa: PTH116 - a text does
    except OSError:
        return None


def of_files(folder: Path, names: Iterable[str]) -> list[PlainSignature | None]:
    """The values of the signature of each of these files below a folder; None for one that is not there.

    Links are not followed. Raises OSError where the folder cannot be opened.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    found = list[PlainSignature | None]()
    try:
        for name in names:  # every build waits for this, file by file
            try:
                status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            except OSError:
                found.append(None)
            else:
                found.append(
                    (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, None)
                )
    finally:
        os.close(descriptor)
    return found


def _of(status: os.stat_result) -> Signature:
    return Signature(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
