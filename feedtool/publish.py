"""The output folder: each file whole or not at all, touched only when its bytes change."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedtool import generations, storage
from feedtool.problems import StorageError

# The files that a build may write; of these, those that carry our mark and that no build would write
# any more are removed. Nothing else in the output folder is ever touched.
_OURS = re.compile(r"(?:all|topics/[a-z0-9][a-z0-9-]*)\.(?:rss|atom|json|html)")
_MARK = re.compile(
    rb'<generator[^>]*>feedtool</generator>|"_feedtool"|name="generator" content="feedtool"'
)
_MARK_WITHIN = 65_536


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did, or would do: the paths below the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def read(output: Path, path: str) -> bytes | None:
    """The bytes of a published file, or None where there is none; raises StorageError."""
    return storage.read(output / path)


@dataclass(frozen=True, slots=True)
class Plan:
    """What must happen to the output folder: bytes to write by path, in order, and paths to remove."""

    changed: Mapping[str, bytes]
    unchanged: frozenset[str]
    stale: frozenset[str]

    @property
    def published(self) -> Published:
        """What there is to tell of the plan once it is carried out."""
        lists = (sorted(paths) for paths in (self.changed, self.unchanged, self.stale))
        return Published(*map(tuple, lists))


def plan(output: Path, files: Mapping[str, bytes], kept: Iterable[str] = ()) -> Plan:
    """What makes the output folder hold these files (path below it: bytes), and none of ours besides.

    Files that are ``kept`` are known to be as they should.
    """
    changed = {path: new for path, new in files.items() if read(output, path) != new}
    known = files.keys() | frozenset(kept)
    unchanged = frozenset(known - changed.keys())
    return Plan(changed, unchanged, frozenset(_stale(output, known)))


def names(output: Path, layout: str) -> list[str]:
    """Everything that stands where a build writes, its own files and others."""
    folders = [output, output / "topics"]
    if layout == "generations":
        folders.append(generations.store(output))
    return [f"{folder.name}/{name}" for folder in folders for name in storage.names(folder)]


def lock_folder(output: Path, layout: str) -> Path:
    """The folder to lock while the output is built: one that stays, whatever becomes of the output."""
    return generations.store(output) if layout == "generations" else output


def publish(output: Path, planned: Plan, layout: str, keep: int) -> None:
    """Carry out a plan. Raises StorageError; then no temporary file is left, and every file is whole."""
    if layout == "generations":
        generations.publish(output, planned.changed, planned.stale, keep)
    else:
        _replace_files(output, planned)


def _replace_files(output: Path, planned: Plan) -> None:
    """Stage all new bytes beside their targets, and only then put the first in place."""
    try:
        _sweep(output)
        for path, content in planned.changed.items():
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


def _stale(output: Path, files: AbstractSet[str]) -> Iterator[str]:
    found = [
        *storage.names(output),
        *(f"topics/{name}" for name in storage.names(output / "topics")),
    ]
    for path in found:
        if path not in files and _OURS.fullmatch(path) and _is_marked(output / path):
            yield path


def _is_marked(file: Path) -> bool:
    content = storage.read(file)
    return content is not None and _MARK.search(content, 0, _MARK_WITHIN) is not None
