"""The feeds that the arguments of ``feedtool check`` name, and the bytes of one."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from feedtool.check import Octets, octets
from feedtool.check.source import MAX_BYTES
from feedtool.diagnostics.errors import UsageError
from feedtool.feeds.formats import FORMATS
from feedtool.model.config import Config
from feedtool.storage.place import Url

_SUFFIXES = (*(f".{form.extension}" for form in FORMATS), ".opml", ".xml", ".rdf")
# Beside feeds, what these folders hold in JSON or XML is something else.
_PASSED_OVER = frozenset({"node_modules"})
# The lists of a site say at their beginning who wrote them.
_MARK_WITHIN = 1024


def found(feeds: Sequence[str], config: Config) -> Iterator[str]:
    """The paths of the feeds that the arguments name, each file once; ``-`` as it is.

    Raises UsageError for an argument that names nothing.
    """
    return _each_file_once(_paths(feeds, config))


def read(path: str) -> Octets:
    """The bytes of a feed, at most one more than a feed may have; the checker says if it is too much.

    Raises OSError.
    """
    # A name that is not UTF-8 stays as it is.
    with open(path, "rb", opener=_open_without_waiting) as stream:
        return octets.read(stream, MAX_BYTES + 1)


def _each_file_once(paths: Iterable[str]) -> Iterator[str]:
    """The paths, but for those that lead to a file which an earlier one leads to."""
    seen: set[object] = set()
    for path in paths:
        identity: object = path
        if path != "-":
            with suppress(OSError):  # what cannot be read is found out when it is read
                status = os.stat(path)  # noqa: PTH116
                identity = (status.st_dev, status.st_ino)
        if identity not in seen:
            seen.add(identity)
            yield path


def _paths(feeds: Sequence[str], config: Config) -> Iterator[str]:
    """The files that the arguments stand for."""
    if not feeds:
        output = config.feeds.output
        if isinstance(output, Url):
            raise UsageError(f"check reads files of this machine, and the feeds are at {output}")
        if not output.is_dir():
            raise UsageError(f"there is no feed to check: {output} is no folder")
        yield from _in_folder(Path(os.path.relpath(output)).as_posix())
    for feed in feeds:
        if feed == "-":
            yield feed
        elif os.path.isdir(feed):  # noqa: PTH112
            yield from _in_folder(feed.rstrip("/") or "/")
        elif os.path.lexists(feed):
            yield feed
        elif matches := sorted(glob.glob(feed, recursive=True)):  # noqa: PTH207
            yield from (path for path in matches if os.path.isfile(path))  # noqa: PTH113
        else:
            raise UsageError(f"there is no {feed}")


def _in_folder(folder: str) -> Iterator[str]:
    """The feeds below a folder, sorted; what is hidden, and what is no file, is passed over.

    A folder that cannot be listed is given as it is, so that it is reported as what cannot be read.
    """
    unlisted: list[str] = []
    for top, folders, names in os.walk(
        folder, onerror=lambda error: unlisted.append(error.filename)
    ):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _PASSED_OVER
        )
        for name in sorted(names):
            path = f"{top}/{name}"
            # What is no file, such as a FIFO, is no feed; a link that leads nowhere should be one.
            is_other = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
            is_feed = name.lower().endswith(_SUFFIXES) and not name.startswith(".")
            if is_feed and not is_other and not _is_list(name, path):
                yield path
    yield from unlisted


def _is_list(name: str, path: str) -> bool:
    """Whether a file is a list of a site, such as a sitemap, that feedtool has written, and so no feed."""
    from feedtool.feeds import layout  # late: only files found in folders may be lists of ours

    if not layout.is_list(name):
        return False
    try:
        with open(path, "rb", opener=_open_without_waiting) as stream:
            return layout.is_marked(name, stream.read(_MARK_WITHIN))
    except OSError:
        return False


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for who may one day write to it, as a FIFO would."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(descriptor, True)
    return descriptor
