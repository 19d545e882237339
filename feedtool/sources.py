"""Where records come from: the files of a folder, found in one order on every machine, read safely."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from feedtool.model import Raw, Source
from feedtool.problems import Problem, UsageError

# A FIFO must not block, a link must not lead out of the folder, a terminal must not take over.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY


def folder(path: Path, display: str, include: tuple[str, ...]) -> tuple[Source, ...]:
    """The files of a folder whose paths match a pattern, sorted by path; links are not followed.

    Patterns are globs below the folder, ``**`` stands for any folders. Names that begin with a dot
    are passed over: editors and other tools keep their own files so. Raises UsageError where the
    folder is missing, empty or cannot be listed.
    """
    names = sorted(_walk(path, ""))
    if not names:
        raise UsageError(f"no records: the folder {display} is empty")
    return tuple(
        Source(path / name, f"{display}/{name}")
        for name in names
        if any(_pattern(pattern).fullmatch(name) for pattern in include)
    )


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            listed = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError as error:
        raise UsageError(f"cannot list the records folder {folder}: {error.strerror}") from None
    for name, is_folder in listed:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(folder / name, f"{prefix}{name}/")
        else:
            yield prefix + name


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """A glob as a regular expression: ``*`` and ``?`` stop at a slash, ``**/`` takes whole folders."""
    parts = {"**/": "(?:.+/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    tokens = re.split(r"(\*\*/|\*\*|\*|\?|\[!?[^\[\]\\!^]+\])", glob)
    expression = "".join(
        f"[{'^' if token[1] == '!' else ''}{token.strip('[]!')}]"
        if index % 2 and token.startswith("[")
        else parts.get(token, re.escape(token))
        for index, token in enumerate(tokens)
    )
    try:
        return re.compile(expression, re.DOTALL)
    except re.error:  # a range that ends before it begins, such as [z-a]
        raise UsageError(f"records.include: {glob} is no pattern") from None


def read(source: Source, max_bytes: int) -> Raw | Problem:
    """The bytes of a record file, or the problem that keeps them from being read."""
    try:
        descriptor = os.open(source.file, _FLAGS)
    except OSError as error:
        return _unreadable(source, error)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(source)
        if status.st_size > max_bytes:
            return _too_large(source, status.st_size, max_bytes)
        content = _read_up_to(descriptor, max_bytes + 1)
    except OSError as error:
        return _unreadable(source, error)
    finally:
        os.close(descriptor)
    return (
        _too_large(source, len(content), max_bytes)
        if len(content) > max_bytes
        else Raw(source.path, content)
    )


def _read_up_to(descriptor: int, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := os.read(descriptor, size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _unreadable(source: Source, error: OSError) -> Problem:
    if error.errno in (errno.ELOOP, errno.ENXIO):  # a link; a socket, or a FIFO without a reader
        return _not_a_file(source)
    message = f"cannot be read: {error.strerror}"
    return Problem(source.path, "file-unreadable", message, hint="check its permissions")


def _not_a_file(source: Source) -> Problem:
    message = "is no ordinary file"
    return Problem(
        source.path, "file-not-regular", message, hint="put the record itself here, not a link"
    )


def _too_large(source: Source, size: int, max_bytes: int) -> Problem:
    message = f"has {size:,} bytes, more than {max_bytes:,}"
    hint = "no record is that large; records.max_bytes sets the bound"
    return Problem(source.path, "file-too-large", message, hint=hint)
