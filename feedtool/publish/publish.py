"""The output folder: each file whole or not at all, touched only when its bytes change."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.progress import Progress, no_progress
from feedtool.imports.tuples import NamedTuple
from feedtool.model.report import Published
from feedtool.publish import generations, writers
from feedtool.publish.spill import SomeFiles
from feedtool.storage import atomic
from feedtool.storage.folders import Folder, LocalFolder, OutputFolder
from feedtool.storage.signature import Signatures

_MOST_NAMED = 5
# What a site may have itself carries our mark in so many bytes: what is left of it, and has none, is shorter.
_MARKED_WITHIN = 128


class OutputFiles(Protocol):
    """Which files feedtool writes, by their paths below the output folder: ``feeds.layout`` says it.

    Those that are ours by path and mark, and that no build would write any more, are removed; what a build
    writes replaces only what carries the mark, or provably was ours. Nothing else is ever touched.
    """

    def folders(self) -> tuple[str, ...]:
        """The folders that files of feeds stand in, ``""`` being the output folder itself."""

    def is_ours(self, path: str) -> bool:
        """Whether a path is that of a file of a feed."""

    def is_marked(self, path: str, content: bytes | None) -> bool:
        """Whether the content of a file says that feedtool wrote it."""

    def rank(self, path: str) -> tuple[int, bool]:
        """Where a file comes in the order in which files are replaced one by one."""

    def media_type(self, path: str) -> str | None:
        """As what a file is served."""


class Plan(NamedTuple):
    """What must happen to the output folder: bytes to write by path, in order, and paths to remove."""

    changed: Mapping[str, bytes]
    unchanged: frozenset[str]
    stale: frozenset[str]

    @property
    def published(self) -> Published:
        """The report on the plan, for when it has been carried out."""
        lists = (sorted(paths) for paths in (self.changed, self.unchanged, self.stale))
        return Published(*map(tuple, lists))


def plan(
    output: OutputFolder,
    ours: OutputFiles,
    files: Mapping[str, bytes],
    kept: Iterable[str] = (),
    written_before: AbstractSet[str] = frozenset(),
) -> Plan:
    """What makes the output folder hold these files (path below it: bytes), and none of ours besides.

    Files that are ``kept`` are known to be as they should, those ``written_before`` were once. Raises
    UsageError, naming them, where files that are not ours are in the way; StorageError.
    """
    changed, foreign = list[str](), _no_folders(output, files)
    among_ours = cache(lambda: any(our_files(output, ours)))

    def is_ours(path: str, old: bytes) -> bool:
        return ours.is_marked(path, old) or (
            _is_remnant(old, files[path]) and (path in written_before or among_ours())
        )

    for path, new in files.items():
        old = output.read(path)
        if old == new:
            continue
        changed.append(path)
        # What cannot be read is a folder, a link to nowhere, or larger than any feed.
        if output.has(path) if old is None else not is_ours(path, old):
            foreign.append(path)
    if foreign:
        raise UsageError(_in_the_way(output, foreign))
    known = files.keys() | frozenset(kept)
    unchanged = frozenset(known.difference(changed))
    return Plan(
        SomeFiles(files, changed),
        unchanged,
        frozenset(our_files(output, ours, written_before, but=known)),
    )


def is_foreign(
    output: Folder,
    ours: OutputFiles,
    path: str,
    begin: Callable[[], bytes],
    written_before: AbstractSet[str],
) -> bool:
    """Whether what stands at a path is somebody else's, to whom it is left: a site may have such files itself.

    ``begin`` makes the bytes of ours as far as to the mark, or further.
    """
    content = output.read(path)
    if content is None:
        return output.has(path)
    if ours.is_marked(path, content):
        return False
    is_short = len(content.rstrip(b"\0")) < _MARKED_WITHIN
    is_remnant = is_short and _is_remnant(content, begin())
    return not (is_remnant and (path in written_before or any(our_files(output, ours))))


def _no_folders(folder: Folder, files: Iterable[str]) -> list[str]:
    """The paths at which files need a folder and something else stands."""
    needed = {path.rpartition("/")[0] for path in files} - {""}
    return sorted(path for path in needed if folder.has(path) and not folder.is_folder(path))


def _is_remnant(old: bytes, new: bytes) -> bool:
    """Whether a file without a mark holds nothing but the beginning of what is to replace it.

    So a crash leaves files: empty, cut off, or filled up with zeros.
    """
    return new.startswith(old.rstrip(b"\0"))


def _in_the_way(output: OutputFolder, foreign: list[str]) -> str:
    named = ", ".join(f"{output}/{path}" for path in foreign[:_MOST_NAMED])
    more = f" and {len(foreign) - _MOST_NAMED} more" if len(foreign) > _MOST_NAMED else ""
    return (
        f"not written by feedtool, and in the way of its feeds: {named}{more}; move or delete "
        f"{'it' if len(foreign) == 1 else 'them'}, or choose another folder for the output"
    )


def publish(
    output: OutputFolder,
    ours: OutputFiles,
    planned: Plan,
    generations_kept: int | None,
    progress: Progress = no_progress,
) -> Signatures:
    """Carry out a plan: file by file, or in a new generation where some of these are to be kept.

    Gives the signatures of the files as they were written. Raises StorageError; then no temporary file is
    left, and every file is whole.
    """
    if not isinstance(output, LocalFolder):
        in_order = SomeFiles(planned.changed, sorted(planned.changed, key=ours.rank))
        return output.replace(in_order, planned.stale, ours.media_type)
    if generations_kept is None:
        return _replace_files(output.path, ours.folders(), planned, progress)
    changed, unchanged, stale = planned
    return generations.publish(output.path, changed, unchanged, stale, generations_kept)


def _replace_files(
    output: Path, below: Iterable[str], planned: Plan, progress: Progress
) -> Signatures:
    """Stage all new bytes beside their targets, and only then put the first in place."""
    try:
        _sweep(output, below)
        new = planned.changed.items()
        writers.each_at_once(
            lambda file: atomic.stage(output / file[0], file[1]),
            progress(new, len(new), "Writing"),
            len(new),
        )
        written = {path: atomic.put_in_place(output / path) for path in planned.changed}
        for path in sorted(planned.stale):
            atomic.remove(output / path)
        folders = {(output / path).parent for path in (*planned.changed, *planned.stale)}
        writers.each_at_once(atomic.flush_folder, sorted(folders), len(folders))
    except BaseException:
        with suppress(StorageError):
            _sweep(output, below)
        raise
    return written


def _sweep(output: Path, below: Iterable[str]) -> None:
    for folder in below:
        atomic.sweep(output / folder)


def our_files(
    folder: Folder,
    ours: OutputFiles,
    written_before: AbstractSet[str] = frozenset(),
    *,
    but: AbstractSet[str] = frozenset(),
) -> Iterator[str]:
    """The files of feeds in a folder, other than some, that carry our mark.

    Those that were written before are looked for by name as well: a listing may be short. Of one of them that
    a crash has emptied, or filled with zeros, nothing is left that anybody could miss.
    """
    for path in {*folder.listed(*ours.folders()), *written_before} - but:
        if ours.is_ours(path):
            content = folder.read(path)
            is_empty = content is not None and not content.strip(b"\0")
            if ours.is_marked(path, content) or (is_empty and path in written_before):
                yield path
