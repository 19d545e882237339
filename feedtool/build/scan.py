"""Records from files: read, parsed and validated in batches, here or in other processes."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from feedtool.build import summary
from feedtool.diagnostics import room
from feedtool.diagnostics.problem import Problem, with_costs
from feedtool.model import codec
from feedtool.model.record import SAME, UNREADABLE, ScanResult
from feedtool.records.parse import ParseOptions
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Folders, Place, Raw
from feedtool.text.digests import blake2b

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Large enough that sending a batch costs little beside parsing it, small enough to keep every
# process busy to the end.
BATCH = 250


class RecordFolder(NamedTuple):
    """A folder of records, its name in messages, and the options to read its files with.

    With ``context`` valid records are held against the rules beyond the schema as well.
    """

    path: Place | Folders
    display: str
    options: ParseOptions
    max_bytes: int
    min_heat: int
    context: RuleContext | None = None


# A file by its path below the folder, and the digest that its content had when it was last seen.
KnownFile = tuple[str, str | None]


def scan_files(
    files: Sequence[KnownFile], folder: RecordFolder, executor: "Executor | None" = None
) -> Iterator[ScanResult]:
    """Scan the files of a folder, in order; a result has what selection needs, not what an item shows.

    The workers of an executor start before the first result is asked for.
    """
    batches = [
        (tuple(files[start : start + BATCH]), folder) for start in range(0, len(files), BATCH)
    ]
    # One batch is read before another process would have begun.
    shared = executor if len(batches) > 1 else None
    return chain.from_iterable((shared.map if shared else map)(scan_batch, batches))


def scan_batch(batch: tuple[tuple[KnownFile, ...], RecordFolder]) -> list[ScanResult]:
    """Scan a batch of files; the function that workers run."""
    room.require_room()
    files, folder = batch
    contents = read_files([name for name, _ in files], folder)
    with _without_garbage_collection():
        return [scan_file(*file, raw, folder) for file, raw in zip(files, contents, strict=True)]


def read_files(names: Sequence[str], folder: RecordFolder) -> Iterator[Raw | Problem]:
    """The bytes of each file, or the problem that keeps it from being read; never many held at once."""
    from feedtool.storage import folders  # late: who validates a file asks no folder

    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        yield from folders.of_records(folder.path).records(some, folder.display, folder.max_bytes)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch the search for cycles off: records make none, and there are many of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def scan_file(name: str, known: str | None, raw: Raw | Problem, folder: RecordFolder) -> ScanResult:
    """Scan one file. ``known`` is its content digest at the last build, or None."""
    if isinstance(raw, Problem):
        return ScanResult(
            name, None, UNREADABLE, problems=tuple(map(codec.problem_to_plain, with_costs([raw])))
        )
    digest = blake2b(raw.content, digest_size=16).hexdigest()
    if digest == known:
        return ScanResult(name, digest, SAME)
    return summary.summarize(name, digest, raw, folder.options, folder.min_heat, folder.context)
