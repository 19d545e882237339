"""Where files and folders are, here or elsewhere, and the bytes of one."""

from pathlib import Path

from feedtool.imports.tuples import NamedTuple


class Source(NamedTuple):
    """A record file to read: where it is, and the name that people see for it.

    One that was found in a folder, its ``root``, is read without following a link on the way from there.
    """

    file: Path
    path: str
    root: Path | None = None


class Raw(NamedTuple):
    """The bytes of one record, not yet parsed."""

    path: str
    content: bytes


class Url(NamedTuple):
    """A folder on another file system than that of this machine, such as ``s3://bucket/news``."""

    text: str

    def __str__(self) -> str:
        return self.text


# Where a folder is.
Place = Path | Url


class Folders(NamedTuple):
    """Several folders of this machine, by their names below one that holds them all.

    ``includes`` are the globs of each folder, where it has its own.
    """

    base: Path
    names: tuple[str, ...]
    includes: tuple[tuple[str, ...], ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The folders."""
        return tuple(self.base / name for name in self.names)
