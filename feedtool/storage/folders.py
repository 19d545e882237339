"""A folder of records or of feeds, wherever it is: on this machine, or on another file system."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from feedtool.diagnostics.problem import Problem
from feedtool.imports.tuples import NamedTuple
from feedtool.storage import atomic, signature, sources
from feedtool.storage.place import Folders, Place, Raw
from feedtool.storage.signature import PlainSignature, Signature

if TYPE_CHECKING:
    from feedtool.storage.remote import RemoteFolder


class Records(Protocol):
    """What a build asks of the folder of the records, or of the one that holds several; paths are below it."""

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        """The paths of the records, and the problems of what else is there."""

    def signatures(self, names: Sequence[str]) -> list[PlainSignature | None]:
        """Of each record the values of what tells, without reading it, that it is as it was, or None."""

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        """The bytes of each record, or the problem that keeps it from being read."""


class Folder(Records, Protocol):
    """What a build asks of any other folder; all paths are below it."""

    def signature(self, path: str) -> Signature | None:
        """The same of one file; None where there is none, or nothing tells."""

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

    def __str__(self) -> str:
        return str(self.path)

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        return sources.listing(self.path, display, include)

    def signatures(self, names: Sequence[str]) -> list[PlainSignature | None]:
        return signature.of_files(self.path, names)

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        paths = [sources.display_path(display, name) for name in names]
        return sources.read_all(self.path, names, paths, max_bytes)

    def signature(self, path: str) -> Signature | None:
        return signature.of_file(f"{self.path}/{path}")  # a Path for each takes longer than to look

    def read(self, path: str) -> bytes | None:
        return atomic.read(self.path / path)

    def has(self, path: str) -> bool:
        return os.path.lexists(self.path / path)

    def is_folder(self, path: str) -> bool:
        return atomic.is_folder(self.path / path)

    def listed(self, *folders: str) -> list[str]:
        return [
            f"{folder}/{name}" if folder else name
            for folder in folders
            for name in atomic.names(self.path / folder)
        ]


# The folder that feeds are written to: how that is done differs.
OutputFolder: TypeAlias = "LocalFolder | RemoteFolder"


class LocalFolders(NamedTuple):
    """Several folders of this machine as one; files beside them are none of its records."""

    folders: Folders

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        names, problems = list[str](), list[Problem]()
        includes = self.folders.includes or (include,) * len(self.folders.names)
        for below, globs in zip(self.folders.names, includes, strict=True):
            found = sources.listing(
                self.folders.base / below, sources.display_path(display, below), globs
            )
            names += (f"{below}/{name}" for name in found.names)
            problems += found.problems
        return sources.Listing(sorted(names), tuple(problems))

    def signatures(self, names: Sequence[str]) -> list[PlainSignature | None]:
        return signature.of_files(self.folders.base, names)

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        for below, some in groupby(names, self._folder_of):
            inside = [name.removeprefix(f"{below}/") for name in some]
            paths = [sources.display_path(display, f"{below}/{name}") for name in inside]
            yield from sources.read_all(self.folders.base / below, inside, paths, max_bytes)

    def _folder_of(self, name: str) -> str:
        return next(below for below in self.folders.names if name.startswith(f"{below}/"))


def of_records(place: Place | Folders) -> Records:
    """The folder of the records, or several as one. Raises as ``at`` does."""
    return LocalFolders(place) if isinstance(place, Folders) else at(place)


def at(place: Place) -> OutputFolder:
    """The folder at a place. A remote one is listed once: who asks for another sees what has changed since.

    Raises UsageError, StorageError where it cannot be reached.
    """
    if isinstance(place, Path):
        return LocalFolder(place)
    # late: fsspec is an extra, and the network is far
    from feedtool.storage.remote import RemoteFolder

    return RemoteFolder(place.text)
