"""The output folder: each file whole or not at all, touched only when its bytes change."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from feedtool import folders, generations, storage
from feedtool.folders import Folder
from feedtool.model import Place, Url
from feedtool.problems import StorageError
from feedtool.progress import Progress, unseen

# The files that a build may write; of these, those that carry our mark and that no build would write
# any more are removed. Nothing else in the output folder is ever touched.
_OURS = re.compile(r"(?:all|topics/[a-z0-9][a-z0-9-]*)\.(?:rss|atom|json|html)")
_MARK = re.compile(
    rb'<generator[^>]*>feedtool</generator>|"_feedtool"|name="generator" content="feedtool"'
)
_MARK_WITHIN = 65_536


def _order(path: str) -> tuple[bool, bool]:
    """Where files cannot be replaced all at once: feeds before the pages that link to them, the first last."""
    return path in ("feeds.opml", "index.html"), path.endswith(".html")


class Published(NamedTuple):
    """What a publication did, or would do: the paths below the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


class Plan(NamedTuple):
    """What must happen to the output folder: bytes to write by path, in order, and paths to remove."""

    changed: Mapping[str, bytes]
    unchanged: frozenset[str]
    stale: frozenset[str]

    @property
    def published(self) -> Published:
        """What there is to tell of the plan once it is carried out."""
        lists = (sorted(paths) for paths in (self.changed, self.unchanged, self.stale))
        return Published(*map(tuple, lists))


def plan(output: Place, files: Mapping[str, bytes], kept: Iterable[str] = ()) -> Plan:
    """What makes the output folder hold these files (path below it: bytes), and none of ours besides.

    Files that are ``kept`` are known to be as they should.
    """
    folder = folders.at(output)
    changed = {path: new for path, new in files.items() if folder.read(path) != new}
    known = files.keys() | frozenset(kept)
    unchanged = frozenset(known - changed.keys())
    return Plan(changed, unchanged, frozenset(_stale(folder, known)))


def names(output: Place, layout: str) -> list[str]:
    """Everything that stands where a build writes, its own files and others."""
    found = folders.at(output).listed("", "topics")
    if layout == "generations" and isinstance(output, Path):
        found += storage.names(generations.store(output))
    return found


def lock_folder(output: Path, layout: str) -> Path:
    """The folder to lock while the output is built: one that stays, whatever becomes of the output."""
    return generations.store(output) if layout == "generations" else output


def publish(
    output: Place, planned: Plan, layout: str, keep: int, progress: Progress = unseen
) -> None:
    """Carry out a plan. Raises StorageError; then no temporary file is left, and every file is whole."""
    if isinstance(output, Url):
        changed = dict(sorted(planned.changed.items(), key=lambda file: _order(file[0])))
        folders.remote(output).replace(changed, planned.stale)
    elif layout == "generations":
        generations.publish(output, planned.changed, planned.stale, keep)
    else:
        _replace_files(output, planned, progress)


def _replace_files(output: Path, planned: Plan, progress: Progress) -> None:
    """Stage all new bytes beside their targets, and only then put the first in place."""
    try:
        _sweep(output)
        new = planned.changed.items()
        for path, content in progress(new, len(new), "Writing"):
            storage.stage(output / path, content)
        for path in planned.changed:
            storage.put_in_place(output / path)
        for path in sorted(planned.stale):
            storage.remove(output / path)
        for folder in sorted(
            {(output / path).parent for path in (*planned.changed, *planned.stale)}
        ):
            storage.flush_folder(folder)
    finally:
        with suppress(StorageError):
            _sweep(output)


def _sweep(output: Path) -> None:
    for folder in (output, output / "topics"):
        storage.sweep(folder)


def _stale(folder: Folder, files: AbstractSet[str]) -> Iterator[str]:
    for path in folder.listed("", "topics"):
        if path not in files and _OURS.fullmatch(path) and _is_marked(folder.read(path)):
            yield path


def _is_marked(content: bytes | None) -> bool:
    return content is not None and _MARK.search(content, 0, _MARK_WITHIN) is not None
