"""Where the output may be, apart from the records and from the configuration, and what stands there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import normpath

from feedtool.diagnostics.errors import UsageError
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.publish import generations
from feedtool.storage import atomic
from feedtool.storage.folders import LocalFolder, OutputFolder
from feedtool.storage.place import Place, Url

_LOCAL = ("file", "local")
# What fsspec puts before an address to keep copies of what it reads, and other names of file systems.
_COPIES = ("simplecache", "filecache", "blockcache")
_SAME = {"s3a": "s3", "gcs": "gs"}
_ADVICE = 'give the feeds a folder of their own, such as "output" beside feedtool.toml'
# Where the records lie beside feedtool.toml, or above it.
_OUTSIDE = 'set output to a folder outside of it, such as "../feeds", or path to the records alone'


def require_usable(config: Config, folders: Iterable[str]) -> None:
    """Raise UsageError where the output must not be; ``folders`` are those below it that feeds stand in.

    That is where it is, holds or lies in the records folder; where it is or holds the folder of the
    configuration; where the layout is that of generations, and something else than a link to one stands there.
    """
    output, layout = config.feeds.output, config.feeds.layout
    known = _Lineages()
    base, sources = known.to(config.base), [known.to(_local(one)) for one in config.records.places]
    for written in map(known.to, _written_to(output, folders, layout)):
        for records in sources:
            if (relation := _relation(written, records)) is not None:
                advice = _OUTSIDE if _is_in(base, records) else _ADVICE
                raise UsageError(f"the output {output} {relation} the records folder: {advice}")
        if (relation := _relation(written, base)) in ("is", "holds"):
            raise UsageError(
                f"the output {output} {relation} the configuration's folder: {_ADVICE}"
            )
    if isinstance(output, Path) and layout == "generations":
        generations.current_generation(output)


def names(output: OutputFolder, folders: Iterable[str], layout: str) -> list[str]:
    """Everything that stands where a build writes, its own files and others; ``folders`` are as above."""
    found = output.listed(*folders)
    if layout == "generations" and isinstance(output, LocalFolder):
        found += atomic.names(generations.generations_folder(output.path))
    return found


def lock_folder(output: Path, layout: str) -> Path:
    """The folder to lock while the output is built: one that stays when the output is replaced or removed."""
    return generations.generations_folder(output) if layout == "generations" else output


def _written_to(output: Place, folders: Iterable[str], layout: str) -> Iterator[Place]:
    """Every folder that a build writes to or replaces, wherever links lead."""
    local = _local(output)
    yield local
    if isinstance(local, Path):
        yield from (local / folder for folder in folders if folder)
        if layout == "generations":
            yield generations.generations_folder(local)  # beside the link, which is replaced


def _local(place: Place) -> Place:
    """The place, as a path where it is a URL of this machine."""
    if isinstance(place, Url):
        protocol, _, path = place.text.partition("://")
        return Path(path) if protocol.lower() in _LOCAL else place
    return place


class _Lineage(NamedTuple):
    """A folder and all that hold it, the innermost first, wherever links lead: by path and by identity."""

    paths: tuple[str, ...]
    identities: tuple[tuple[int, int] | None, ...]


class _Lineages:
    """Each folder is looked at once, however many lie in it or are compared with it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int] | None] = {}

    def to(self, place: Place) -> Url | _Lineage:
        """What tells where a place lies."""
        if isinstance(place, Url):
            return place
        resolved = Path(os.path.realpath(place))
        paths = tuple(map(str, (resolved, *resolved.parents)))
        return _Lineage(paths, tuple(map(self._identity, paths)))

    def _identity(self, folder: str) -> tuple[int, int] | None:
        if folder not in self._known:
            self._known[folder] = _identity(folder)
        return self._known[folder]


def _relation(one: Url | _Lineage, other: Url | _Lineage) -> str | None:
    """How one folder lies to another; None where neither holds the other."""
    inside, outside = _is_in(one, other), _is_in(other, one)
    if inside and outside:
        return "is"
    return "lies in" if inside else "holds" if outside else None


def _is_in(inner: Url | _Lineage, outer: Url | _Lineage) -> bool:
    """Whether a folder is another one or lies in it."""
    if isinstance(inner, Url) and isinstance(outer, Url):
        return f"{_normal(inner)}/".startswith(f"{_normal(outer)}/")
    if isinstance(inner, Url) or isinstance(outer, Url):
        return False
    path, identity = outer.paths[0], outer.identities[0]
    # Names that differ in case, and mounts, may be one folder all the same.
    return path in inner.paths or (identity is not None and identity in inner.identities)


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        status = Path(folder).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _normal(url: Url) -> str:
    """An address without what does not matter to where it leads."""
    text = url.text
    while text.partition("::")[0] in _COPIES and "::" in text:
        text = text.partition("::")[2]
    protocol, _, path = text.partition("://")
    protocol = protocol.lower()
    return f"{_SAME.get(protocol, protocol)}://{normpath(path).strip('/')}"
