"""A folder of records or of feeds, wherever it is: on this machine, or on another file system."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from feedtool import sources, storage
from feedtool.model import Place, Raw, Url
from feedtool.problems import Problem

if TYPE_CHECKING:
    from feedtool.remote import RemoteFolder


class Folder(Protocol):
    """What a build asks of a folder; all paths are below it."""

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        """The paths of the records, and the problems of what else is there."""

    def signatures(self, names: Sequence[str]) -> list[str]:
        """Of each record what tells, without reading it, whether it is still as it was."""

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        """The bytes of each record, or the problem that keeps it from being read."""

    def signature(self, path: str) -> str:
        """The same of one file; empty where there is none, or nothing tells."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def has(self, path: str) -> bool:
        """Whether anything stands at a path, of whatever kind."""

    def is_folder(self, path: str) -> bool:
        """Whether a folder, or a link to one, stands at a path."""

    def listed(self, *folders: str) -> list[str]:
        """The paths of all that is right in some folders below this one, ``""`` being itself."""


class LocalFolder(NamedTuple):
    """A folder of this machine."""

    path: Path

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        return sources.listing(self.path, display, include)

    def signatures(self, names: Sequence[str]) -> list[str]:
        return sources.signatures(self.path, names)

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        paths = [f"{display}/{name}" for name in names]
        return sources.read_all(self.path, names, paths, max_bytes)

    def signature(self, path: str) -> str:
        return storage.signature(self.path / path)

    def read(self, path: str) -> bytes | None:
        return storage.read(self.path / path)

    def has(self, path: str) -> bool:
        return os.path.lexists(self.path / path)

    def is_folder(self, path: str) -> bool:
        return storage.is_folder(self.path / path)

    def listed(self, *folders: str) -> list[str]:
        return [
            f"{folder}/{name}" if folder else name
            for folder in folders
            for name in storage.names(self.path / folder)
        ]


def at(place: Place) -> Folder:
    """The folder at a place. Raises UsageError, StorageError where it cannot be reached."""
    return remote(place) if isinstance(place, Url) else LocalFolder(place)


def remote(url: Url) -> "RemoteFolder":
    """The folder of a URL, as it was listed since the last ``look_again``."""
    # A process that was forked may use no connection of the one that forked it.
    return _remote(url.text, os.getpid())


@cache
def _remote(url: str, _process: int) -> "RemoteFolder":
    from feedtool.remote import RemoteFolder  # late: fsspec is an extra, and the network is far

    return RemoteFolder(url)


def look_again() -> None:
    """Forget what remote folders held."""
    _remote.cache_clear()
