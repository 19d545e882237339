"""The output folder: each file whole or not at all, touched only when its bytes change."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedtool import storage
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


def publish(output: Path, files: Mapping[str, bytes], *, dry_run: bool = False) -> Published:
    """Make the output folder hold these files (path below it: bytes), and none of ours besides.

    All new bytes are staged beside their targets and flushed before the first is put in place; the
    order of ``files`` is the order in which they are. Raises StorageError; then no temporary file is
    left, and every file is whole, the old or the new one.
    """
    changed = {path: new for path, new in files.items() if read(output, path) != new}
    stale = tuple(sorted(_stale(output, files)))
    done = Published(tuple(sorted(changed)), tuple(sorted(files.keys() - changed.keys())), stale)
    if dry_run:
        return done
    try:
        _sweep(output)
        for path, content in changed.items():
            storage.stage(output / path, content)
        for path in changed:
            storage.put_in_place(output / path)
        for path in stale:
            storage.remove(output / path)
        for folder in sorted({(output / path).parent for path in (*changed, *stale)}):
            storage.flush_folder(folder)
    finally:
        with suppress(StorageError):
            _sweep(output)
    return done


def _sweep(output: Path) -> None:
    for folder in (output, output / "topics"):
        storage.sweep(folder)


def _stale(output: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    found = [
        *storage.names(output),
        *(f"topics/{name}" for name in storage.names(output / "topics")),
    ]
    for path in found:
        if path not in files and _OURS.fullmatch(path) and _is_marked(output / path):
            yield path


def _is_marked(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _MARK.search(stream.read(_MARK_WITHIN)) is not None
    except OSError:
        return False
