"""Signatures: by which a file is known to be unchanged without reading it."""

import marshal
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from feedtool.imports.tuples import NamedTuple

# The values of a Signature: of as many as there are files, most are only compared.
PlainSignature: TypeAlias = tuple[int | None, int, int, int, str | None]

# Those of some files, by path; None of one that has none, or where nobody can tell.
Signatures: TypeAlias = "Mapping[str, PlainSignature | None]"

_SECOND = 1_000_000_000
_COARSE = 2 * _SECOND  # some file systems keep times in steps of two seconds


class Signature(NamedTuple):
    """The size of a file, when its content and its status were last changed, in nanoseconds, and its inode.

    Of a remote file there is the ``tag`` instead of times and inode: what its file system has for the
    content, such as an ETag, and for the time.
    """

    size: int | None
    modified: int = 0
    changed: int = 0
    inode: int = 0
    tag: str | None = None

    def is_settled(self, now: int) -> bool:
        """Whether no later change can leave the signature as it is; ``now`` is the file system's time.

        A file that is written twice within one tick of the clock looks the same both times.
        """
        if self.tag is not None:
            return True
        newest = max(self.modified, self.changed)
        margin = _COARSE if newest % _SECOND == 0 else 0
        return newest + margin < now


def as_text(values: PlainSignature) -> str:
    """The values of a signature as a text, equal where they are: to keep, and to compare with what was kept.

    Of each file it is made at every build. Of all that makes a text of numbers marshal is the fastest, and to
    read them again would take five times as long.
    """
    return marshal.dumps(tuple(values), 2).hex()


def is_same_content(one: PlainSignature, other: PlainSignature) -> bool:
    """Whether two signatures are of one file with one content; its name or number of links may differ."""
    size, modified, _, inode, tag = one
    return (size, modified, inode, tag) == (other[0], other[1], other[3], other[4])


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
            except (OSError, ValueError):  # a name that no file can have
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
