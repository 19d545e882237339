"""Where records come from: the files of a folder, found in one order on every machine, read safely."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from feedtool import files
from feedtool.model import Raw, Source
from feedtool.problems import Problem, UsageError


def folder(path: Path, display: str, include: tuple[str, ...]) -> tuple[Source, ...]:
    """The files of a folder whose paths match a pattern, sorted by path; links are not followed.

    Patterns are globs below the folder, ``**`` stands for any folders. Names that begin with a dot
    are passed over: editors and other tools keep their own files so. Raises UsageError where the
    folder is missing, empty or cannot be listed.
    """
    return tuple(Source(path / name, f"{display}/{name}") for name in names(path, display, include))


def names(path: Path, display: str, include: tuple[str, ...]) -> list[str]:
    """The paths of the same files below their folder, where more of each is not needed (yet)."""
    return chosen(sorted(_walk(path, "")), display, include)


def chosen(found: list[str], display: str, include: tuple[str, ...]) -> list[str]:
    """Those of the paths below a folder that match a pattern; raises UsageError where there are none."""
    if not found:
        raise UsageError(f"no records: the folder {display} is empty")
    is_included = _pattern(include).fullmatch
    return [name for name in found if is_included(name)]


def signatures(folder: Path, names: Iterable[str]) -> list[str]:
    """Of each file what tells, without reading it, whether it is still as it was; empty where unknown.

    The size, the times of the last change to content and status in nanoseconds, and the inode.
    """
    return list(_signatures(folder, names))


def _signatures(folder: Path, names: Iterable[str]) -> Iterator[str]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for name in names:
            try:
                status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            except OSError:
                yield ""
            else:
                yield (
                    f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
                )
    finally:
        os.close(descriptor)


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
def _pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Globs as one regular expression, which takes what any of them takes."""
    return re.compile("|".join(map(_expression, globs)), re.DOTALL)


def _expression(glob: str) -> str:
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
        re.compile(expression)
    except re.error:  # a range that ends before it begins, such as [z-a]
        raise UsageError(f"records.include: {glob} is no pattern") from None
    return expression


def read(source: Source, max_bytes: int) -> Raw | Problem:
    """The bytes of a record file, or the problem that keeps them from being read."""
    return read_file(str(source.file), source.path, max_bytes)


def read_file(file: str, source: str, max_bytes: int) -> Raw | Problem:
    """The same for a file that is known by its path alone; ``source`` is what people see for it."""
    try:
        return Raw(source, files.read(file, max_bytes, follow=False))
    except files.NotOrdinaryError:
        return _not_a_file(source)
    except files.TooLargeError as error:
        return too_large(source, error.size, max_bytes)
    except OSError as error:
        return unreadable(source, error)


def unreadable(source: str, error: OSError) -> Problem:
    """The problem of a record that cannot be read."""
    message = f"cannot be read: {error.strerror or error}"
    return Problem(source, "file-unreadable", message, hint="check its permissions")


def _not_a_file(source: str) -> Problem:
    message = "is no ordinary file"
    return Problem(
        source, "file-not-regular", message, hint="put the record itself here, not a link"
    )


def too_large(source: str, size: int, max_bytes: int) -> Problem:
    """The problem of a record of more bytes than records may have."""
    message = f"has {size:,} bytes, more than {max_bytes:,}"
    hint = "no record is that large; records.max_bytes sets the bound"
    return Problem(source, "file-too-large", message, hint=hint)
